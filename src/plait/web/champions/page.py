"""What the list of champions shows: who they are, and which professions, sites and shifts have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from plait.engine.champion_cover import OnlyOne, by_group, by_place, informaticians, only_ones, persons
from plait.engine.champions import ACTIVE_DAYS, needed
from plait.engine.litmus.questions.informaticians_are_enough import TEST as ENOUGH
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.shifts import SHIFTS
from plait.engine.small_numbers import TOO_FEW_IN_ALL, hide_small
from plait.store.champions import ChampionLine, Staffing
from plait.store.paging import Page
from plait.store.thresholds import find_threshold
from plait.web.champions.away import Leaves, away_words
from plait.web.champions.cover import (
    NONE,
    dots,
    groups_table,
    nobody_words,
    numbers_of_groups,
    only_words,
    places_table,
    share_words,
    without_rows,
)
from plait.web.champions.gaps import GapPanel, candidates_address, gap_panel, gaps_for, plans_with_people
from plait.web.shared.jinja import number, short_date, wte
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, last_day_words, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

SHOWN_ALONE = 3
ACTIVE, IDLE = dots(1, 0), dots(0, 1)
HEADINGS = (
    "Name", "Profession", "Site", "Shifts", "Trained", "Trained on", "Last active on", "Active", "Away",
    "Protected WTE", "Leadership roles", "Starts", *PLACE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who would leave places without anybody."""

    who: str
    lost: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """The few whose leaving would be felt most, and the way to try anybody."""

    first: tuple[Left, ...]
    more: str
    link: Link


@dataclass(frozen=True, slots=True)
class ChampionsPage:
    """The champions: the answer, whom none reaches, the list for those who read names, the way to a new one."""

    answer: str
    more: str
    gaps: GapPanel | None
    away: tuple[str, ...]
    groups: TablePage
    shares: str
    groups_file: Link | None
    places: TablePage
    leaving: Leaving | None
    trained: str
    questions: tuple[Link, ...]
    protected: str
    table: TablePage | None
    professions: TablePage | None
    add: Link | None
    key_active: Markup = ACTIVE
    key_idle: Markup = IDLE
    rule: str = (
        f"Counted are champions active within the last {ACTIVE_DAYS} days (our default) who are not on long leave. "
        "A trained clinician-informatician is a trained champion who brings the clinical viewpoint; an operational "
        "champion is a bridge, and counts as no clinician. Protected time is that of the leadership roles somebody "
        "holds."
    )


Staffed = tuple[Staffing, tuple[int, str]]
"""The staff there are, how many trained clinician-informaticians they need, and whose limit says so."""


def names_champions(viewer: Viewer) -> bool:
    """May this viewer read who the champions are?"""
    return Scope.TRUST in scope_of(viewer, Action.READ_CHAMPIONS)


def offer(every: Iterable[ChampionLine]) -> Listing:
    """What the list offers, with the professions and sites there are."""
    every = tuple(every)
    return Listing(
        columns=(
            Column("name", "Name"),
            Column("profession", "Profession"),
            Column("site", "Site"),
            Column("shifts", "Shifts", sortable=False),
            Column("trained", "Trained", sortable=False),
            Column("active", "Last active"),
            Column("protected", "Protected time", sortable=False),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            _filter("profession", "Profession", (one.profession for one in every)),
            _filter("site", "Site", (one.site for one in every)),
            Filter("shift", "Shift", tuple((shift, shift) for shift in SHIFTS)),
            Filter("active", "Active", (("yes", "Active"), ("no", "Not active")), "Active or not"),
        ),
        search_label="Find a champion",
        sort="name",
    )


def _filter(name: str, label: str, choices: Iterable[str]) -> Filter:
    return Filter(name, label, tuple((choice, choice) for choice in sorted(set(choices) - {""})))


def need_on(trust_id: int, staffing: Staffing, today: date) -> tuple[int, str]:
    """How many trained clinician-informaticians the trust needs, and whose limit that is scaled from."""
    own = find_threshold(trust_id, ENOUGH.slug, on=today)
    if own is None or own.starts > today:
        limit = ENOUGH.threshold.value
        return needed(limit, staffing.wte), f"An average trust needs at least {limit} ({ENOUGH.threshold.source})."
    return needed(own.value, staffing.wte), f"This trust sets {own.value} for a trust of average size."


