"""What the joined-up calendar shows: changes and milestones of all programmes by month, and who leads what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.change_windows import ChangeWindow
from plait.engine.clashes import Clash
from plait.engine.litmus.wording import listed, many
from plait.engine.permissions import Viewer
from plait.store.programmes import ProgrammeLine
from plait.web.programmes.clashing import OPEN, Changes, answer_words, clash_row, days_words
from plait.web.programmes.lanes import Lanes, lanes_of, months_from, next_month
from plait.web.programmes.page import name_of
from plait.web.shared.jinja import wte
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

MONTHS = 9
"""How many months the calendar shows: the one that runs and eight more."""
SHOWN_CLASHES = 5
HEADINGS = (
    "Programme", "Change", "First day", "Last day", "Ward or department", "Site", "Team", "People needed", "Outcome",
    "Clashes not resolved", "May overlap with", "Why it may", *PLACE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a month: its days, what happens, whose it is, and whether it is in somebody's way."""

    days: str
    what: str
    programme: str
    href: str
    is_clash: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month with the changes that run in it and the milestones planned for it."""

    name: str
    changes: tuple[Entry, ...]
    milestones: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The calendar, ready for its template."""

    answer: str
    leads_told: str
    lanes: Lanes | None
    months: tuple[Month, ...]
    earlier: Link
    later: Link
    clashes: TablePage
    every_clash: Link
    leads: TablePage
    table: TablePage


def offer(changes: Changes) -> Listing:
    """What the list of changes offers, with the programmes there are."""
    names = tuple((one.programme.name, one.programme.name) for one in changes.plans if one.windows)
    return Listing(
        columns=(
            Column("name", "Change"),
            Column("programme", "Programme"),
            Column("days", "Days"),
            Column("touches", "What it touches", sortable=False),
            Column("clashes", "Clashes not resolved"),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("programme", "Programme", names),
            Filter("when", "When", (("now", "Now or to come"), ("over", "Over"))),
            Filter("clash", "Clashes", (("yes", "In another’s way"), ("no", "In nobody’s way"))),
        ),
        search_label="Find a change, place, team or measure",
        sort="days",
    )


def in_the_way(changes: Changes) -> dict[tuple[str, str], int]:
    """How many clashes that are not resolved each change is in, by programme and name, folded."""
    counts: dict[tuple[str, str], int] = {}
    for clash in changes.clashes:
        for side in (clash.one, clash.other) if changes.state(clash) == OPEN else ():
            key = key_of(side)
            counts[key] = counts.get(key, 0) + 1
    return counts


def key_of(window: ChangeWindow) -> tuple[str, str]:
    """What tells a change from all others."""
    return window.programme.casefold(), window.name.casefold()


SORTS: dict[str, Callable[[ChangeWindow], tuple[object, ...]]] = {
    "name": lambda one: (one.name.casefold(),),
    "programme": lambda one: (one.programme.casefold(), one.first_on),
    "days": lambda one: (one.first_on, one.last_on, one.programme.casefold()),
}


def chosen(changes: Changes, query: Query) -> list[ChangeWindow]:
    """The changes that match the query, in its order."""
    counts = in_the_way(changes)
    found = [one for one in changes.windows if _matches(changes, counts, one, query)]
    found.sort(key=SORTS["days"])
    order = SORTS.get(query.sort, lambda one: (counts.get(key_of(one), 0),))
    return sorted(found, key=order, reverse=query.descending)


def _matches(changes: Changes, counts: dict[tuple[str, str], int], one: ChangeWindow, query: Query) -> bool:
    text = f"{one.name} {one.programme} {one.department} {one.site} {one.team} {one.outcome}".casefold()
    is_over, is_clash = one.last_on < changes.today, bool(counts.get(key_of(one)))
    when, clash = query.filter("when"), query.filter("clash")
    return (
        query.q.casefold() in text
        and query.filter("programme") in {"", one.programme}
        and (not when or (when == "over") == is_over)
        and (not clash or (clash == "yes") == is_clash)
    )


