"""What the list of runs and one run show: how far the search is, then the plan with a reason for every member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from plait.engine.assembly.acceptance import joined
from plait.engine.assembly.asks import GROWTH_DAYS
from plait.engine.assembly.consent import Proposal
from plait.engine.assembly.level_wording import levels_words
from plait.engine.assembly.plan import Member, Plan, ProposedTeam
from plait.engine.assembly.wording import (
    answer_words,
    brings_words,
    gap_words,
    percent,
    quality_words,
    served_words,
    size_words,
    team_words,
    time_words,
)
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.viewpoints import Viewpoint
from plait.files.plans import plan_of
from plait.store.assembly import ACCEPTED, FAILED, READY, SAVING, WORKING, Run, can_undo
from plait.store.paging import Page
from plait.store.people import PersonWord
from plait.web.assembly.bound import BoundChart, draw_bound
from plait.web.assembly.choices import TeamChoice, choices_of
from plait.web.assembly.consent import CONSENT_HEADS, NOT_ASKED, STAYS, consent_words
from plait.web.assembly.lent import lent_words, together_words
from plait.web.assembly.levels import level_table
from plait.web.shared.jinja import plural
from plait.web.shared.listing import Column, Listing, Query
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, Strands, TablePage
from plait.web.shared.table import ListWords, show_table

STATUS = {
    WORKING: "Being assembled", READY: "Proposed", FAILED: "Nothing found", SAVING: "Being saved",
    ACCEPTED: "Accepted",
}  # fmt: skip
RUNS = Listing(
    columns=tuple(
        Column(key, text, number=key == "covered", sortable=False)
        for key, text in (
            ("services", "Services"), ("status", "Status"), ("asked", "Asked"), ("covered", "Covered"),
        )
    ),
    search_label="Search by service",
)  # fmt: skip
MEMBER_HEADS = ("Team", "Service", "Employee number", "Name", "Viewpoint", "WTE", "Joins", "Last day")
REASON_HEADS = ("Brings", "Why")
GAP_HEADS = ("Missing", "Short by", "One level below", "Why")


@dataclass(frozen=True, slots=True)
class RunsPage:
    """The earlier runs, and the way to a new one."""

    answer: str
    table: TablePage
    ask: Link | None


@dataclass(frozen=True, slots=True)
class TeamPart:
    """One proposed team: a sentence, its members, its gaps."""

    anchor: str
    name: str
    lead: str
    refusal: str
    members: TablePage
    gaps: TablePage
    served: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutGroup:
    """The people proposed for one team, of whom somebody may be left out."""

    anchor: str
    service: str
    people: tuple[TeamChoice, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run: how far it is, or the plan, and what can be done with it."""

    number: int
    said: str
    title: str
    answer: str
    failure: str = ""
    may_assemble: bool = True
    is_busy: bool = False
    progress: str = ""
    can_stop: bool = False
    quality: str = ""
    levels: TablePage | None = None
    chart: BoundChart | None = None
    overview: TablePage | None = None
    teams: tuple[TeamPart, ...] = ()
    choices: tuple[TeamChoice, ...] = ()
    outs: tuple[OutGroup, ...] = ()
    may_accept: bool = False
    can_undo: bool = False
    accepted: tuple[Link, ...] = ()
    lent: str = ""
    together: str = ""
    rests_on: str = ""


def runs_page(viewer: Viewer, query: Query, found: Page[Run]) -> RunsPage:
    """The runs of the trust, latest first."""
    empty = EmptyState("No teams were assembled yet. Choose services, and Plait proposes whom to ask.")
    rows = [_run_row(viewer, one) for one in found.rows]
    table = show_table(RUNS, query, ListWords("Runs", "runs", empty), rows=rows, total=found.total)
    ask = Link("Assemble teams", f"/t/{viewer.trust_code}/assemble/new/") if _assembles(viewer) else None
    return RunsPage("Teams are proposed by what people can do, with the proof that nobody could do better.", table, ask)


def _run_row(viewer: Viewer, one: Run) -> Row:
    covered = "–" if one.best is None else percent(one.best)
    href = f"/t/{viewer.trust_code}/assemble/{one.id}/"
    cells = (Cell(_services(one.services), href=href), Cell(STATUS[one.status]), Cell(_asked(one)), Cell(covered))
    return Row(cells, id=f"run-{one.id}")


