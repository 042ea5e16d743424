"""Addresses of people within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.people import views

urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.add_person, name="add-person"),
    path("<int:person_id>/", views.person, name="person"),
    path("<int:person_id>/edit/", views.edit_person, name="edit-person"),
    path("<int:person_id>/join/", views.join, name="join-posts"),
    path("<int:person_id>/part/", views.part, name="part-posts"),
]
