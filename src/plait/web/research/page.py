"""What the research log shows: how often teams hear users, whom nobody heard, what changed, and every round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median_low
from urllib.parse import urlencode

from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.research import (
    ROUND_DAYS,
    Cadence,
    Heard,
    ResearchLog,
    cadences,
    changes_shipped,
    groups_heard,
    releases_researched,
)
from plait.engine.research_sheets import KIND_CHOICES, KINDS
from plait.store.paging import Page
from plait.store.research import RoundLine, teams_with_research
from plait.web.shared.days_chart import DaysChart, Subject, draw_days
from plait.web.shared.jinja import number, plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Team", "Service", "Held on", "Group", "Kind", "Seldom heard", "How many people", "What was asked",
    "What was learnt", "What changes", "In their words", "Release", *PLACE,
)  # fmt: skip
COLUMNS = (
    Column("learnt", "What was learnt", sortable=False),
    Column("group", "Who was heard"),
    Column("team", "Team"),
    Column("held", "Held on"),
    Column("changes", "What changes", sortable=False),
    Column("source", "Source", sortable=False),
)
TO_CHANGE = Subject(
    "Days from finding to change", "each change by the day it was released", "change", "in the order of their releases"
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was asked of the list of rounds and found, and the groups there are by name."""

    offered: Listing
    query: Query
    found: Page[RoundLine]
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ResearchPage:
    """The answer, the teams, the groups, what came of it, what somebody said, and the rounds."""

    answer: str
    teams: TablePage
    chart: DaysChart | None
    groups: TablePage
    shipped: str
    shipped_chart: DaysChart | None
    quote: str
    quoted: Link | None
    table: TablePage
    add: Link | None
    add_group: Link | None
    rule: str = (
        f"Published: at most {ROUND_DAYS} days between rounds (Australian Government digital guidance). Several rounds "
        "of one day count once. Days without a round up to today count once they are more than that."
    )


def offer(trust_id: int) -> Listing:
    """What the list of rounds offers, with the teams there are."""
    teams = tuple((str(id), name) for name, id in teams_with_research(trust_id).items())
    return Listing(
        columns=COLUMNS,
        filters=(
            Filter("team", "Team", teams),
            Filter("kind", "Who was heard", tuple((kind, words) for words, kind in KIND_CHOICES.items()), "Everybody"),
            Filter("seldom", "Seldom heard", (("yes", "Seldom heard"),), "Seldom heard or not"),
            Filter("changes", "What changes", (("yes", "Something"), ("no", "Nothing")), "Something or nothing"),
        ),
        search_label="Find a round",
        sort="held",
        descending=True,
    )


def research_page(viewer: Viewer, log: ResearchLog, looked: Looked) -> ResearchPage:
    """The research log as this viewer sees it."""
    home, scope = f"/t/{viewer.trust_code}", scope_of(viewer, Action.RECORD_RELEASE)
    every, chosen = cadences(log), dict(looked.offered.filters[0].choices).get(looked.query.filter("team"), "")
    shown = [one for one in every if one.team == chosen]
    said = next(iter(sorted((one for one in log.rounds if one.quote), key=lambda one: one.held_on, reverse=True)), None)
    shipped = changes_shipped(log)
    return ResearchPage(
        answer=_answer(every, log),
        teams=_teams(looked.offered, every),
        chart=draw_days(shown[0].days, shown[0].ended, _between(chosen)) if shown else None,
        groups=_groups(home, groups_heard(log), looked.groups),
        shipped=_shipped([one.days for one in shipped], log),
        shipped_chart=draw_days([one.days for one in shipped], [one.released_on for one in shipped], TO_CHANGE),
        quote=said.quote if said else "",
        quoted=Link(f"{said.user_group}, {short_date(said.held_on)}", f"?{urlencode({'q': said.user_group})}")
        if said
        else None,
        table=_rounds(viewer, looked),
        add=Link("Log a round", f"{home}/research/rounds/add/") if scope else None,
        add_group=Link("Add a group", f"{home}/research/groups/add/") if Scope.TRUST in scope else None,
    )


