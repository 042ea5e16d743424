"""Addresses of outcomes within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.outcomes import views

urlpatterns = [
    path("", views.outcomes, name="outcomes"),
    path("add/", views.add_outcome, name="add-outcome"),
    path("<int:outcome_id>/", views.outcome, name="outcome"),
    path("<int:outcome_id>/chart.svg", views.outcome_chart, name="outcome-chart"),
    path("<int:outcome_id>/edit/", views.edit_outcome, name="edit-outcome"),
    path("<int:outcome_id>/figures/add/", views.add_observation, name="add-observation"),
    path("<int:outcome_id>/figures/<int:observation_id>/edit/", views.edit_observation, name="edit-observation"),
    path("<int:outcome_id>/marks/add/", views.add_mark, name="add-mark"),
    path("<int:outcome_id>/marks/<int:mark_id>/edit/", views.edit_mark, name="edit-mark"),
]
