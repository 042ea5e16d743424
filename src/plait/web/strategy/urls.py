"""Addresses of strategy within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.strategy import views

urlpatterns = [
    path("", views.objectives, name="objectives"),
    path("add/", views.add_objective, name="add-objective"),
    path("<int:objective_id>/edit/", views.edit_objective, name="edit-objective"),
    path("not-chosen/", views.not_chosen, name="not-chosen"),
    path("not-chosen/add/", views.add_not_chosen, name="add-not-chosen"),
    path("not-chosen/<int:choice_id>/edit/", views.edit_not_chosen, name="edit-not-chosen"),
    path("not-chosen/<int:choice_id>/remove/", views.remove_not_chosen, name="remove-not-chosen"),
]
