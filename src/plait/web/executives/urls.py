"""Addresses of shared executives, deputies and declarations within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.executives import register_views, views

urlpatterns = [
    path("", views.executives, name="executives"),
    path("ask/", views.ask, name="ask-to-share"),
    path("<int:employment_id>/", views.executive, name="executive"),
    path("<int:employment_id>/with/<str:other>/accept/", views.accept, name="accept-share"),
    path("<int:employment_id>/with/<str:other>/withdraw/", views.withdraw, name="withdraw-share"),
    path("<int:employment_id>/with/<str:other>/attendance/show/", views.show, name="show-attendance"),
    path("<int:employment_id>/with/<str:other>/attendance/hide/", views.hide, name="hide-attendance"),
    path("deputies/", register_views.deputies, name="deputies"),
    path("deputies/add/", register_views.add_deputy, name="add-deputy"),
    path("deputies/<int:deputy_id>/edit/", register_views.edit_deputy, name="edit-deputy"),
    path("declarations/", register_views.declarations, name="declarations"),
    path("declarations/add/", register_views.add_declaration, name="add-declaration"),
    path("declarations/<int:declaration_id>/edit/", register_views.edit_declaration, name="edit-declaration"),
]
