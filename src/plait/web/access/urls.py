"""Addresses of users, their access and the audit trail within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.access import views

urlpatterns = [
    path("", views.users, name="users"),
    path("give/", views.give, name="give-role"),
    path("<int:access_id>/change/", views.change, name="change-access"),
    path("<int:access_id>/letter/", views.letter, name="first-letter"),
    path("<int:access_id>/close/", views.close, name="close-access"),
    path("audit/", views.audit, name="audit"),
]
