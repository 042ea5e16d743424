"""Addresses of people within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.people import views

urlpatterns = [
    path("", views.people, name="people"),
]
