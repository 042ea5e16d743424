"""Addresses of champions within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.champions import gap_views, views

urlpatterns = [
    path("", views.champions, name="champions"),
    path("add/", views.add_champion, name="add-champion"),
    path("candidates/", gap_views.candidates, name="champion-candidates"),
    path("candidates/walk/", gap_views.walk, name="champion-walk"),
    path("gaps/", gap_views.gaps, name="champion-gaps"),
    path("groups/", views.groups, name="champion-groups"),
    path("leaving/", views.leaving, name="champions-leaving"),
    path("<int:champion_id>/", views.champion, name="champion"),
    path("<int:champion_id>/edit/", views.edit_champion, name="edit-champion"),
]
