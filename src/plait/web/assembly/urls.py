"""Addresses of the assembler within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.assembly import asking_members, asking_second, asking_views, second_views, views, what_if_views

urlpatterns = [
    path("", views.runs, name="assemble"),
    path("new/", asking_views.ask, name="assemble-new"),
    path("<int:run_id>/", views.run, name="assembly-run"),
    path("<int:run_id>/accept/", views.accept, name="accept-teams"),
    path("<int:run_id>/again/", views.again, name="assemble-again"),
    path("<int:run_id>/by-role/", views.by_role, name="by-role"),
    path("<int:run_id>/change/", what_if_views.change, name="change-plan"),
    path("<int:run_id>/ask/", asking_members.ask_first, name="ask-members"),
    path("<int:run_id>/withdraw/", asking_members.withdraw, name="withdraw-proposals"),
    path("<int:run_id>/solve/", asking_views.solve_conflict, name="solve-conflict"),
    path("<int:run_id>/stop/", views.stop, name="stop-assembly"),
    path("<int:run_id>/undo/", views.undo, name="undo-teams"),
    path("another/<int:team_id>/", second_views.ask_second, name="ask-second"),
    path("second/<int:second_id>/", second_views.second_team, name="second-team"),
    path("second/<int:second_id>/build/", second_views.build_second, name="build-second"),
    path("second/<int:second_id>/ask/", asking_second.ask_first, name="ask-second-members"),
    path("second/<int:second_id>/withdraw/", asking_second.withdraw, name="withdraw-second"),
    path("second/<int:second_id>/again/", asking_second.again, name="propose-second-again"),
    path("second/<int:second_id>/undo/", second_views.undo_second, name="undo-second"),
]
