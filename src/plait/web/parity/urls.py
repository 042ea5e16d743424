"""Addresses of parity within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.parity import views

urlpatterns = [
    path("agenda-time/", views.agenda_time, name="agenda-time"),
    path("expertise/", views.expertise, name="expertise"),
]