def _between(team: str) -> Subject:
    return Subject(
        f"Days between rounds of {team}", "each by the day of its second round", "gap", "in the order of time"
    )


def _answer(every: tuple[Cadence, ...], log: ResearchLog) -> str:
    held = [one for one in log.rounds if one.held_on <= log.on]
    if not held or not every:
        return f"{CANNOT_TELL} {'No team runs today.' if held else 'No round of research is recorded.'}"
    late = sum(one.since > ROUND_DAYS for one in every)
    never = sum(not one.rounds for one in groups_heard(log))
    said = f"{many(late, 'team has', 'teams have')} heard nobody for more than {ROUND_DAYS} days."
    if not late:
        said = f"No team has gone more than {ROUND_DAYS} days without hearing somebody."
    return said + (f" {many(never, 'group was', 'groups were')} never heard." if never else "")


def _teams(offered: Listing, every: tuple[Cadence, ...]) -> TablePage:
    ways = {name: id for id, name in offered.filters[0].choices}
    rows = tuple(
        Row(
            (
                Cell(one.team, href=f"?team={ways[one.team]}#between" if one.team in ways else ""),
                Cell(number(one.rounds)),
                Cell("Too new to tell" if one.middle is None else plural(one.middle, "day")),
                Cell(
                    short_date(one.last) if one.last else "None",
                    note=plural(one.since, "day") + " ago" if one.last else "",
                    look="warning" if one.since > ROUND_DAYS else "",
                ),
            )
        )
        for one in sorted(every, key=lambda one: (-one.since, one.team))
    )
    heads = ("Team", "Rounds in 90 days", "Middle gap", "Last round")
    empty = EmptyState("No team runs today.")
    return TablePage("How often each team hears users", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def _groups(home: str, every: tuple[Heard, ...], ids: Mapping[str, int]) -> TablePage:
    rows = tuple(
        Row(
            (
                Cell(one.group.name, href=f"{home}/research/groups/{ids[one.group.name]}/"),
                Cell(KINDS[one.group.kind], note="Seldom heard" if one.group.is_seldom_heard else ""),
                Cell(number(one.rounds)),
                Cell(short_date(one.last)) if one.last else Cell("Never heard", look="warning"),
                Cell(source_words(one.group.origin), look="source"),
            )
        )
        for one in every
    )
    heads = ("Group", "Kind", "Rounds", "Last heard", "Source")
    empty = EmptyState(
        "No group is recorded yet. Without them nobody can tell who is never heard.",
    )
    return TablePage(
        "Groups, the longest unheard first", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True
    )


def _shipped(days: list[int], log: ResearchLog) -> str:
    first, releases = releases_researched(log)
    said = f"{first} of {plural(releases, 'release')} of the last 12 months had research in the 90 days before."
    if not days:
        return f"No change is linked to a release yet. {said}"
    return f"From finding to released change the middle one took {plural(median_low(days), 'day')}. {said}"


def _rounds(viewer: Viewer, looked: Looked) -> TablePage:
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No round of research is recorded yet. Without them nobody can tell who was heard.",
        Link("Bring the Research rounds sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Rounds of research", "rounds", empty)
    rows = [_row(home, one) for one in looked.found.rows]
    return show_table(looked.offered, looked.query, words, rows=rows, total=looked.found.total)


def _row(home: str, one: RoundLine) -> Row:
    return Row(
        (
            Cell(one.learnt, href=f"{home}/research/rounds/{one.id}/", note=one.asked),
            Cell(one.user_group, note="Seldom heard" if one.is_seldom_heard else ""),
            Cell(one.team),
            Cell(short_date(one.held_on)),
            Cell(one.changes or "Nothing", note=f"Released: {one.release}" if one.release else ""),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"round-{one.id}",
    )


def round_rows(found: Page[RoundLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.team,
            one.service,
            one.held_on.isoformat(),
            one.user_group,
            KINDS[one.kind],
            "Yes" if one.is_seldom_heard else "No",
            str(one.heard or ""),
            one.asked,
            one.learnt,
            one.changes,
            one.quote,
            one.release,
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
