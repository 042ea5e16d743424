"""Addresses of leadership roles within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.leadership import views

urlpatterns = [
    path("", views.leadership, name="leadership"),
    path("as-at/", views.as_at, name="leadership-as-at"),
    path("add/", views.add_role, name="add-role"),
    path("<int:role_id>/", views.role, name="role"),
    path("<int:role_id>/edit/", views.edit_role, name="edit-role"),
    path("<int:role_id>/holders/add/", views.add_holder, name="add-role-holder"),
    path("holders/<int:holder_id>/edit/", views.edit_holder, name="edit-role-holder"),
]
