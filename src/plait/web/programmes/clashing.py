"""What the list of clashes shows: where two programmes are in each other's way, with both rows and the days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.change_windows import ChangeWindow
from plait.engine.clashes import Clash, Kind, find_clashes
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.changes import Duties, Needed
from plait.store.programmes import ProgrammeLine
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "What", "Which", "People", "First day", "Last day", "Days", "Programme", "Change", "Other programme",
    "Other change", "State", "Accepted because", *PLACE, *(f"{head} of the other" for head in PLACE),
)  # fmt: skip
OPEN, ACCEPTED, OVER = "open", "accepted", "over"
STATES = {OPEN: "Not resolved", ACCEPTED: "Accepted", OVER: "Over"}
KINDS = {kind.name.lower(): kind for kind in Kind}
ORDER = (
    "The worst first: not resolved before accepted, what is over last; then places, people, measures; then the most "
    "days, times the people. A clash ends when a date is changed, or when the overlap is accepted with a reason."
)


@dataclass(frozen=True, slots=True)
class Changes:
    """The programmes with their changes, whom these need, and where they clash on a day."""

    plans: tuple[ProgrammeLine, ...]
    needed: Needed
    clashes: tuple[Clash, ...]
    today: date
    duties: Mapping[int, Duties]
    ids: dict[tuple[str, str], int]

    @property
    def windows(self) -> tuple[ChangeWindow, ...]:
        """Every change of every programme."""
        return tuple(one.record for plan in self.plans for one in plan.windows)

    def state(self, clash: Clash) -> str:
        """Not resolved, accepted or over."""
        return OVER if clash.is_past(self.today) else ACCEPTED if clash.reason else OPEN

    def named(self, people: Iterable[str]) -> tuple[str, ...]:
        """Who these people are, by name."""
        names = (self.needed.named[one].name if one in self.needed.named else one for one in people)
        return tuple(sorted(names, key=str.casefold))


def changes_of(plans: tuple[ProgrammeLine, ...], needed: Needed, duties: Mapping[int, Duties], today: date) -> Changes:
    """The changes of these programmes with their clashes, worked out once for a page."""
    windows = [one.record for plan in plans for one in plan.windows]
    ids = {
        (one.record.programme.casefold(), one.record.name.casefold()): one.id for plan in plans for one in plan.windows
    }
    return Changes(plans, needed, find_clashes(windows, needed.teams, needed.who, on=today), today, duties, ids)


def offer(changes: Changes) -> Listing:
    """What the list offers, with the programmes there are."""
    names = tuple((one.programme.name, one.programme.name) for one in changes.plans if one.windows)
    return Listing(
        columns=(
            Column("what", "What they share"),
            Column("days", "Days they share"),
            Column("one", "One", sortable=False),
            Column("other", "The other", sortable=False),
            Column("state", "State", sortable=False),
            Column("source", "Source of both", sortable=False),
        ),
        filters=(
            Filter("state", "State", tuple(STATES.items())),
            Filter("kind", "What", tuple((name, kind.value) for name, kind in KINDS.items())),
            Filter("programme", "Programme", names),
        ),
        search_label="Find a change, place or measure",
        sort="worst",
    )


SORTS: dict[str, Callable[[Clash], tuple[object, ...]]] = {
    "what": lambda one: (one.kind.value, one.things),
    "days": lambda one: (one.first_on, one.last_on),
}


def chosen(changes: Changes, query: Query) -> list[Clash]:
    """Those that match the query, the worst first unless another order is asked for."""
    found = [one for one in changes.clashes if _matches(changes, one, query)]
    return sorted(found, key=SORTS[query.sort], reverse=query.descending) if query.sort in SORTS else found


def _matches(changes: Changes, one: Clash, query: Query) -> bool:
    sides = (one.one, one.other)
    things = () if one.kind is Kind.PEOPLE else one.things
    text = " ".join((*things, *(f"{side.programme} {side.name}" for side in sides))).casefold()
    programme, kind = query.filter("programme"), query.filter("kind")
    return (
        query.q.casefold() in text
        and query.filter("state") in {"", changes.state(one)}
        and (not kind or KINDS[kind] is one.kind)
        and (not programme or programme in {side.programme for side in sides})
    )


@dataclass(frozen=True, slots=True)
class ClashesPage:
    """The clashes: the answer, and the list."""

    answer: str
    table: TablePage
    back: Link
    rule: str = ORDER


def clashes_page(viewer: Viewer, changes: Changes, offered: Listing, query: Query) -> ClashesPage:
    """The list as this viewer sees it."""
    found = chosen(changes, query)
    shown = found[query.offset : query.offset + PAGE_SIZE]
    words = ListWords("Clashes", "clashes", EmptyState(_none(changes)))
    rows = [clash_row(viewer, changes, one) for one in shown]
    return ClashesPage(
        answer=answer_words(changes),
        table=show_table(offered, query, words, rows=rows, total=len(found)),
        back=Link("Joined-up change", f"/t/{viewer.trust_code}/programmes/calendar/"),
    )


def _none(changes: Changes) -> str:
    if not changes.windows:
        return (
            "No change of any programme is recorded, with its days. Without them nobody can tell where programmes are "
            "in each other's way. Open a programme and add a change, or bring the Change windows sheet."
        )
    return "No two programmes are in each other's way."


def answer_words(changes: Changes) -> str:
    """How many clashes nobody has resolved, and the worst of them."""
    if not changes.windows:
        return f"{CANNOT_TELL} No change of a programme is recorded with its days."
    waiting = [one for one in changes.clashes if changes.state(one) == OPEN]
    if not waiting:
        return "No two programmes are in each other’s way now or later, unless that was accepted."
    worst = waiting[0]
    return (
        f"{many(len(waiting), 'clash is', 'clashes are')} not resolved. The worst: {worst.one.programme} and "
        f"{worst.other.programme} both {_both(worst)}, {days_words(worst.first_on, worst.last_on)}."
    )


def _both(clash: Clash) -> str:
    if clash.kind is Kind.PEOPLE:
        return f"need the same {many(len(clash.things), 'person', 'people')}"
    return f"{'need' if clash.kind is Kind.PLACE else 'change'} {listed(clash.things)}"


def days_words(first: date, last: date) -> str:
    """“12 Jan 2027”, “12–16 Jan 2027”, “28 Dec 2026 – 4 Jan 2027”."""
    if first == last:
        return short_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_date(last)}"
    return f"{short_date(first)} – {short_date(last)}"


def clash_row(viewer: Viewer, changes: Changes, one: Clash) -> Row:
    """A clash with both of its changes, and the ways to resolve it for those who may."""
    state = changes.state(one)
    return Row(
        (
            _what(viewer, changes, one),
            Cell(days_words(one.first_on, one.last_on), note=many(one.days, "day", "days")),
            _side(viewer, changes, one.one),
            _side(viewer, changes, one.other),
            Cell(STATES[state], look="warning" if state == OPEN else "", note=one.reason),
            Cell(source_words(one.one.origin), look="source", note=source_words(one.other.origin)),
        )
    )


def _what(viewer: Viewer, changes: Changes, one: Clash) -> Cell:
    home = f"/t/{viewer.trust_code}/programmes"
    if one.kind is Kind.PEOPLE:
        names = "; ".join(changes.named(one.things)) if reads_names(viewer) else ""
        return Cell(f"The same {many(len(one.things), 'person', 'people')}", note=names)
    if one.kind is Kind.MEASURE:
        measure = f"{home}/measures/{changes.needed.outcomes[one.things[0]]}/"
        return Cell(listed(one.things), href=measure, note=one.kind.value)
    return Cell(listed(one.things), note=one.kind.value)


def _side(viewer: Viewer, changes: Changes, one: ChangeWindow) -> Cell:
    """One of the two changes; who may edit is led to its form, where a date or the reason is written."""
    id = changes.ids[one.programme.casefold(), one.name.casefold()]
    may_edit = scope_of(viewer, Action.EDIT_PROGRAMMES)
    href = f"/t/{viewer.trust_code}/programmes/windows/{id}/edit/" if may_edit else ""
    return Cell(one.name, href=href, note=f"{one.programme}, {days_words(one.first_on, one.last_on)}")


def clash_rows(viewer: Viewer, changes: Changes, found: Sequence[Clash]) -> list[list[str]]:
    """The same as a file; people by name for those who read names."""
    return [_file_row(viewer, changes, one) for one in found]


def _file_row(viewer: Viewer, changes: Changes, one: Clash) -> list[str]:
    is_people = one.kind is Kind.PEOPLE
    which = changes.named(one.things) if is_people and reads_names(viewer) else () if is_people else one.things
    return [
        one.kind.value,
        "; ".join(which),
        str(len(one.things)) if is_people else "",
        one.first_on.isoformat(),
        one.last_on.isoformat(),
        str(one.days),
        one.one.programme,
        one.one.name,
        one.other.programme,
        one.other.name,
        STATES[changes.state(one)],
        one.reason,
        *place_of(one.one.origin),
        *place_of(one.other.origin),
    ]
