"""What the page of a run shows of those who were asked to join: their answers, and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plait.engine.assembly.acceptance import joined
from plait.engine.assembly.consent import UNANSWERED_DAYS, Answer, Proposal, Side, State, Word, lacks_consent
from plait.engine.assembly.second_team import How
from plait.engine.assembly.wording import time_words
from plait.engine.litmus.wording import listed
from plait.files.plans import plan_of
from plait.files.second_teams import another_of
from plait.store.assembly import ACCEPTED, READY, Run
from plait.store.second_teams import BUILT, SecondRun
from plait.store.second_teams import READY as SECOND_READY
from plait.web.shared.jinja import full_date, plural, short_date
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

NO_MANAGER = "None on record"
HEADS = ("Person", "Team", "WTE", "Member says", "Line manager says", "Asked")
CONSENT_HEADS = ("Asked", "Member says", "Line manager says")
NOT_ASKED, STAYS = ("", "Not asked", "Not asked"), ("", "", "")


@dataclass(frozen=True, slots=True)
class ConsentPart:
    """Who was asked and what they said; `declined` says who did not agree, and `without` numbers whom to do without."""

    answer: str
    table: TablePage
    declined: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    can_withdraw: bool = False
    can_ask: bool = False
    accepted: str = ""


def consent_part(run: Run, proposals: Sequence[Proposal], today: date) -> ConsentPart:
    """Everybody who was asked, with what they and their line managers say."""
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in HEADS)
    rows = tuple(_row(one, today) for one in proposals)
    is_ready = run.status == READY
    refused = [one for one in proposals if one.declined_by] if is_ready else []
    asked = {one.place.team for one in proposals}
    return ConsentPart(
        _answer(proposals) if is_ready else "",
        TablePage("Who was asked, and what they say", heads, rows, EmptyState("Nobody was asked.")),
        declined=tuple(_declined(one) for one in refused),
        without=tuple(sorted({one.place.employee_number for one in refused})),
        can_withdraw=is_ready and bool(proposals),
        can_ask=is_ready and any(name not in asked for name in proposed_teams(run)),
        accepted=_accepted(run, proposals) if run.status == ACCEPTED else "",
    )


def second_consent(run: SecondRun, proposals: Sequence[Proposal], today: date) -> ConsentPart:
    """Who was asked about a second team, with what they and their line managers say.

    Only whoever would be new can be done without: those who decline to move decide about their own team.
    """
    is_ready, made = run.status == SECOND_READY, another_of(run.proposal or {})
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in HEADS)
    refused = [one for one in proposals if one.declined_by] if is_ready else []
    new = {one.employee_number for one in (*made.first, *made.second) if one.how is How.JOINS}
    return ConsentPart(
        _answer(proposals) if is_ready and proposals else "",
        TablePage(
            "Who was asked, and what they say",
            heads,
            tuple(_row(one, today) for one in proposals),
            EmptyState("Nobody was asked."),
        ),
        declined=tuple(_declined(one, "") for one in refused),
        without=tuple(sorted({one.place.employee_number for one in refused} & new)),
        can_withdraw=is_ready and bool(proposals),
        can_ask=is_ready and not proposals,
        accepted=_built(run, proposals) if run.status == BUILT else "",
    )


def _built(run: SecondRun, proposals: Sequence[Proposal]) -> str:
    on = f"Built on {full_date(timezone.localdate(run.built_at))}" if run.built_at else "Built"
    if proposals:
        return f"{on}, once everybody had agreed in Plait."
    return f"{on}. Its people were not asked in Plait; that was decided by who built it."


def proposed_teams(run: Run) -> tuple[str, ...]:
    """The names of the teams of a plan that somebody would join."""
    return tuple(team.ask.team for team in joined(plan_of(run.plan))) if run.plan else ()


def held_back(proposals: Sequence[Proposal]) -> frozenset[str]:
    """The teams that are not to be accepted yet: somebody was asked, and has not agreed."""
    return frozenset(one.place.team for one in lacks_consent(proposals, {one.place.team for one in proposals}))


def agreed_teams(proposals: Sequence[Proposal]) -> frozenset[str]:
    """The teams to which everybody who was asked has agreed."""
    return frozenset(one.place.team for one in proposals) - held_back(proposals)


def _answer(proposals: Sequence[Proposal]) -> str:
    agreed, declined = sum(one.is_agreed for one in proposals), sum(bool(one.declined_by) for one in proposals)
    waiting = len(proposals) - agreed - declined
    said = f"{plural(len(proposals), 'person was', 'people were')} asked. {agreed} agreed, with their line managers"
    more = [f"{plural(declined, 'place was', 'places were')} declined"] if declined else []
    more += [f"{waiting} still to answer"] if waiting else []
    return f"{'; '.join([said, *more])}."


def _declined(one: Proposal, what_now: str = ": assemble again around the plan") -> str:
    """Who declined and why, and what that leaves."""
    by = {Side.MEMBER: one.name, Side.MANAGER: f"the line manager of {one.name}"}
    who = listed([by[side] for side in one.declined_by])
    why = " ".join(f"“{one.needed[side].reason.rstrip('.')}”." for side in one.declined_by)
    return f"Declined by {who}: {why} The place in {one.place.team} stays open{what_now}."


def _row(one: Proposal, today: date) -> Row:
    late = f"No answer for {UNANSWERED_DAYS} days or longer" if one.is_unanswered(today) else ""
    return Row(
        (
            Cell(one.name, note=_whose(one)),
            Cell(one.place.team),
            Cell(time_words(one.place.wte)),
            Cell(answer_words(one.member) if one.is_lent else "Lent no more", look="" if one.is_lent else "warning"),
            Cell(answer_words(one.manager) if one.is_lent else "–") if one.has_manager else Cell(NO_MANAGER),
            Cell(short_date(one.asked_on), look="warning" if late else "", note=late),
        )
    )


def _whose(one: Proposal) -> str:
    """Their employee number, or of somebody lent the trust that is asked, with the reference where a name stands."""
    if not one.place.home:
        return one.place.employee_number
    number = one.place.employee_number
    return f"{one.other}, {number}" if one.name != number else f"Of {one.other}"


def answer_words(one: Answer) -> str:
    """What somebody said, and when."""
    if one.on is None:
        return "No answer yet"
    return f"{'Agreed' if one.word is Word.AGREED else 'Declined'} on {short_date(one.on)}"


def consent_words(proposals: Iterable[Proposal]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """By team and employee number, when somebody was asked and what they and their line manager say, for a file."""
    return {
        (one.place.team, one.place.employee_number): (
            one.asked_on.isoformat(),
            answer_words(one.member),
            answer_words(one.manager) if one.has_manager else NO_MANAGER,
        )
        for one in proposals
    }


def _accepted(run: Run, proposals: Sequence[Proposal]) -> str:
    if run.accepted_at is None:
        return ""
    settled: Collection[str] = {one.place.team for one in proposals if one.state is State.ACCEPTED}
    unasked = [name for name in run.accepted if name not in settled]
    who = f"Accepted by {run.accepted_by} on {full_date(run.accepted_at.date())}"
    if not unasked:
        return f"{who}, once everybody had agreed in Plait."
    some = "" if len(unasked) == len(run.accepted) else f" in {listed(unasked)}"
    return f"{who}. People{some} were not asked in Plait; that was decided by who accepted."
