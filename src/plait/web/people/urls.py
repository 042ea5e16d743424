"""Addresses of people within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.people import leave_views, views

urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.add_person, name="add-person"),
    path("<int:person_id>/", views.person, name="person"),
    path("<int:person_id>/edit/", views.edit_person, name="edit-person"),
    path("<int:person_id>/leave/add/", leave_views.add_leave, name="add-leave"),
    path("leave/", leave_views.leaves, name="leaves"),
    path("leave/add/", leave_views.add_any_leave, name="add-any-leave"),
    path("leave/<int:leave_id>/", leave_views.leave, name="leave"),
    path("leave/<int:leave_id>/edit/", leave_views.edit_leave, name="edit-leave"),
    path("leave/<int:leave_id>/remove/", leave_views.remove_leave, name="remove-leave"),
    path("<int:person_id>/join/", views.join, name="join-posts"),
    path("<int:person_id>/part/", views.part, name="part-posts"),
]