def _services(names: Sequence[str]) -> str:
    return "; ".join(names) if len(names) < 4 else f"{'; '.join(names[:3])} and {len(names) - 3} more"


def _asked(one: Run) -> str:
    return f"{_moment(one.asked_at)}, {one.asked_by}"


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"


def run_page(
    viewer: Viewer,
    run: Run,
    people: Mapping[str, PersonWord],
    teams: Mapping[str, int],
    proposals: Sequence[Proposal] = (),
) -> RunPage:
    """One run; `people` says who the employee numbers of its plan are, `teams` the ids of teams by name.

    Teams whose members were asked are offered for acceptance once all of them have agreed.
    """
    said = f"Run {run.id}, {_asked(run)}"
    plan = plan_of(run.plan) if run.plan else None
    may_assemble = _assembles(viewer)
    if run.is_busy or plan is None:
        return replace(_without_plan(run, said, may_stop=may_assemble), may_assemble=may_assemble)
    may_accept = run.status == READY and bool(scope_of(viewer, Action.ACCEPT_TEAMS))
    home = f"/t/{viewer.trust_code}/teams/"
    return RunPage(
        number=run.id,
        said=said,
        title=f"Proposed teams for {plural(len(plan.teams), 'service')}",
        answer=answer_words(plan),
        failure=run.failure,
        may_assemble=may_assemble,
        quality=f"{quality_words(plan)} {levels_words(plan)}".strip(),
        levels=level_table(plan),
        chart=draw_bound(plan.coverage.value, plan.coverage.bound),
        overview=_overview(plan),
        teams=tuple(_team_part(team, people, reasons=may_assemble) for team in plan.teams),
        choices=choices_of(plan, proposals) if run.status == READY and may_assemble else (),
        outs=tuple(_out_group(team, people) for team in joined(plan)) if may_assemble else (),
        may_accept=may_accept,
        can_undo=can_undo(run, viewer.user_id, timezone.now()),
        accepted=tuple(Link(name, f"{home}{teams[name]}/") for name in run.accepted if name in teams)
        if run.status == ACCEPTED
        else (),
        lent=lent_words(plan, proposals, is_open=run.status == READY),
        together=together_words(run.plan),
        rests_on=_rests_on(run, plan),
    )


def _assembles(viewer: Viewer) -> bool:
    return bool(scope_of(viewer, Action.ASSEMBLE))


def _without_plan(run: Run, said: str, *, may_stop: bool) -> RunPage:
    services = plural(len(run.services), "service")
    title = f"Assembling teams for {services}"
    if run.status == SAVING:
        answer = "You can leave this page. Whether they are recorded stands here within seconds."
        return RunPage(run.id, said, "Saving the teams you accepted", answer, is_busy=True, progress=f"{run.stage}.")
    if run.is_busy:
        answer = "You can leave this page. The result is kept, and stands here when it is ready."
        can_stop = may_stop and not run.wants_stop
        return RunPage(run.id, said, title, answer, is_busy=True, progress=_progress(run), can_stop=can_stop)
    return RunPage(run.id, said, f"No teams for {services}", "No teams are proposed.", run.failure)


def _progress(run: Run) -> str:
    if run.best is not None and run.bound is None:
        return f"{run.stage}. The best teams so far cover at least {percent(run.best)} of the need."
    if run.best is None or run.bound is None:
        return f"{run.stage}."
    best, bound = percent(run.best), percent(run.bound)
    return f"{run.stage}. The best plan so far covers {best} of the need. No plan can cover more than {bound}."


def _overview(plan: Plan) -> TablePage:
    rows = tuple(
        Row(
            (
                Cell(team.ask.service, href=f"#{_anchor(team)}"),
                Cell(size_words(team)),
                Cell("", strands=_strands(team.members)) if team.members else Cell("No team"),
                Cell(f"{team.covered} of {len(team.ask.needs)}"),
                Cell(f"{len(team.gaps)} short" if team.gaps else "None", look="warning" if team.gaps else ""),
            )
        )
        for team in plan.teams
    )
    heads = tuple(ColumnHead(text) for text in ("Service", "Team", "Strands", "Needs covered", "Gaps"))
    return TablePage("Needs covered in each service", heads, rows, EmptyState("No service was chosen."))


def _anchor(team: ProposedTeam) -> str:
    return "team-" + "".join(letter if letter.isalnum() else "-" for letter in team.ask.team.casefold())


