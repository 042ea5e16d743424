"""Addresses of teams within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.teams import views

urlpatterns = [
    path("", views.teams, name="teams"),
    path("add/", views.add_team, name="add-team"),
    path("<int:team_id>/", views.team, name="team"),
    path("<int:team_id>/edit/", views.edit_team, name="edit-team"),
    path("<int:team_id>/exception/", views.exception, name="team-exception"),
    path("<int:team_id>/exception/withdraw/", views.no_exception, name="no-team-exception"),
    path("<int:team_id>/members/add/", views.add_member, name="add-member"),
    path("members/<int:member_id>/edit/", views.edit_member, name="edit-member"),
    path("<int:team_id>/releases/add/", views.add_release, name="add-release"),
    path("releases/<int:release_id>/edit/", views.edit_release, name="edit-release"),
    path("releases/<int:release_id>/remove/", views.remove_release, name="remove-release"),
    path("<int:team_id>/dependencies/add/", views.add_dependency, name="add-dependency"),
    path("dependencies/<int:dependency_id>/edit/", views.edit_dependency, name="edit-dependency"),
]
