"""Addresses of the board's record within a trust."""

from __future__ import annotations

from django.urls import path

from plait.web.board import members, packs, plan, record, sponsorships, tagging, taking_part, views

urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("add/", views.add_meeting, name="add-meeting"),
    path("<int:meeting_id>/", views.meeting, name="meeting"),
    path("<int:meeting_id>/edit/", views.edit_meeting, name="edit-meeting"),
    path("<int:meeting_id>/tags/", tagging.confirm, name="confirm-tags"),
    path("<int:meeting_id>/items/add/", views.add_item, name="add-agenda-item"),
    path("<int:meeting_id>/decisions/add/", views.add_decision, name="add-decision"),
    path("items/<int:item_id>/edit/", views.edit_item, name="edit-agenda-item"),
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/<int:decision_id>/edit/", views.edit_decision, name="edit-decision"),
    path("<int:meeting_id>/attendance/add/", record.add_of("attendance"), name="add-attendance"),
    path("<int:meeting_id>/challenges/add/", record.add_of("challenge"), name="add-challenge"),
    path("<int:meeting_id>/actions/add/", record.add_of("action"), name="add-action"),
    path("attendance/<int:attendance_row>/edit/", record.edit_of("attendance"), name="edit-attendance"),
    path("attendance/<int:attendance_row>/remove/", record.remove_of("attendance"), name="remove-attendance"),
    path("challenges/<int:challenge_row>/edit/", record.edit_of("challenge"), name="edit-challenge"),
    path("challenges/<int:challenge_row>/remove/", record.remove_of("challenge"), name="remove-challenge"),
    path("actions/", record.actions, name="board-actions"),
    path("actions/<int:action_id>/edit/", record.edit_of("action"), name="edit-action"),
    path("actions/<int:action_id>/remove/", record.remove_of("action"), name="remove-action"),
    path("actions/<int:action_id>/done/", record.mark_done, name="mark-action-done"),
    path("sponsorships/", sponsorships.sponsorships, name="sponsorships"),
    path("sponsorships/add/", sponsorships.add_sponsorship, name="add-sponsorship"),
    path("sponsorships/<int:sponsorship_id>/edit/", sponsorships.edit_sponsorship, name="edit-sponsorship"),
    path("members/", members.members, name="board-members"),
    path("members/add/", members.add_member, name="add-board-member"),
    path("members/<int:member_id>/", members.member, name="board-member"),
    path("members/<int:member_id>/edit/", members.edit_member, name="edit-board-member"),
    path("packs/", packs.packs, name="board-packs"),
    path("packs/make/", packs.make, name="make-pack"),
    path("packs/<int:pack_id>/", packs.pack, name="board-pack"),
    path("packs/<int:pack_id>/move/", packs.move, name="move-pack"),
    path("packs/<int:pack_id>/read/", packs.read, name="read-pack"),
    path("packs/<int:pack_id>/board-pack.<str:ending>", packs.file, name="pack-file"),
    path("plan/", plan.plan, name="board-plan"),
    path("plan/choose/", plan.choose, name="choose-moves"),
    path("directors/", taking_part.directors, name="directors"),
    path("delegation/", taking_part.delegation, name="delegation"),
    path("rights/", views.rights, name="rights"),
    path("rights/add/", views.add_right, name="add-right"),
    path("rights/<int:right_id>/edit/", views.edit_right, name="edit-right"),
]
