"""The plan to the next board by page: read by whoever reads verdicts, chosen by those who lead."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plait.engine.litmus.moves.board_plan import next_plan
from plait.engine.litmus.moves.telling import all_tried
from plait.engine.permissions import Action, scope_of
from plait.store.board_plans import load_plan_history, load_plans, next_board_day, save_plan
from plait.store.board_record import ActionLine, list_actions
from plait.store.findings import load_findings
from plait.store.paging import Wanted
from plait.store.writing import StaleRecord
from plait.web.board.choosing import Offer, Read, choose_page, opened, read_choice_of
from plait.web.board.plan_page import (
    CSV_HEADS,
    About,
    plan_page,
    plan_rows,
)
from plait.web.board.reaching import reads_drafts
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.download import csv_response
from plait.web.shared.editing import NOTHING_SAVED
from plait.web.shared.notice import notice
from plait.web.shared.page import Change, ConflictPage, Link
from plait.web.shared.pence import sees_pence
from plait.web.shared.saved_first import who_moved
from plait.web.shared.undo import undo_of
from plait.web.shared.views import conflict

SEEN = re.compile(r"(\d{1,18}):(\d{1,9})", re.ASCII)


@needs(Action.READ_FINDINGS)
def plan(request: TrustRequest) -> HttpResponse:
    """The plan to the next board, and how the last one went."""
    viewer = request.viewer
    plans = load_plans(viewer.trust_id)
    if request.GET.get("format") == "csv":
        return csv_response(request, "plan-to-the-board.csv", CSV_HEADS, plan_rows(viewer, plans))
    today = timezone.localdate()
    page = plan_page(viewer, plans, About(load_plan_history(viewer.trust_id), _actions(request, today)), today)
    return render(request, "board/plan.jinja", {"page": page})


def _actions(request: TrustRequest, today: date) -> tuple[ActionLine, ...] | None:
    if not scope_of(request.viewer, Action.READ_BOARD):
        return None
    everything = Wanted(limit=None, sort="urgent")
    return list_actions(request.viewer.trust_id, everything, on=today, drafts=reads_drafts(request)).rows


@needs(Action.CHOOSE_MOVES)
def choose(request: TrustRequest) -> HttpResponse:
    """Choose the moves of the plan, who does each and by when; a worker judges the set together."""
    viewer, today = request.viewer, timezone.localdate()
    stands = next_plan(load_plans(viewer.trust_id), today)
    tried = all_tried(load_findings(viewer.trust_id, on=today).judged)
    offer = Offer(stands, tried, f"/t/{viewer.trust_code}", sees_pence(viewer))
    if request.method != "POST":
        board_on = next_board_day(viewer.trust_id, on=today, drafts=reads_drafts(request))
        page = choose_page(offer, opened(offer, board_on))
        return render(request, "board/choose.jinja", {"page": page})
    read = read_choice_of(request.POST.dict(), offer, today)
    if read.wrong:
        return render(request, "board/choose.jinja", {"page": choose_page(offer, read)}, status=422)
    return _save(request, read)


def _save(request: TrustRequest, read: Read) -> HttpResponse:
    here = f"/t/{request.viewer.trust_code}/board/plan/"
    seen = {int(id): int(version) for id, version in SEEN.findall(request.POST.get("seen", ""))}
    board_on = read.board_on or timezone.localdate()
    try:
        changed = save_plan(act_of(request), board_on, read.chosen, seen=seen)
    except StaleRecord as stale:
        wrote = "; ".join(one.title for one in read.chosen)
        change = Change("Moves", "", wrote)
        return conflict(request, ConflictPage(who_moved(request, stale), (change,), Link("Open the plan", here)))
    said = "The plan is saved. The set is judged together now."
    notice(request, said if changed else NOTHING_SAVED, undo=undo_of(request, here) if changed else "")
    return redirect(here)