def calendar_page(viewer: Viewer, changes: Changes, asked: tuple[Listing, Query], begins: date) -> CalendarPage:
    """The calendar from a month on, as this viewer sees it."""
    home, (offered, query) = f"/t/{viewer.trust_code}/programmes", asked
    counts, found = in_the_way(changes), chosen(changes, query)
    waiting = [one for one in changes.clashes if changes.state(one) == OPEN]
    empty = EmptyState(
        "No change is recorded with its days. Open a programme and add a change, or bring the Change windows sheet.",
        Link("The programmes", f"{home}/"),
    )
    rows = [_row(changes, counts, one) for one in found[query.offset : query.offset + PAGE_SIZE]]
    months = months_from(begins, MONTHS)
    return CalendarPage(
        answer=answer_words(changes),
        leads_told=leads_words(changes.plans),
        lanes=lanes_of(changes, set(counts), months),
        months=tuple(_month(home, changes, counts, month) for month in months),
        earlier=Link("Earlier months", f"?from={_months_before(begins):%Y-%m}"),
        later=Link("Later months", f"?from={months_from(begins, MONTHS + 1)[-1]:%Y-%m}"),
        clashes=_clashes(viewer, changes, waiting[:SHOWN_CLASHES]),
        every_clash=Link("Every clash, with those accepted and over", f"{home}/clashes/"),
        leads=_leads(viewer, changes),
        table=show_table(offered, query, ListWords("Changes", "changes", empty), rows=rows, total=len(found)),
    )


def _months_before(begins: date) -> date:
    return months_from(begins - timedelta(days=31 * MONTHS - 15), 1)[0]


FIRST_MONTH, LAST_MONTH = date(2000, 1, 1), date(2199, 12, 1)
"""The months that can be asked for: no programme is planned beyond, and the calendar ends in the year 9999."""


