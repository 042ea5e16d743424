"""What the list of leadership roles shows: who holds each, and since when nobody does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.leadership import (
    CCIO,
    CNIO,
    EMPHASIS_CHOICES,
    LEADERS,
    OTHER,
    REPORTS_CHOICES,
    SEAT_CHOICES,
    figures_of,
    lacks_of,
)
from plait.engine.litmus.questions.digital_leaders_in_post import TEST as LEADERS_IN_POST
from plait.engine.litmus.wording import CANNOT_TELL, listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.leadership import RoleLine
from plait.store.paging import Page
from plait.store.thresholds import find_threshold
from plait.web.shared.jinja import full_date, plural, short_date
from plait.web.shared.leave import leave_words, reads_leave
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, last_day_words, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.span_chart import SpanChart
from plait.web.shared.table import ListWords, show_table

KIND_WORDS = {**{kind: kind for kind in LEADERS}, OTHER: "Other"}
EMPHASES = {value: word for word, value in EMPHASIS_CHOICES.items()}
SEATS = {value: word for word, value in SEAT_CHOICES.items()}
REPORTS = {value: word for word, value in REPORTS_CHOICES.items()}
HEADINGS = (
    "Role", "Kind", "Held by", "Vacant since", "Seat on the board", "Reports to", "Protected WTE", "Team WTE",
    "Yearly budget (£)", "Delegated limit (£)", "What it lacks", "Emphasis", "Post", "Limit of the vacancy", "Starts",
    *PLACE,
)  # fmt: skip
OFFER = Listing(
    columns=(
        Column("name", "Role"),
        Column("kind", "Kind"),
        Column("holders", "Held by", sortable=False),
        Column("vacant", "Vacant for"),
        Column("seat", "Seat on the board", sortable=False),
        Column("lacks", "What it lacks", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("kind", "Kind", tuple(KIND_WORDS.items())),
        Filter("filled", "Held", (("yes", "Somebody holds it"), ("no", "Vacant")), "Held or vacant"),
    ),
    search_label="Find a role or a holder",
    sort="kind",
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The day, and how many days a role may be vacant by then: the trust's own limit, or our default."""

    today: date
    days: int
    whose: str


def clock_on(trust_id: int, today: date) -> Clock:
    """The limit as the question of the digital leaders is judged by it."""
    own = find_threshold(trust_id, LEADERS_IN_POST.slug, on=today)
    if own is None or own.starts > today:
        return Clock(today, int(LEADERS_IN_POST.threshold.value), LEADERS_IN_POST.threshold.source.lower())
    return Clock(today, int(own.value), "this trust’s own")


@dataclass(frozen=True, slots=True)
class LeadershipPage:
    """The leadership roles: the answer, the list, and the way to a new one."""

    answer: str
    chart: SpanChart | None
    table: TablePage
    add: Link | None
    as_at: Link
    rule: str


@dataclass(frozen=True, slots=True)
class Every:
    """Every role of the day, and the picture of who held each: what the sentence speaks of, whatever is filtered."""

    roles: tuple[RoleLine, ...]
    chart: SpanChart | None