def _strands(members: Sequence[Member]) -> Strands:
    counts = {viewpoint: sum(1 for one in members if one.viewpoint == viewpoint) for viewpoint in Viewpoint}
    return Strands(counts[Viewpoint.DIGITAL], counts[Viewpoint.CLINICAL], counts[Viewpoint.OPERATIONAL])


def _team_part(team: ProposedTeam, people: Mapping[str, PersonWord], *, reasons: bool) -> TeamPart:
    texts = ("Person", "Strand", "WTE", *(("Brings", "Why this person") if reasons else ()), "Lent by")
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in texts)
    members = tuple(_member_row(one, team, people, reasons=reasons) for one in team.members)
    nobody = EmptyState("Nobody is proposed.")
    return TeamPart(
        _anchor(team),
        team.ask.service,
        team_words(team),
        team.refusal,
        TablePage(f"Proposed members of {team.ask.team}", heads, members, nobody, caption_hidden=True),
        _gap_table(team),
        tuple(served_words(one, team) for one in team.served),
    )


def _member_row(one: Member, team: ProposedTeam, people: Mapping[str, PersonWord], *, reasons: bool) -> Row:
    """A member, with what they bring and why them for who may read who holds which competency."""
    who, gone = people.get(one.employee_number), "Lent no more: ask for somebody else" if one.home else ""
    why = (Cell(brings_words(one, team)), Cell(one.reason)) if reasons else ()
    return Row(
        (
            Cell(who.name if who else one.employee_number, note=who.job_title if who else gone),
            Cell(one.viewpoint.word),
            Cell(time_words(one.wte)),
            *why,
            Cell(who.department if who else one.home),
        )
    )


def _gap_table(team: ProposedTeam) -> TablePage:
    heads = tuple(map(ColumnHead, GAP_HEADS))
    rows = tuple(Row(tuple(map(Cell, (*gap_words(gap), gap.reason)))) for gap in team.gaps)
    return TablePage(f"What {team.ask.service} still lacks", heads, rows, EmptyState("Every need is covered."))


def _out_group(team: ProposedTeam, people: Mapping[str, PersonWord]) -> OutGroup:
    new = [one for one in team.members if one.is_new]
    return OutGroup(
        f"out-{_anchor(team)}",
        team.ask.service,
        tuple(TeamChoice(one.employee_number, _name(one.employee_number, people)) for one in new),
    )


def _name(number: str, people: Mapping[str, PersonWord]) -> str:
    return people[number].name if number in people else number


def _rests_on(run: Run, plan: Plan) -> str:
    since = f" The record has changed {plural(run.changes_since, 'time')} since." if run.changes_since else ""
    return (
        f"{plural(plan.looked_at, 'person', 'people')} with free time and something the services need were looked at. "
        "Nobody is asked for less than 0.2 WTE, for more than is free in any month, or for a third team; nobody joins "
        f"a team that needs nothing of theirs. A settled team grows by one person in {GROWTH_DAYS} days at most, "
        f"unless it is too small. Every rule was checked again, separately, and is once more when you accept.{since}"
    )


def numbers_in(plan: Plan) -> frozenset[str]:
    """The employee numbers of everybody in a proposed team."""
    return frozenset(one.employee_number for team in plan.teams for one in team.members)


def member_rows(
    viewer: Viewer, plan: Plan, people: Mapping[str, PersonWord], proposals: Iterable[Proposal] = ()
) -> tuple[tuple[str, ...], list[list[str]]]:
    """Everybody proposed, for a file, with its heads; what they bring, why, and what they said for who may read it."""
    reasons, said = _assembles(viewer), consent_words(proposals)
    rows = [
        [
            team.ask.team,
            team.ask.service,
            one.employee_number,
            people[one.employee_number].name if one.employee_number in people else "",
            one.viewpoint.word,
            f"{one.wte:f}",
            team.ask.window.starts.isoformat() if one.is_new else "",
            team.ask.window.last_day.isoformat() if one.is_new else "",
            *(("; ".join(one.serves), one.reason) if reasons else ()),
            *(said.get((team.ask.team, one.employee_number), NOT_ASKED if one.is_new else STAYS) if reasons else ()),
        ]
        for team in plan.teams
        for one in team.members
    ]
    return (MEMBER_HEADS + REASON_HEADS + CONSENT_HEADS if reasons else MEMBER_HEADS), rows
