"""What the list of champions shows: who they are, and which professions, sites and shifts have none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.champions import ACTIVE_DAYS, SHIFTS
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.small_numbers import TOO_FEW, TOO_FEW_IN_ALL, hide_small
from plait.store.champions import ChampionLine, Staff
from plait.store.paging import Page
from plait.web.champions.leaving import only_ones
from plait.web.shared.jinja import number, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, last_day_words, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

NONE = Cell("None", look="warning")
HEADINGS = (
    "Name", "Profession", "Site", "Shifts", "Trained", "Trained on", "Last active on", "Active", "Starts", *PLACE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChampionsPage:
    """The champions: the answer, whom none reaches, the list for those who read names, the way to a new one."""

    answer: str
    alone: str
    places: TablePage
    professions: TablePage
    table: TablePage | None
    question: Link | None
    add: Link | None
    rule: str = (
        f"Counted are champions active within the last {ACTIVE_DAYS} days (our default). "
        "A trained clinician-informatician is a trained champion who brings the clinical viewpoint."
    )


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


def champions_page(
    viewer: Viewer, every: tuple[ChampionLine, ...], staff: Iterable[Staff], table: TablePage | None
) -> ChampionsPage:
    """The champions as this viewer may read them: who reads no names reads the counts."""
    home, counts = f"/t/{viewer.trust_code}", tuple(staff)
    may_edit, may_judge = (scope_of(viewer, each) for each in (Action.EDIT_CHAMPIONS, Action.READ_FINDINGS))
    asked = Link("Are there enough trained clinician-informaticians?", f"{home}/questions/informaticians-are-enough/")
    places, professions, answer = _places(every, counts), _professions(every, counts), _answer(every)
    if table is None:  # who reads no names reads no number either that would tell of one or two
        places, professions, answer = _without_small(places, professions, answer, every)
    return ChampionsPage(
        answer=answer,
        alone=only_ones(every) if table is not None else "",
        places=places,
        professions=professions,
        table=table,
        question=asked if may_judge else None,
        add=Link("Add a champion", f"{home}/champions/add/") if may_edit else None,
    )


def list_table(viewer: Viewer, offered: Listing, query: Query, found: Page[ChampionLine], today: date) -> TablePage:
    """The list of those who read names."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No champion is recorded yet. Without them nobody can tell which wards and shifts have somebody to ask.",
        Link("Bring the Champions sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Champions", "champions", empty)
    return show_table(offered, query, words, rows=[_row(home, one, today) for one in found.rows], total=found.total)


def _without_small(
    places: TablePage, professions: TablePage, answer: str, every: Iterable[ChampionLine]
) -> tuple[TablePage, TablePage, str]:
    active = [one for one in every if one.is_active]
    said = [len({one.person_id for one in active if one.trained is True and one.is_clinical})]
    groups = [_numbers(places), _numbers(professions)]
    hidden, is_whole = hide_small(groups, people=len({one.person_id for one in active}), said=said)
    if is_whole and active:
        bare = [
            replace(table, rows=(), empty=EmptyState("There is no row to show.")) for table in (places, professions)
        ]
        return bare[0], bare[1], TOO_FEW_IN_ALL
    shown = [_hide(table, of) for table, of in zip((places, professions), hidden, strict=True)]
    return shown[0], shown[1], answer


def _numbers(table: TablePage) -> list[list[int]]:
    return [[0 if cell is NONE else int(cell.text.replace(",", "")) for cell in row.cells[1:]] for row in table.rows]


def _hide(table: TablePage, hidden: Collection[int]) -> TablePage:
    """The rows without their numbers come last, by name, so that their place tells nothing."""
    shown = [row for place, row in enumerate(table.rows) if place not in hidden]
    names = sorted(table.rows[place].cells[0].text for place in hidden)
    bare = [Row((Cell(name), *(Cell(TOO_FEW) for _ in table.heads[1:]))) for name in names]
    return replace(table, rows=(*shown, *bare))


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
    last = short_date(one.last_active_on) if one.last_active_on else "Never"
    return Cell(last) if one.is_active else Cell(f"{last}: not counted", look="warning")


def _professions(every: Iterable[ChampionLine], staff: Iterable[Staff]) -> TablePage:
    """Professions of clinical staff and of champions, those without an active one first, the largest before."""
    working = {one.name: one.people for one in staff if one.kind == "profession"}
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


def _places(every: Iterable[ChampionLine], staff: Iterable[Staff]) -> TablePage:
    """How many active champions each site of clinical staff has, shift by shift."""
    active = [one for one in every if one.is_active]
    working = {one.name for one in staff if one.kind == "site"}
    rows = []
    for site in sorted({*working, *(one.site for one in active)} - {""}):
        counts = [sum(one.site == site and shift in one.shifts for one in active) for shift in SHIFTS]
        rows.append(Row((Cell(site), *(Cell(number(count)) if count else NONE for count in counts))))
    heads = tuple(map(ColumnHead, ("Site", *SHIFTS)))
    empty = EmptyState("No site of clinical staff is recorded.")
    return TablePage("Active champions by site and shift", heads, tuple(rows), empty, caption_hidden=True)


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
            one.starts.isoformat(),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
