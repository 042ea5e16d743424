"""Addresses of champions within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.champions import views

urlpatterns = [
    path("", views.champions, name="champions"),
    path("add/", views.add_champion, name="add-champion"),
    path("groups/", views.groups, name="champion-groups"),
    path("leaving/", views.leaving, name="champions-leaving"),
    path("<int:champion_id>/", views.champion, name="champion"),
    path("<int:champion_id>/edit/", views.edit_champion, name="edit-champion"),
]
