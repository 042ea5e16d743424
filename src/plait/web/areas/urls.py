"""Addresses of clinical areas within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.areas import views, visit_views

urlpatterns = [
    path("", views.areas, name="areas"),
    path("add/", views.add_area, name="add-area"),
    path("<int:area_id>/", views.area, name="area"),
    path("<int:area_id>/edit/", views.edit_area, name="edit-area"),
    path("visits/", visit_views.visits, name="visits"),
    path("visits/add/", visit_views.add_visit, name="add-visit"),
    path("visits/plan/", visit_views.plan_visit, name="plan-visit"),
    path("visits/<int:visit_id>/", visit_views.visit, name="visit"),
    path("visits/<int:visit_id>/edit/", visit_views.edit_visit, name="edit-visit"),
    path("visits/<int:visit_id>/remove/", visit_views.remove_visit, name="remove-visit"),
]
