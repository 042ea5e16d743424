"""What the list of leadership roles shows: who holds each, and since when nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.leadership import LEADERS, OTHER, REPORTS_CHOICES, SEAT_CHOICES
from plait.engine.litmus.questions.digital_leaders_in_post import TEST as LEADERS_IN_POST
from plait.engine.litmus.wording import CANNOT_TELL, listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.leadership import RoleLine
from plait.store.paging import Page
from plait.store.thresholds import find_threshold
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, last_day_words, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

KIND_WORDS = {**{kind: kind for kind in LEADERS}, OTHER: "Other"}
SEATS = {value: word for word, value in SEAT_CHOICES.items()}
REPORTS = {value: word for word, value in REPORTS_CHOICES.items()}
HEADINGS = (
    "Role", "Kind", "Held by", "Vacant since", "Seat on the board", "Reports to", "Protected WTE", "Team WTE",
    "Yearly budget (£)", "Delegated limit (£)", "Starts", *PLACE,
)  # fmt: skip
OFFER = Listing(
    columns=(
        Column("name", "Role"),
        Column("kind", "Kind"),
        Column("holders", "Held by", sortable=False),
        Column("vacant", "Vacant for"),
        Column("seat", "Seat on the board", sortable=False),
        Column("reports", "Reports to", sortable=False),
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
    table: TablePage
    add: Link | None
    rule: str


def leadership_page(
    viewer: Viewer, query: Query, found: Page[RoleLine], every: Iterable[RoleLine], clock: Clock
) -> LeadershipPage:
    """The list as this viewer sees it; `every` role is what the sentence speaks of."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No leadership role is recorded yet. Without them nobody can tell who leads digital work, and with what.",
        Link("Bring the Leadership roles sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Leadership roles", "roles", empty)
    rows = [_row(home, one, clock) for one in found.rows]
    return LeadershipPage(
        answer=_answer(tuple(every), clock.today),
        table=show_table(OFFER, query, words, rows=rows, total=found.total),
        add=Link("Add a role", f"{home}/leadership/add/") if scope_of(viewer, Action.EDIT_LEADERSHIP) else None,
        rule=f"A role may be vacant for {clock.days} days ({clock.whose}). Interim and acting holders fill it.",
    )


def _answer(every: tuple[RoleLine, ...], today: date) -> str:
    """What of the three digital leaders is missing: a role, or somebody in it."""
    if not every:
        return f"{CANNOT_TELL} No leadership role is recorded."
    by_kind = {kind: [one for one in every if one.kind == kind and one.starts <= today] for kind in LEADERS}
    missing = [kind for kind, roles in by_kind.items() if not roles]
    said = [f"There is no {listed(missing, joined_by='or')} role."] if missing else []
    for kind, roles in by_kind.items():
        vacant = [one.vacant_since for one in roles if one.vacant_since is not None]
        if roles and len(vacant) == len(roles):
            said.append(f"The {kind} role has been vacant for {plural((today - max(vacant)).days, 'day')}.")
    return " ".join(said) or "All 3 digital leadership roles are filled."


def _row(home: str, one: RoleLine, clock: Clock) -> Row:
    is_late = one.vacant_since is not None and (clock.today - one.vacant_since).days > clock.days
    return Row(
        (
            Cell(
                one.name,
                href=f"{home}/leadership/{one.id}/",
                note=f"Last day {last_day_words(one.ends)}" if one.ends else "",
            ),
            Cell(KIND_WORDS.get(one.kind, one.kind)),
            Cell("; ".join(one.holders) or "Nobody", note="; ".join(one.away)),
            Cell(vacant_words(one, clock.today), look="warning" if is_late else ""),
            Cell(word_of(SEATS, one.seat)),
            Cell(word_of(REPORTS, one.reports_to)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"role-{one.id}",
    )


def vacant_words(one: RoleLine, today: date) -> str:
    """For how long nobody has held a role; a dash while somebody does."""
    if one.starts > today:
        return f"Begins {short_date(one.starts)}"
    return "–" if one.vacant_since is None else plural((today - one.vacant_since).days, "day")


def word_of(words: Mapping[str, str], value: str) -> str:
    """The word of a closed list, or that nobody recorded it."""
    return words.get(value, value) or "Not recorded"


def role_rows(found: Page[RoleLine], today: date) -> list[list[str]]:
    """The filtered rows as a file; a figure nobody recorded is empty, and none is 0."""
    return [
        [
            one.name,
            KIND_WORDS.get(one.kind, one.kind),
            "; ".join(one.holders),
            one.vacant_since.isoformat() if one.vacant_since and one.starts <= today else "",
            SEATS.get(one.seat, one.seat),
            REPORTS.get(one.reports_to, one.reports_to),
            *map(_figure, (one.protected_wte, one.team_wte, one.budget_pounds, one.limit_pounds)),
            one.starts.isoformat(),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def _figure(value: Decimal | None) -> str:
    return "" if value is None else str(value)
