"""Addresses of competencies within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.competencies import views

urlpatterns = [
    path("", views.competencies, name="competencies"),
    path("<int:competency_id>/", views.competency, name="competency"),
]
