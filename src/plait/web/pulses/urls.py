"""Addresses of pulses within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.pulses import views

urlpatterns = [
    path("", views.pulses, name="pulses"),
    path("open/", views.open_one, name="open-pulse"),
    path("<int:pulse_id>/", views.answer, name="pulse"),
    path("<int:pulse_id>/paper/", views.paper, name="pulse-paper"),
    path("<int:pulse_id>/close/", views.close, name="close-pulse"),
]
