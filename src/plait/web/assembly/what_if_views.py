"""Changing one thing of a plan: the forms, and the new run beside the old one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from plait.engine.assembly.changing import add_wishes
from plait.engine.assembly.wishes import Must
from plait.engine.permissions import Action
from plait.files.plans import plain_wishes, plan_of, wishes_of
from plait.jobs.assembly import ask_for_teams
from plait.store.assembly import Run, Wish, load_run
from plait.web.assembly.people import describe_everybody
from plait.web.assembly.weights import weight_fields
from plait.web.assembly.what_if import Wished, faults_of, read_wish, what_if_page
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.acting import act_of


@needs(Action.ASSEMBLE)
def change(request: TrustRequest, run_id: int) -> HttpResponse:
    """Choose one change; a worker finds the plan nearest to this one that keeps it."""
    viewer, found = request.viewer, load_run(request.viewer.trust_id, run_id)
    if found is None or not found.plan:
        raise Http404
    plan, sent = plan_of(found.plan), request.POST.dict()
    wished = read_wish(viewer, plan, sent) if request.method == "POST" else Wished()
    if wished.wishes or wished.weights:
        return redirect("assembly-run", viewer.trust_code, ask_for_teams(viewer, act_of(request), _with(found, wished)))
    numbers = {one.employee_number for team in plan.teams for one in team.members}
    page = what_if_page(run_id, plan, describe_everybody(viewer.trust_id, numbers, on=found.starts), sent, wished)
    return render(
        request,
        "assembly/what_if.jinja",
        {
            "page": page,
            "faults": faults_of(sent, wished),
            "weights": weight_fields(found.weights, has_earlier=True),
        },
        status=422 if wished.fault else 200,
    )


def _with(run: Run, wished: Wished) -> Wish:
    """What was wished so far, and the change; whoever must be in a team is no longer left out of all."""
    back = {one.person for one in wished.wishes if isinstance(one, Must)}
    left_out = [number for number in run.left_out if number not in back]
    wishes = plain_wishes(add_wishes(wishes_of(run.wishes), wished.wishes))
    weights = wished.weights or run.weights
    return Wish(run.services, run.starts, run.months, left_out, run.id, wishes, weights, run.borrows)
