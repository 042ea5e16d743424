"""Addresses of services within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.services import views

urlpatterns = [
    path("", views.services, name="services"),
    path("add/", views.add_service, name="add-service"),
    path("<int:service_id>/", views.service, name="service"),
    path("<int:service_id>/edit/", views.edit_service, name="edit-service"),
    path("<int:service_id>/needs/add/", views.add_need, name="add-need"),
    path("<int:service_id>/needs/copy/", views.copy_needs, name="copy-needs"),
    path("needs/<int:need_id>/edit/", views.edit_need, name="edit-need"),
]
