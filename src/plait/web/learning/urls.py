"""Addresses of education and board development within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.learning import board_views, views

urlpatterns = [
    path("", views.education, name="education"),
    path("sessions/add/", views.add_session, name="add-session"),
    path("sessions/<int:session_id>/edit/", views.edit_session, name="edit-session"),
    path("sessions/<int:session_id>/remove/", views.remove_session, name="remove-session"),
    path("targets/add/", views.add_target, name="add-target"),
    path("targets/<int:target_id>/edit/", views.edit_target, name="edit-target"),
    path("board/", board_views.development, name="development"),
    path("board/add/", board_views.add_learning, name="add-learning"),
    path("board/book/", board_views.book, name="book-learning"),
    path("board/<int:learning_id>/edit/", board_views.edit_learning, name="edit-learning"),
    path("board/<int:learning_id>/remove/", board_views.remove_learning, name="remove-learning"),
]
