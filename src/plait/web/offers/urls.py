"""Addresses of part-time offers within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.offers import views

urlpatterns = [
    path("community/<int:community_id>/add/", views.add_of_community, name="add-community-offer"),
    path("team/<int:team_id>/add/", views.add_of_team, name="add-team-offer"),
    path("<int:offer_id>/edit/", views.edit, name="edit-offer"),
]
