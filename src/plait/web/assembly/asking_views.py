"""The form that asks for teams, with its wishes, and the ways out of wishes that cannot be had together."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.engine.permissions import Action
from plait.files.plans import plain_wishes
from plait.jobs.asking_together import ask_together, others_of
from plait.jobs.assembly import ask_for_teams
from plait.store.assembly import Wish, load_run
from plait.store.lending import list_lenders
from plait.store.paging import Wanted
from plait.store.services import ServiceLine, list_competency_names, list_services
from plait.store.staging import Refused
from plait.web.assembly.asking import ask_page, first_days, read_ask, servable_lines, together_choices, without_limits
from plait.web.assembly.weights import read_weights, weight_fields, weights_again
from plait.web.assembly.wished import wishes_after
from plait.web.assembly.wishing import Wished, read_wished, sent_again, unticked, wish_part
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of
from plait.web.shared.page import Fault

Lines = tuple[ServiceLine, ...]


@needs(Action.ASSEMBLE)
def ask(request: TrustRequest) -> HttpResponse:
    """Choose services, a window and wishes, and have a worker look for teams."""
    today, lines = timezone.localdate(), _services(request)
    is_sent = request.method == "POST"
    posted = dict(request.POST.lists()) if is_sent else _again(request, lines)
    wished = read_wished(request.viewer, posted or {})
    if posted is None or not is_sent or {"do", "remove"} & set(posted):
        return _form(request, lines, posted, wished, wished.faults)
    names, window, faults = read_ask(lines, today, posted)
    codes = _codes(request, posted.get("together", []))
    faults = (*faults, *wished.faults, *unticked(wished.wishes, names), *without_limits(codes, wished.wishes))
    if window is None or faults:
        return _form(request, lines, posted, wished, faults)
    wish = Wish(names, window.starts, window.months, wishes=plain_wishes(wished.wishes))
    wish = replace(wish, weights=read_weights(posted), borrows=bool(posted.get("borrow")))
    try:
        run_id = _asked(request, wish, codes)
    except Refused as refusal:
        return _form(request, lines, posted, wished, (Fault(str(refusal), "together"),))
    return redirect("assembly-run", request.viewer.trust_code, run_id)


def _codes(request: TrustRequest, ticked: list[str]) -> list[str]:
    """The other trusts that are ticked, of those in which the viewer may assemble."""
    others = others_of(request.viewer, on=timezone.now()) if ticked else {}
    return [code for code in ticked if code in others]


def _asked(request: TrustRequest, wish: Wish, codes: list[str]) -> int:
    viewer, act = request.viewer, act_of(request)
    if codes:
        return ask_together(viewer, act, replace(wish, borrows=True), codes)
    return ask_for_teams(viewer, act, wish)


def _form(
    request: TrustRequest, lines: Lines, posted: dict[str, list[str]] | None, wished: Wished, faults: tuple[Fault, ...]
) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    page = ask_page(viewer, lines, today, posted, list_lenders(viewer.trust_id, on=today))
    page = replace(page, together=together_choices(others_of(viewer, on=timezone.now()), posted))
    services = [one.name for one in servable_lines(lines, today)]
    wishes = wish_part(viewer, wished, services, list_competency_names(viewer.trust_id))
    told = {
        "page": page,
        "wishes": wishes,
        "faults": faults,
        "weights": weight_fields(read_weights(posted or {}), has_earlier=False),
    }
    return render(request, "assembly/ask.jinja", told, status=422 if faults else 200)


def _services(request: TrustRequest) -> Lines:
    """The services as they will be when the first window may begin."""
    return list_services(request.viewer.trust_id, Wanted(limit=None), on=first_days(timezone.localdate())[0]).rows


def _again(request: TrustRequest, lines: Lines) -> dict[str, list[str]] | None:
    """The form as it was sent for the run that `from` names, to be changed."""
    number = request.GET.get("from", "")
    run = load_run(request.viewer.trust_id, int(number)) if number.isdecimal() and len(number) < 10 else None
    if run is None:
        return None
    ids = [str(one.id) for one in lines if one.name in run.services]
    return {
        "service": ids,
        "starts": [run.starts.isoformat()],
        "months": [str(run.months)],
        **({"borrow": ["yes"]} if run.borrows else {}),
        **sent_again(run),
        **weights_again(run),
    }


@needs(Action.ASSEMBLE)
@require_POST
def solve_conflict(request: TrustRequest, run_id: int) -> HttpResponse:
    """Have a worker look again, by one of the smallest changes that make the wishes possible."""
    viewer, found = request.viewer, load_run(request.viewer.trust_id, run_id)
    if found is None:
        raise Http404
    wishes = wishes_after(found, request.POST.get("way", ""))
    if wishes is None:
        messages.error(request, "Choose one of the ways out. Nothing was asked.")
        return redirect("assembly-run", viewer.trust_code, run_id)
    sent = plain_wishes(wishes)
    wish = Wish(found.services, found.starts, found.months, (), found.changes_id, sent, found.weights, found.borrows)
    return redirect("assembly-run", viewer.trust_code, ask_for_teams(viewer, act_of(request), wish))
