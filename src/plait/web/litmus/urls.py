"""Addresses of the litmus tests within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.litmus import assessing, explaining, views

urlpatterns = [
    path("", views.where_we_stand, name="where-we-stand"),
    path("assessment/", assessing.assessment, name="assessment"),
    path("corrections/", views.corrections, name="corrections"),
    path("tests/<slug:heading>/", views.litmus_test, name="litmus-test"),
    path("questions/<slug:question>/", views.question, name="question"),
    path("questions/<slug:question>/threshold/", views.set_threshold, name="set-threshold"),
    path("questions/<slug:question>/threshold/reset/", views.reset, name="reset-threshold"),
    path("questions/<slug:question>/explanation/", explaining.explain, name="explain"),
    path("questions/<slug:question>/explanation/publish/", explaining.publish_explanation, name="publish-explanation"),
    path(
        "questions/<slug:question>/explanation/withdraw/", explaining.withdraw_explanation, name="withdraw-explanation"
    ),
    path("questions/<slug:question>/owner/", explaining.question_owner, name="question-owner"),
    path("settings/team-sizes/", views.team_sizes, name="team-sizes"),
]
