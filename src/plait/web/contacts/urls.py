"""Addresses of the contact log within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.contacts import views

urlpatterns = [
    path("", views.contacts, name="contacts"),
    path("add/", views.add_contact, name="add-contact"),
    path("<int:contact_id>/edit/", views.edit_contact, name="edit-contact"),
    path("<int:contact_id>/remove/", views.remove_contact, name="remove-contact"),
]
