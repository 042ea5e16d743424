"""Addresses of accountability within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.accountability import propose_views, views

urlpatterns = [
    path("", views.accountability, name="accountability"),
    path("add/", views.add_territory, name="add-territory"),
    path("<int:territory_id>/", views.territory, name="territory"),
    path("<int:territory_id>/edit/", views.edit_territory, name="edit-territory"),
    path("<int:territory_id>/claims/add/", views.add_claim, name="add-accountability-claim"),
    path("<int:territory_id>/settlements/add/", propose_views.propose_settlement, name="add-settlement"),
    path("claims/<int:claim_id>/edit/", views.edit_claim, name="edit-accountability-claim"),
    path("settlements/<int:settlement_id>/edit/", views.edit_settlement, name="edit-settlement"),
]
