"""The forms that say what a community of practice or an enabling team offers part-time."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.utils import timezone

from plait.engine.offers import OFFERS
from plait.engine.permissions import Action
from plait.store.communities import load_community
from plait.store.offers import find_offer
from plait.store.services import list_competency_names
from plait.store.teams import load_team
from plait.web.shared.access import TrustRequest, needs, refuse
from plait.web.shared.editing import FormTask, handle_form
from plait.web.shared.offers import may_offer
from plait.web.shared.page import Link


@needs(Action.READ_RECORD)
def add_of_community(request: TrustRequest, community_id: int) -> HttpResponse:
    """One more competency that a community offers, or the part of an offer that goes to a service."""
    found = load_community(request.viewer.trust_id, community_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return handle_form(request, _task(request, "community", found.line.name, f"communities/{community_id}/"))


@needs(Action.READ_RECORD)
def add_of_team(request: TrustRequest, team_id: int) -> HttpResponse:
    """One more competency that a team offers other teams, or the part of an offer that goes to a service."""
    found = load_team(request.viewer.trust_id, team_id, on=timezone.localdate())
    if found is None:
        raise Http404
    return handle_form(request, _task(request, "team", found.name, f"teams/{team_id}/"))


@needs(Action.READ_RECORD)
def edit(request: TrustRequest, offer_id: int) -> HttpResponse:
    """At which level and for how much time something is offered, and until when."""
    found = find_offer(request.viewer.trust_id, offer_id)
    if found is None:
        raise Http404
    where = f"communities/{found.community_id}/" if found.community_id else f"teams/{found.team_id}/"
    task = _task(request, "community" if found.community_id else "team", found.giver, where)
    to = f" to {found.service}" if found.service else ""
    title = f"Change {found.competency}{to}, offered by {found.giver}"
    return handle_form(request, replace(task, title=title, fields=("level", "wte", "ends"), record_id=offer_id))


def _task(request: TrustRequest, what: str, giver: str, where: str) -> FormTask:
    """The form that adds an offer of a community or a team, for whoever may say what it offers."""
    if not may_offer(request.viewer, **{what: giver}):
        refuse(request, f"may not say what this {what} offers")
    here = f"/t/{request.viewer.trust_code}/{where}"
    return FormTask(
        sheet=OFFERS,
        title=f"Add what {giver} offers",
        fields=("competency", "level", "wte", "service", "starts", "ends"),
        back=Link(giver, here),
        after=lambda _id: here,
        done="The offer is saved.",
        given={"community": None, "team": None, what: giver},
        offered={"competency": list_competency_names(request.viewer.trust_id)},
        subject="communities" if what == "community" else "teams",
    )
