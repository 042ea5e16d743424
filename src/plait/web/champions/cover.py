"""Whom champions reach, as tables with small drawings: bars of headcount beside dots of champions, sites by shifts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from plait.engine.champion_cover import FEW, GroupCover, OnlyOne, percentages
from plait.engine.champion_gaps import Gap
from plait.engine.litmus.wording import listed, many
from plait.engine.shifts import SHIFTS
from plait.engine.small_numbers import TOO_FEW
from plait.web.shared.jinja import number
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

Finding = Callable[[Gap], str] | None
"""Gives the address of those one might ask where a champion is missing; nothing for who may not read them."""
BRIDGE = "A bridge to care, not a clinician"
NONE = Cell("None", look="warning")
BAR, DOT, ACROSS, MOST_DOTS = 96, 16, 5, 30
FILLED = '<circle cx="{0}" cy="{1}" r="6" fill="#005eb8"/>'
DASHED = '<circle cx="{0}" cy="{1}" r="5.5" fill="none" stroke="#212b32" stroke-width="1.4" stroke-dasharray="2.6 2"/>'
GROUP_HEADS = ("Staff group", "Staff", "Champions", "In proportion to staff")
FILE_HEADS = ("Staff group", "Staff", "Active champions", "Not active, not counted", "In proportion to staff", "Counts")


def bar(part: int, most: int) -> Markup:
    """A bar from nought: its width is a share of the largest group."""
    width = round(BAR * part / most, 1) if most else 0
    return Markup(
        '<svg class="app-icon" width="{0}" height="14" viewBox="0 0 {0} 14" aria-hidden="true"'
        ' focusable="false"><rect width="{1}" height="14" fill="#aeb7bd"/></svg>'
    ).format(BAR, width)


def dots(active: int, idle: int) -> Markup:
    """A filled dot for each active champion, a dashed ring for each that is not counted; nothing of very many."""
    if not 0 < active + idle <= MOST_DOTS:
        return Markup("")
    wide, high = min(active + idle, ACROSS) * DOT, -(-(active + idle) // ACROSS) * DOT
    drawn = "".join(
        (FILLED if place < active else DASHED).format(place % ACROSS * DOT + 8, place // ACROSS * DOT + 8)
        for place in range(active + idle)
    )
    frame = '<svg class="app-icon" width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true" focusable="false">'
    return Markup(f"{frame.format(wide, high)}{drawn}</svg>")  # noqa: S704 # numbers of our own, and nothing else


def groups_table(groups: Sequence[GroupCover], find: Finding = None) -> TablePage:
    """Staff groups, the one shortest of champions first; the groups of champions who are bridges last.

    A group without one leads to whom one might ask.
    """
    most = max((one.staff for one in groups), default=0)
    rows = tuple(_group(one, most, groups, find) for one in groups)
    heads = tuple(ColumnHead(head) for head in GROUP_HEADS)
    empty = EmptyState("No staff group of clinical staff is recorded.")
    return TablePage("Staff and champions by staff group", heads, rows, empty, caption_hidden=True)


def _group(one: GroupCover, most: int, groups: Sequence[GroupCover], find: Finding) -> Row:
    shares = percentages(one, groups)
    part = "–" if one.in_proportion is None else f"{float(one.in_proportion):.1f}"
    return Row(
        (
            Cell(one.name, href=_found(find, one), note=BRIDGE if one.in_proportion is None else ""),
            Cell(number(one.staff), icon=bar(one.staff, most)),
            Cell(
                number(one.active) if one.active else "None",
                icon=dots(one.active, one.idle),
                look="" if one.active else "warning",
                note=f"{many(one.idle, 'is', 'are')} not counted" if one.idle else "",
            ),
            Cell(part, note=f"{shares[0]}% of staff, {shares[1]}% of champions" if shares else ""),
        )
    )


def _found(find: Finding, one: GroupCover) -> str:
    is_short = one.in_proportion is not None and one.staff and (not one.active or one.short >= 1)
    return find(Gap(group=one.name)) if find and is_short else ""


def numbers_of_groups(groups: Iterable[GroupCover]) -> list[list[int]]:
    """The numbers of people in each row, for what may be shown of few."""
    return [[one.staff, one.active, one.idle] for one in groups]


def group_rows(groups: Iterable[GroupCover]) -> list[list[str]]:
    """The groups as a file."""
    return [
        [
            one.name,
            *map(str, (one.staff, one.active, one.idle)),
            "" if one.in_proportion is None else f"{float(one.in_proportion):.2f}",
            "As a bridge" if one.in_proportion is None else "As clinicians",
        ]
        for one in groups
    ]


def share_words(groups: Iterable[GroupCover]) -> str:
    """Why counts are printed, or that shares are; nothing where there is no group."""
    groups = tuple(groups)
    champions = sum(one.active for one in groups if one.in_proportion is not None)
    if not groups:
        return ""
    if champions >= FEW or not champions:
        return "In proportion: how many there would be if champions were spread as staff are."
    return (
        f"With {many(champions, 'clinical champion', 'clinical champions')} we print counts. "
        f"A percentage of fewer than {FEW} would mean little (our default). "
        "In proportion: how many there would be if champions were spread as staff are."
    )


def nobody_words(groups: Iterable[GroupCover]) -> str:
    """Which clinical groups have no active champion, and how many people work in them; nothing where all have one."""
    clinical = [one for one in groups if one.in_proportion is not None and one.staff]
    bare = sorted((one for one in clinical if not one.active), key=lambda one: -one.staff)
    if not bare or len(bare) == len(clinical):
        return ""
    people, staff = sum(one.staff for one in bare), sum(one.staff for one in clinical)
    said = f"Nobody is an active champion of {'; '.join(one.name for one in bare)}: "
    return f"{said}{number(people)} of {number(staff)} clinical staff."


def places_table(by_place: Mapping[str, tuple[int, ...]], find: Finding = None) -> TablePage:
    """How many active champions each site has, shift by shift; where there is none, the way to whom one might ask."""
    rows = tuple(
        Row(
            (
                Cell(site),
                *(
                    Cell(number(count)) if count else _nobody(find, Gap(site=site, shift=shift))
                    for shift, count in zip(SHIFTS, counts, strict=True)
                ),
            )
        )
        for site, counts in by_place.items()
    )
    heads = tuple(map(ColumnHead, ("Site", *SHIFTS)))
    empty = EmptyState("No site of clinical staff is recorded.")
    return TablePage("Active champions by site and shift", heads, rows, empty, caption_hidden=True)


def _nobody(find: Finding, gap: Gap) -> Cell:
    return replace(NONE, href=find(gap), of=f"on {gap.words}: who could be asked") if find else NONE


def without_rows(table: TablePage, hidden: Collection[int]) -> TablePage:
    """The rows without their numbers come last, by name, so that their place tells nothing."""
    shown = [row for place, row in enumerate(table.rows) if place not in hidden]
    names = sorted(table.rows[place].cells[0].text for place in hidden)
    bare = [Row((Cell(name), *(Cell(TOO_FEW) for _ in table.heads[1:]))) for name in names]
    return replace(table, rows=(*shown, *bare))


def only_words(one: OnlyOne) -> str:
    """What would have nobody without somebody, the shifts of a site together; it goes on after the name."""
    shifts: dict[str, list[str]] = {}
    staff: dict[str, str] = {}
    for lost in one.lost:
        shift, _, site = lost.what.partition(" at ")
        is_site = bool(site) and shift in SHIFTS
        where = f" at {site}" if is_site else lost.what
        shifts.setdefault(where, []).extend([shift] if is_site else [])
        who = "clinical staff of the site" if is_site else "staff"  # of a site clinical staff are counted
        staff[where] = f" ({number(lost.staff)} {who})" if lost.staff else ""
    return f"nobody is left for {listed([f'{listed(shifts[where])}{where}{staff[where]}' for where in shifts])}"
