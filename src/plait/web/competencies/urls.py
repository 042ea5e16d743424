"""Addresses of competencies within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.competencies import views

urlpatterns = [
    path("", views.competencies, name="competencies"),
    path("quarters/", views.quarters, name="competencies-by-quarter"),
    path("worth/", views.worth, name="recruiting-worth"),
    path("pace/", views.pace, name="need-to-team"),
    path("add/", views.add_competency, name="add-competency"),
    path("<int:competency_id>/", views.competency, name="competency"),
    path("<int:competency_id>/edit/", views.edit_competency, name="edit-competency"),
]