def leadership_page(viewer: Viewer, query: Query, found: Page[RoleLine], every: Every, clock: Clock) -> LeadershipPage:
    """The list as this viewer sees it."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No leadership role is recorded yet. Without them nobody can tell who leads digital work, and with what.",
        Link("Bring the Leadership roles sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Leadership roles", "roles", empty)
    rows = [_row(viewer, one, clock) for one in found.rows]
    return LeadershipPage(
        answer=_answer(every.roles, clock),
        chart=every.chart,
        table=show_table(OFFER, query, words, rows=rows, total=found.total),
        add=Link("Add a role", f"{home}/leadership/add/") if scope_of(viewer, Action.EDIT_LEADERSHIP) else None,
        as_at=Link("Who led and answered on another day", f"{home}/leadership/as-at/"),
        rule=f"A role may be vacant for {clock.days} days ({clock.whose}). Interim and acting holders fill it.",
    )


def _answer(every: tuple[RoleLine, ...], clock: Clock) -> str:
    """What of the three digital leaders is missing: a role, somebody in it, or what it needs."""
    today = clock.today
    if not every:
        return f"{CANNOT_TELL} No leadership role is recorded."
    by_kind = {kind: [one for one in every if one.kind == kind and one.starts <= today] for kind in LEADERS}
    missing = [kind for kind, roles in by_kind.items() if not roles]
    said = [f"There is no {listed(missing, joined_by='or')} role."] if missing else []
    for kind, roles in by_kind.items():
        vacant = [one.vacant_since for one in roles if one.vacant_since is not None]
        if roles and len(vacant) == len(roles):
            late = max(vacant) + timedelta(days=clock.days)
            ran = f"the limit {'ran' if late < today else 'runs'} out on {full_date(late)}"
            said.append(f"The {kind} role has been vacant {vacant_long(max(vacant), today)}; {ran}.")
    said = said or ["All 3 digital leadership roles are filled."]
    lacking = [(one, lacks_of(one)) for kind in (CCIO, CNIO) for one in by_kind[kind]]
    said += [f"The {one.kind} has no {listed(lacks, joined_by='or')}." for one, lacks in lacking if lacks]
    return " ".join(said)


def away_words_of(viewer: Viewer, role: RoleLine) -> tuple[str, ...]:
    """Who left a role open, and how: the last day of a leave only for those who read or write leave of everybody."""
    reads = reads_leave(viewer)
    return (*role.away, *(leave_words(name, last) if reads else f"{name} is away" for name, last in role.leave))


def _row(viewer: Viewer, one: RoleLine, clock: Clock) -> Row:
    home = f"/t/{viewer.trust_code}"
    is_late = one.vacant_since is not None and (clock.today - one.vacant_since).days > clock.days
    return Row(
        (
            Cell(
                one.name,
                href=f"{home}/leadership/{one.id}/",
                note=f"Last day {last_day_words(one.ends)}" if one.ends else "",
            ),
            Cell(KIND_WORDS.get(one.kind, one.kind), note=_emphasis(one)),
            Cell("; ".join(one.holders) or "Nobody", note="; ".join(away_words_of(viewer, one))),
            Cell(vacant_words(one, clock.today), look="warning" if is_late else "", note=limit_words(one, clock)),
            Cell(word_of(SEATS, one.seat)),
            lacks_cell(one),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"role-{one.id}",
    )


def _emphasis(one: RoleLine) -> str:
    """Where a role looks, in or out of the trust, said so that nobody takes it for where it sits."""
    return f"Emphasis: {EMPHASES[one.emphasis].lower()}" if one.emphasis in EMPHASES else ""


def vacant_words(one: RoleLine, today: date) -> str:
    """For how long nobody has held a role; a dash while somebody does."""
    if one.starts > today:
        return f"Begins {short_date(one.starts)}"
    if one.vacant_since == today:
        return "Since today"
    return "–" if one.vacant_since is None else plural((today - one.vacant_since).days, "day")


def vacant_long(since: date, today: date) -> str:
    """For how long in a sentence; on the first day nobody counts days yet."""
    return f"for {plural((today - since).days, 'day')}" if since < today else "since today"


def limit_of(one: RoleLine, clock: Clock) -> date | None:
    """The last day on which a vacancy is within its limit; nothing while somebody holds the role."""
    if one.vacant_since is None or one.starts > clock.today:
        return None
    return one.vacant_since + timedelta(days=clock.days)


def limit_words(one: RoleLine, clock: Clock) -> str:
    """When the limit of a vacancy runs out, or ran out."""
    day = limit_of(one, clock)
    if day is None:
        return ""
    return f"Limit {'ran' if day < clock.today else 'runs'} out on {short_date(day)}"


def lacks_cell(one: RoleLine) -> Cell:
    """What a role is without, in words; that nothing is known to be lacking; or what nobody recorded."""
    lacks = lacks_of(one)
    if lacks:
        return Cell(f"No {listed(lacks, joined_by='or')}", look="warning" if one.kind in LEADERS else "")
    blanks = [words for words, figure in figures_of(one) if figure is None]
    return Cell(f"Not recorded: {listed(blanks)}" if blanks else "Nothing")


def word_of(words: Mapping[str, str], value: str) -> str:
    """The word of a closed list, or that nobody recorded it."""
    return words.get(value, value) or "Not recorded"


def role_rows(found: Page[RoleLine], clock: Clock) -> list[list[str]]:
    """The filtered rows as a file; a figure nobody recorded is empty, and none is 0."""
    return [
        [
            one.name,
            KIND_WORDS.get(one.kind, one.kind),
            "; ".join(one.holders),
            one.vacant_since.isoformat() if one.vacant_since and one.starts <= clock.today else "",
            SEATS.get(one.seat, one.seat),
            REPORTS.get(one.reports_to, one.reports_to),
            *map(_figure, (one.protected_wte, one.team_wte, one.budget_pounds, one.limit_pounds)),
            "; ".join(lacks_of(one)),
            EMPHASES.get(one.emphasis, one.emphasis),
            one.post,
            day.isoformat() if (day := limit_of(one, clock)) else "",
            one.starts.isoformat(),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def _figure(value: Decimal | None) -> str:
    return "" if value is None else str(value)
