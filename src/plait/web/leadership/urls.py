"""Addresses of leadership roles within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.leadership import appointment_views, views

urlpatterns = [
    path("", views.leadership, name="leadership"),
    path("offices/", appointment_views.offices, name="offices"),
    path("offices/<int:office_id>/end/", appointment_views.end_office_today, name="end-office"),
    path("<int:role_id>/appointment/", appointment_views.appointment, name="appointment"),
    path("<int:role_id>/appointment/add/", appointment_views.add_appointment_evidence, name="add-evidence"),
    path(
        "<int:role_id>/appointment/<int:evidence_id>/",
        appointment_views.edit_appointment_evidence,
        name="edit-evidence",
    ),
    path(
        "<int:role_id>/appointment/<int:evidence_id>/remove/",
        appointment_views.remove_appointment_evidence,
        name="remove-evidence",
    ),
    path("as-at/", views.as_at, name="leadership-as-at"),
    path("add/", views.add_role, name="add-role"),
    path("<int:role_id>/", views.role, name="role"),
    path("<int:role_id>/edit/", views.edit_role, name="edit-role"),
    path("<int:role_id>/holders/add/", views.add_holder, name="add-role-holder"),
    path("holders/<int:holder_id>/edit/", views.edit_holder, name="edit-role-holder"),
]
