"""Addresses of communities of practice within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.communities import views

urlpatterns = [
    path("", views.communities, name="communities"),
    path("add/", views.add_community, name="add-community"),
    path("<int:community_id>/edit/", views.edit_community, name="edit-community"),
    path("<int:community_id>/", views.community, name="community"),
    path("<int:community_id>/members/add/", views.add_member, name="add-community-member"),
    path("members/<int:stay>/edit/", views.edit_member, name="edit-community-member"),
    path("<int:community_id>/meeting/", views.meeting, name="community-meeting"),
]
