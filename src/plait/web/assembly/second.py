"""What the pages of a second team show: the question that is asked, then the two teams and how the one grew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from plait.engine.assembly.second_team import Another, How, Place, Way, too_early
from plait.engine.assembly.second_words import SERVED_BY, answer_words, lineage_words, people_before, served_words
from plait.engine.assembly.wording import gap_words, time_words
from plait.engine.permissions import Action, Viewer, reaches, scope_of
from plait.files.second_teams import another_of
from plait.store.people import PersonWord
from plait.store.second_teams import BUILT, READY, SAVING, Allowance, SecondRun, can_take_back
from plait.store.teams import TeamDetail
from plait.web.assembly.asking import first_days
from plait.web.assembly.lineage import LineageChart, draw_lineage
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.page import Cell, Choice, ColumnHead, EmptyState, Fault, Link, Row, TablePage

WAYS = {Way.BESIDE: "There is twice as much to do", Way.HALVES: "The team is too large"}


@dataclass(frozen=True, slots=True)
class WayChoice:
    """One of the two occasions for a second team."""

    value: str
    text: str
    hint: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AskSecondPage:
    """The question, or why a second team may not be built yet and who can do something about it."""

    team: Link
    refused: str
    helps: tuple[Link, ...]
    allowed: str
    ways: tuple[WayChoice, ...]
    starts: tuple[Choice, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class SecondPage:
    """One proposal: how far it is, or the two teams, how they came to be and what can be done."""

    number: int
    parent_id: int
    said: str
    title: str
    answer: str
    parent: Link
    failure: str = ""
    is_busy: bool = False
    chart: LineageChart | None = None
    steps: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    teams: tuple[TablePage, ...] = ()
    gaps: TablePage | None = None
    served: TablePage | None = None
    name: str = ""
    is_open: bool = False
    may_build: bool = False
    built: Link | None = None
    can_undo: bool = False


def people_on(team: TeamDetail, day: date) -> int:
    """How many people are in the team on the day."""
    return len({one.person_id for one in team.members if one.starts <= day and (one.ends is None or one.ends > day)})


def ask_second_page(
    viewer: Viewer, team: TeamDetail, allowed: Allowance | None, today: date, posted: Mapping[str, str] | None
) -> AskSecondPage:
    """The question as it opens, or with what was sent and what is wrong with it."""
    home = f"/t/{viewer.trust_code}/teams/{team.id}/"
    released = min((one.released_on for one in team.releases if one.visible and one.released_on <= today), default=None)
    refused = too_early(team.name, first_days(today)[0], released, is_excepted=allowed is not None)
    now, sent = people_on(team, today), posted or {}
    usual = Way.HALVES if now > team.sizes.most else Way.BESIDE
    hints = {
        Way.BESIDE: f"{team.name} stays as it is. A second team is found from people who are free, for the same needs.",
        Way.HALVES: f"{team.name} has {plural(now, 'person', 'people')}, and may have {team.sizes.most}. Its people "
        "become two teams, with as few new people as can be.",
    }
    may_release = reaches(viewer, Action.RECORD_RELEASE, teams=[team.name])
    record, grant = Link("Record a release", f"{home}releases/add/"), Link("Record an exception", f"{home}exception/")
    helps = ((record,) if may_release else ()) + ((grant,) if scope_of(viewer, Action.EXCEPT_RELEASE) else ())
    return AskSecondPage(
        team=Link(team.name, home),
        refused=refused,
        helps=helps if refused else (),
        allowed=_allowed(allowed) if released is None else "",
        ways=tuple(WayChoice(w.value, WAYS[w], hints[w], w.value == sent.get("way", usual.value)) for w in Way),
        starts=tuple(
            Choice(d.isoformat(), full_date(d), d.isoformat() == sent.get("starts")) for d in first_days(today)
        ),
    )


def _allowed(allowed: Allowance | None) -> str:
    if allowed is None:
        return ""
    on = full_date(timezone.localdate(allowed.at))
    return f"It has no release yet. {allowed.by} recorded an exception on {on}: {allowed.reason}"


def read_ask_second(today: date, posted: Mapping[str, str]) -> tuple[Way | None, date | None, tuple[Fault, ...]]:
    """The occasion and the first day that were sent, or what is wrong with them."""
    way = {one.value: one for one in Way}.get(posted.get("way", ""))
    starts = {day.isoformat(): day for day in first_days(today)}.get(posted.get("starts", ""))
    faults = [] if way else [Fault("Choose why there is to be a second team", "way")]
    if starts is None:
        faults.append(Fault("Choose the day the second team begins from the list", "starts"))
    return way, starts, tuple(faults)


def second_page(viewer: Viewer, run: SecondRun, people: Mapping[str, PersonWord], team_id: int | None) -> SecondPage:
    """One proposal; `people` says who its employee numbers are, `team_id` which team was built of it."""
    parent = Link(run.parent, f"/t/{viewer.trust_code}/teams/{run.parent_id}/")
    said = f"Asked {_moment(run.asked_at)}, {run.asked_by}"
    title = f"A second team of {run.parent}"
    if run.is_busy:
        answer = "You can leave this page. The result is kept, and stands here within seconds."
        title = f"Building {run.name}" if run.status == SAVING else f"Looking for a second team of {run.parent}"
        return SecondPage(run.id, run.parent_id, said, title, answer, parent, is_busy=True)
    if run.proposal is None:
        return SecondPage(run.id, run.parent_id, said, title, "No second team is proposed.", parent, run.failure)
    made = another_of(run.proposal)
    if made.refused:
        answer = f"No second team can begin on {full_date(run.starts)}."
        return SecondPage(
            run.id,
            run.parent_id,
            said,
            title,
            answer,
            parent,
            run.failure,
            refused=made.refused,
            gaps=_gaps(made) if made.gaps else None,
        )
    is_open = run.status == READY
    return SecondPage(
        number=run.id,
        parent_id=run.parent_id,
        said=said,
        title=f"{run.name}, a second team of {run.parent}",
        answer=answer_words(made, run.name),
        parent=parent,
        failure=run.failure,
        chart=draw_lineage(run.parent, run.name, made, people_before(made)),
        steps=lineage_words(made, run.name),
        teams=(_table(made, run.parent, made.first, people), _table(made, run.name, made.second, people)),
        gaps=_gaps(made) if made.gaps else None,
        served=_served(made) if made.served else None,
        name=run.name,
        is_open=is_open,
        may_build=is_open and bool(scope_of(viewer, Action.ACCEPT_TEAMS)),
        built=Link(run.name, f"/t/{viewer.trust_code}/teams/{team_id}/") if run.status == BUILT and team_id else None,
        can_undo=can_take_back(run, viewer.user_id, timezone.now()),
    )


def _table(made: Another, name: str, places: Sequence[Place], people: Mapping[str, PersonWord]) -> TablePage:
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in ("Person", "Strand", "WTE", "Brings", "How"))
    rows = tuple(_row(made, one, people.get(one.employee_number)) for one in places)
    return TablePage(f"{name} from {full_date(made.window.starts)}", heads, rows, EmptyState("Nobody is in it."))


def _row(made: Another, one: Place, who: PersonWord | None) -> Row:
    how = {
        How.STAYS: "Stays",
        How.MOVES: f"Moves from {made.parent.name}",
        How.SHARES: "In both, with time shared out",
        How.JOINS: "New",
    }[one.how]
    return Row(
        (
            Cell(who.name if who else one.employee_number, note=who.job_title if who else ""),
            Cell(one.viewpoint.word),
            Cell(time_words(one.wte)),
            Cell("; ".join(one.brings) or "Nothing this service asks for"),
            Cell(how, note=one.reason),
        )
    )


def _gaps(made: Another) -> TablePage:
    heads = tuple(ColumnHead(text) for text in ("Missing", "Short by", "One level below", "Why"))
    rows = tuple(Row(tuple(map(Cell, (*gap_words(gap), gap.reason)))) for gap in made.gaps)
    return TablePage("What the second team lacks", heads, rows, EmptyState("Every need is covered."))


def _served(made: Another) -> TablePage:
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in SERVED_BY)
    rows = tuple(Row(tuple(map(Cell, one))) for one in served_words(made))
    return TablePage("Served part-time, without a place in a team", heads, rows, EmptyState("Nobody serves part-time."))


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"