def read_month(text: str, today: date) -> date:
    """The first of the month an address asks for, like 2027-01; of anything else, that of today."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return month if FIRST_MONTH <= month <= LAST_MONTH else today.replace(day=1)


def _month(home: str, changes: Changes, counts: dict[tuple[str, str], int], begins: date) -> Month:
    ends = next_month(begins)
    running = sorted(
        (one for one in changes.windows if one.first_on < ends and one.last_on >= begins), key=SORTS["days"]
    )
    planned = sorted(
        (one.record.replanned_on or one.record.planned_on, plan.programme.name, one.record.name, plan.id)
        for plan in changes.plans
        for one in plan.milestones
        if one.record.done_on is None
    )
    ids = {plan.programme.name.casefold(): plan.id for plan in changes.plans}
    return Month(
        f"{begins:%B %Y}",
        tuple(
            Entry(
                days_words(one.first_on, one.last_on),
                one.name,
                one.programme,
                f"{home}/{ids[one.programme.casefold()]}/",
                bool(counts.get(key_of(one))),
            )
            for one in running
        ),
        tuple(
            Entry(days_words(day, day), what, programme, f"{home}/{id}/")
            for day, programme, what, id in planned
            if begins <= day < ends
        ),
    )


def _clashes(viewer: Viewer, changes: Changes, worst: Sequence[Clash]) -> TablePage:
    heads = ("What they share", "Days they share", "One", "The other", "State", "Source of both")
    rows = tuple(clash_row(viewer, changes, one) for one in worst)
    empty = EmptyState("No clash waits to be resolved.")
    return TablePage("Clashes not resolved", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def _leads(viewer: Viewer, changes: Changes) -> TablePage:
    """Who leads, owns and leads clinically each programme, and to which territory it belongs."""
    home = f"/t/{viewer.trust_code}"
    heads = (
        "Programme",
        "Accountable lead",
        "Senior owner",
        "Clinical lead",
        "Portfolio",
        "Other duties of the lead",
        "Source",
    )
    rows = tuple(
        Row(
            (
                Cell(plan.programme.name, href=f"{home}/programmes/{plan.id}/"),
                *(_who(viewer, plan, who) for who in ("lead", "owner", "clinical_lead")),
                Cell(
                    plan.programme.portfolio or "None named",
                    href=f"{home}/accountability/{plan.portfolio_id}/" if plan.portfolio_id else "",
                ),
                _duties(viewer, changes, plan),
                Cell(source_words(plan.programme.origin), look="source"),
            )
        )
        for plan in changes.plans
    )
    empty = EmptyState("No programme is recorded.")
    return TablePage("Who leads what", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def _duties(viewer: Viewer, changes: Changes, plan: ProgrammeLine) -> Cell:
    """The protected time of who leads it, and what else that person answers for; nothing where no names are read."""
    lead = plan.named.get("lead")
    duties = changes.duties.get(lead.id) if lead and reads_names(viewer) else None
    if lead is None or duties is None:
        return Cell("–")
    others = [
        f"{one.programme.name} (programme)"
        for one in changes.plans
        if one is not plan and "lead" in one.named and one.named["lead"].id == lead.id
    ]
    time = (
        "No protected time recorded" if duties.protected_wte is None else f"{wte(duties.protected_wte)} WTE protected"
    )
    return Cell(time, note="; ".join((*duties.roles, *duties.territories, *others)))


def _who(viewer: Viewer, plan: ProgrammeLine, who: str) -> Cell:
    named = plan.named.get(who)
    if named is None:
        return Cell("Nobody", look="warning" if who == "lead" else "")
    href = f"/t/{viewer.trust_code}/people/{named.id}/" if reads_names(viewer) else ""
    return Cell(name_of(viewer, plan, who), href=href)


def leads_words(plans: Iterable[ProgrammeLine]) -> str:
    """Which programmes have nobody who leads them and is accountable; that all have one."""
    plans = tuple(plans)
    bare = [one.programme.name for one in plans if "lead" not in one.named]
    if not plans:
        return ""
    if not bare:
        return "Every programme has one accountable lead."
    return f"{listed(bare)} {'has' if len(bare) == 1 else 'have'} no accountable lead."


def _row(changes: Changes, counts: dict[tuple[str, str], int], one: ChangeWindow) -> Row:
    clashes = counts.get(key_of(one), 0)
    people = people_needed(changes, one)
    touches = [one.department, one.site, one.outcome]
    needed = f"{one.team or 'One person'}: {many(people, 'person', 'people')}" if people or one.team else ""
    return Row(
        (
            Cell(one.name),
            Cell(one.programme),
            Cell(days_words(one.first_on, one.last_on), look="day"),
            Cell("; ".join(filter(None, (*touches, needed)))),
            Cell(str(clashes) if clashes else "None", look="warning" if clashes else ""),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"window-{changes.ids[key_of(one)]}",
    )


def people_needed(changes: Changes, one: ChangeWindow) -> int:
    """How many people a change needs: those of its team on any of its days, and the one it names."""
    stays = changes.needed.teams.get(one.team.casefold(), ()) if one.team else ()
    there = {
        stay.person for stay in stays if stay.starts <= one.last_on and not (stay.ends and stay.ends <= one.first_on)
    }
    number = one.employee_number
    return len(there | ({changes.needed.who.get(number, number)} if number else set()))


def change_rows(changes: Changes, found: Iterable[ChangeWindow]) -> list[list[str]]:
    """The filtered changes as a file."""
    counts = in_the_way(changes)
    return [
        [
            one.programme,
            one.name,
            one.first_on.isoformat(),
            one.last_on.isoformat(),
            one.department,
            one.site,
            one.team,
            str(people_needed(changes, one)),
            one.outcome,
            str(counts.get(key_of(one), 0)),
            one.accepted_with,
            one.accepted_because,
            *place_of(one.origin),
        ]
        for one in found
    ]