def champions_page(
    viewer: Viewer,
    every: tuple[ChampionLine, ...],
    staffed: Staffed,
    table: TablePage | None,
    leaves: Leaves,
) -> ChampionsPage:
    """The champions as they are for who reads names; `leaves` are those of today, for who may read their days."""
    staffing, need = staffed
    home, heads = f"/t/{viewer.trust_code}", staffing.heads
    groups = by_group(every, heads)
    find = partial(candidates_address, viewer) if plans_with_people(viewer) else None
    return ChampionsPage(
        answer=_answer(every),
        more=nobody_words(groups) if any(one.is_active for one in every) else "",
        away=away_words(every, heads, leaves),
        gaps=gap_panel(viewer, gaps_for(viewer, every, staffing)),
        groups=groups_table(groups, find),
        shares=share_words(groups),
        groups_file=Link("Download the groups (CSV)", f"{home}/champions/groups/?format=csv") if groups else None,
        places=places_table(by_place(every, heads), find),
        leaving=_leaving(home, every, only_ones(every, heads, need=need[0])) if every else None,
        trained=_trained(every, need),
        questions=_questions(viewer),
        protected=_protected(every),
        table=table,
        professions=_professions(every, staffing.professions),
        add=Link("Add a champion", f"{home}/champions/add/") if scope_of(viewer, Action.EDIT_CHAMPIONS) else None,
    )


def counts_page(page: ChampionsPage, every: Sequence[ChampionLine], staffing: Staffing) -> ChampionsPage:
    """The same for who reads no names: no name, and no number that would tell of one or two."""
    active, heads = [one for one in every if one.is_active], staffing.heads
    numbers = [list(map(list, by_place(every, heads).values())), numbers_of_groups(by_group(every, heads))]
    said = [persons(informaticians(every))]
    hidden, is_whole = hide_small(numbers, people=persons(active), said=said)
    bare = replace(page, away=(), more="", gaps=None, leaving=None, trained="", protected="", professions=None)
    bare = replace(bare, groups_file=None, shares="")
    if is_whole and active:
        nothing = EmptyState("There is no row to show.")
        without = [replace(table, rows=(), empty=nothing) for table in (page.places, page.groups)]
        return replace(bare, answer=TOO_FEW_IN_ALL, places=without[0], groups=without[1])
    return replace(
        bare, places=without_rows(page.places, hidden[0]), groups=without_rows(page.groups, hidden[1])
    )  # fmt: skip


def _leaving(home: str, every: Sequence[ChampionLine], alone: Sequence[OnlyOne]) -> Leaving:
    rest = len(alone) - SHOWN_ALONE
    active = persons(one for one in every if one.is_active)
    more = (
        f"{number(len(alone))} of {many(active, 'active champion is', 'active champions are')} the only one somewhere."
    )
    return Leaving(
        first=tuple(Left(one.name, only_words(one)) for one in alone[:SHOWN_ALONE]),
        more=f"{more} The others leave fewer staff without anybody." if rest > 0 else more if alone else "",
        link=Link("Try who leaves, one or several", f"{home}/champions/leaving/"),
    )


def _trained(every: Sequence[ChampionLine], need: tuple[int, str]) -> str:
    have = persons(informaticians(every))
    return (
        f"{number(have)} {'is' if have == 1 else 'are'} active. {need[1]} Scaled to our staff: {need[0]} (our default)."
    )


def _questions(viewer: Viewer) -> tuple[Link, ...]:
    if not scope_of(viewer, Action.READ_FINDINGS):
        return ()
    asked = f"/t/{viewer.trust_code}/questions"
    return (
        Link("Are there enough trained clinician-informaticians?", f"{asked}/informaticians-are-enough/"),
        Link("Have the CCIO and the CNIO authority and resources?", f"{asked}/clinical-leaders-have-authority/"),
    )


def _protected(every: Iterable[ChampionLine]) -> str:
    """How many have time kept free, and who holds a role without any."""
    active = {one.person_id: one for one in every if one.is_active}.values()
    timed = [one.protected_wte for one in active if one.protected_wte]
    none = sorted(one.name for one in active if one.protected_wte is not None and not one.protected_wte)
    champions = many(len(active), "active champion", "active champions")
    said = f"{len(timed)} of {champions} {'has' if len(timed) == 1 else 'have'} protected time"
    total = f", {wte(sum(timed, Decimal(0)))} WTE in all" if timed else ""
    return f"{said}{total}.{f' A role without any: {listed(none)}.' if none else ''}"


