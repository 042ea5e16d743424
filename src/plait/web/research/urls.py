"""Addresses of the research log within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.research import assumption_views, views

urlpatterns = [
    path("", views.research, name="research"),
    path("rounds/add/", views.add_round, name="add-round"),
    path("rounds/<int:round_id>/", views.held_round, name="round"),
    path("rounds/<int:round_id>/edit/", views.edit_round, name="edit-round"),
    path("rounds/<int:round_id>/remove/", views.remove_round, name="remove-round"),
    path("groups/add/", views.add_group, name="add-user-group"),
    path("groups/<int:group_id>/", views.group, name="user-group"),
    path("groups/<int:group_id>/edit/", views.edit_group, name="edit-user-group"),
    path("assumptions/", assumption_views.assumptions, name="assumptions"),
    path("assumptions/add/", assumption_views.add_assumption, name="add-assumption"),
    path("assumptions/<int:assumption_id>/", assumption_views.assumption, name="assumption"),
    path("assumptions/<int:assumption_id>/edit/", assumption_views.edit_assumption, name="edit-assumption"),
    path("assumptions/<int:assumption_id>/remove/", assumption_views.remove_assumption, name="remove-assumption"),
]
