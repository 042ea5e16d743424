"""Addresses of design decisions and blockers within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.design import blocker_views, views

urlpatterns = [
    path("design/", views.decisions, name="design-decisions"),
    path("design/add/", views.add_decision, name="add-design-decision"),
    path("design/<int:design_id>/", views.decision, name="design-decision"),
    path("design/<int:design_id>/edit/", views.edit_decision, name="edit-design-decision"),
    path("design/<int:design_id>/remove/", views.remove_decision, name="remove-design-decision"),
    path("design/<int:design_id>/voices/add/", views.add_voice, name="add-design-voice"),
    path("design/voices/<int:voice_id>/edit/", views.edit_voice, name="edit-design-voice"),
    path("design/voices/<int:voice_id>/remove/", views.remove_voice, name="remove-design-voice"),
    path("blockers/", blocker_views.blockers, name="blockers"),
    path("blockers/add/", blocker_views.add_blocker, name="add-blocker"),
    path("blockers/<int:blocker_id>/", blocker_views.blocker, name="blocker"),
    path("blockers/<int:blocker_id>/edit/", blocker_views.edit_blocker, name="edit-blocker"),
    path("blockers/<int:blocker_id>/never/", blocker_views.delete_blocker, name="delete-blocker"),
    path("blockers/<int:blocker_id>/remove/", blocker_views.remove_blocker, name="remove-blocker"),
]