def list_table(viewer: Viewer, offered: Listing, query: Query, found: Page[ChampionLine], today: date) -> TablePage:
    """The list of those who read names."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No champion is recorded yet. Without them nobody can tell which wards and shifts have somebody to ask.",
        Link("Bring the Champions sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Champions", "champions", empty)
    return show_table(offered, query, words, rows=[_row(home, one, today) for one in found.rows], total=found.total)


def _answer(every: Iterable[ChampionLine]) -> str:
    every = tuple(every)
    if not every:
        return f"{CANNOT_TELL} No champion is recorded."
    active = [one for one in every if one.is_active]
    if not active:
        return "No champion is active."
    champions = len({one.person_id for one in active})
    trained = len({one.person_id for one in active if one.trained is True and one.is_clinical})
    without = [shift.lower() for shift in SHIFTS if not any(shift in one.shifts for one in active)]
    nobody = f" Nobody covers {listed(without, joined_by='or')}." if without else ""
    are = many(trained, "trained clinician-informatician", "trained clinician-informaticians")
    return f"{many(champions, 'champion is', 'champions are')} active, with {are}.{nobody}"


def _row(home: str, one: ChampionLine, today: date) -> Row:
    begins = f"Begins {short_date(one.starts)}" if one.starts > today else ""
    ends = f"Last day {last_day_words(one.ends)}" if one.ends else ""
    return Row(
        (
            Cell(one.name, href=f"{home}/champions/{one.id}/", note=begins or ends),
            Cell(one.profession or "–"),
            Cell(one.site or "–"),
            Cell(", ".join(one.shifts)),
            Cell(trained_words(one)),
            active_cell(one),
            protected_cell(one),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"champion-{one.id}",
    )


def trained_words(one: ChampionLine) -> str:
    """Whether a champion is trained, and since when."""
    if one.trained is None:
        return "Not recorded"
    return f"Yes, {short_date(one.trained_on)}" if one.trained and one.trained_on else "Yes" if one.trained else "No"


def active_cell(one: ChampionLine) -> Cell:
    """When a champion was last active; it stands out where that no longer counts."""
    last = short_date(one.last_active_on) if one.last_active_on else "No day recorded"
    if one.is_away:
        return Cell(f"{last}: away, not counted", look="warning")
    return Cell(last) if one.is_active else Cell(f"{last}: not counted", look="warning")


def protected_cell(one: ChampionLine) -> Cell:
    """The time kept free for somebody's leadership roles, and which these are; a zero stands out."""
    if one.protected_wte is None:
        return Cell("Not recorded")
    return Cell(f"{wte(one.protected_wte)} WTE", look="" if one.protected_wte else "warning", note=", ".join(one.roles))


def _professions(every: Iterable[ChampionLine], working: Mapping[str, int]) -> TablePage:
    """Professions of clinical staff and of champions, those without an active one first, the largest before."""
    active, idle = _counted(every, is_active=True), _counted(every, is_active=False)
    names = sorted({*working, *active, *idle} - {""}, key=lambda name: (name in active, -working.get(name, 0), name))
    rows = tuple(
        Row(
            (
                Cell(name),
                Cell(number(working.get(name, 0))),
                Cell(number(active[name])) if name in active else NONE,
                Cell(number(idle.get(name, 0))),
            )
        )
        for name in names
    )
    heads = ("Profession", "Clinical staff", "Active champions", "Not active")
    empty = EmptyState("No profession of clinical staff is recorded.")
    return TablePage("Champions by profession", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def _counted(every: Iterable[ChampionLine], *, is_active: bool) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in every:
        if one.is_active is is_active:
            counts[one.profession] = counts.get(one.profession, 0) + 1
    return counts


def champion_rows(found: Page[ChampionLine]) -> list[list[str]]:
    """The filtered rows as a file; what nobody recorded is empty."""
    return [
        [
            one.name,
            one.profession,
            one.site,
            "; ".join(one.shifts),
            "" if one.trained is None else "Yes" if one.trained else "No",
            one.trained_on.isoformat() if one.trained_on else "",
            one.last_active_on.isoformat() if one.last_active_on else "",
            "Yes" if one.is_active else "No",
            "Yes" if one.is_away else "No",
            "" if one.protected_wte is None else f"{one.protected_wte:f}",
            "; ".join(one.roles),
            one.starts.isoformat(),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
