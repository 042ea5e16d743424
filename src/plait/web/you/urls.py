"""Addresses of one's own page within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.you import answering, views

urlpatterns = [
    path("", views.for_you, name="you"),
    path("claim/", views.choose, name="choose-claim"),
    path("claim/<int:competency_id>/", views.claim, name="claim"),
    path("claim/<int:competency_id>/withdraw/", views.withdraw, name="withdraw-claim"),
    path("asked/<int:proposal_id>/", answering.answer, name="answer-proposal"),
    path("lent/<int:place_id>/", answering.answer_there, name="answer-lent"),
    path("confirm/<int:holding_id>/", views.confirm, name="confirm-claim"),
]
