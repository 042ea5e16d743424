"""A plan that waits for answers: two teams of an invented trust are proposed, and some who were asked have answered."""

from dataclasses import replace

from django.utils import timezone

from plait.engine.assembly.asks import Policy, first_window
from plait.engine.assembly.by_role import pick_by_role
from plait.engine.assembly.consent import Side, Word, places_of
from plait.engine.assembly.planning import plan_teams
from plait.files.plans import plain_by_role, plain_plan
from plait.jobs.worth import keep_values
from plait.store.assembly import Wish, add_run, keep_plan
from plait.store.consent import Asked, answer_proposal, list_proposals, send_proposals
from plait.store.snapshot import load_trust
from plait.store.trusts import revision_of
from plait.store.writing import Act

SERVICES = ("Bed and flow board", "Patient record")
MANAGER = "The line manager"
WHY = "The winter plan needs them until March"
SAID = (
    (Word.AGREED, Word.AGREED),
    (Word.AGREED, Word.AGREED),
    (Word.AGREED, Word.WAITING),
    (Word.AGREED, Word.DECLINED),
)
"""What the first of those who were asked said, and their line managers; all others have not answered yet."""


def propose_teams(code: str, act: Act) -> None:
    """Keep a plan for two services, as a worker would, and what has come of asking its people."""
    window = first_window(timezone.localdate(act.at))
    trust = load_trust(code, on=window.starts)
    plan = plan_teams(trust, SERVICES, window, Policy())
    picked = pick_by_role(trust, plan)
    kept = plain_plan(plan) | ({"by_role": plain_by_role(picked)} if picked else {})
    run_id = add_run(act, Wish(SERVICES, window.starts, window.months))
    keep_plan(act.trust_id, run_id, kept, revision=revision_of(act.trust_id))
    keep_values(act.trust_id, run_id, plan)
    send_proposals(act, run_id, places_of(plan, [team.ask.team for team in plan.teams]))
    for place, words in enumerate(SAID):
        for word, side in zip(words, Side, strict=True):
            if word is not Word.WAITING:
                one = list_proposals(act.trust_id, run_id, on=act.day)[place]
                said = replace(act, by=None, by_name=one.name if side is Side.MEMBER else MANAGER)
                answer_proposal(said, Asked(one, side), word, WHY if word is Word.DECLINED else "", version=one.version)
