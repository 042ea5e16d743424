"""What the page of the quarters ahead shows: what services will need beside whose time is there for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.quarters import (
    Quarter,
    QuarterLine,
    Staffing,
    quarters_ahead,
    quarters_until,
    supply_by_quarter,
)
from plait.web.competencies.alone import Alone, alone_table, find_alone
from plait.web.competencies.drawing import SupplyChart, draw_supply
from plait.web.competencies.page import amount_words
from plait.web.competencies.trend import Gap, TrendChart, draw_trend, gaps_of, trend_table
from plait.web.shared.jinja import plural, wte
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Competency", "Level", "First day", "Last day", "Needed people", "Needed WTE", "People who hold it")
TIME_HEADINGS = (
    "In teams that need it", "WTE in those teams", "Others free", "WTE free", "WTE offered part-time",
    "Of it beside those", "People short", "WTE short",
)  # fmt: skip
WORDS = ListWords(
    "Needed and there, quarter by quarter",
    "levels of competencies",
    EmptyState("No running service says what it needs. Without needs nobody can tell what will be short."),
)


@dataclass(frozen=True, slots=True)
class QuartersPage:
    """The quarters ahead: the answer, the picture for who plans, and the table."""

    answer: str
    charts: tuple[SupplyChart, ...]
    table: TablePage
    rests_on: str
    alone: TablePage
    trend: TrendChart
    gaps: TablePage


@dataclass(frozen=True, slots=True)
class Ahead:
    """One competency at one level, with its line of each quarter that has one."""

    competency: str
    level: str
    lines: tuple[QuarterLine, ...]

    @property
    def worst(self) -> QuarterLine:
        """The quarter in which most is missing; of as bad ones the first."""
        return max(self.lines, key=lambda one: (one.short_people, one.short_wte))


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found: the quarters ahead, the groups of their lines, who holds something alone, the gap over time."""

    now: Quarter
    ahead: tuple[Quarter, ...]
    groups: tuple[Ahead, ...]
    alone: tuple[Alone, ...]
    gaps: tuple[Gap, ...]


def reads_time(viewer: Viewer) -> bool:
    """May this viewer read everybody's free time? Sums of few people's time would tell it."""
    return Scope.TRUST in scope_of(viewer, Action.READ_CAPACITY)


def offer_quarters(quarters: Sequence[Quarter], *, time: bool) -> Listing:
    """What the list of the quarters ahead offers."""
    columns = (Column("competency", "Competency"), *(_column(quarter) for quarter in quarters))
    short = (Filter("short", "Short", (("yes", "Short only"),), "With or without"),) if time else ()
    return Listing(columns, filters=short, search_label="Find a competency", sort="competency")


def _column(quarter: Quarter) -> Column:
    return Column(f"{quarter.starts}", quarter.words, sortable=False)


def group_lines(lines: Iterable[QuarterLine]) -> tuple[Ahead, ...]:
    """The lines by competency and level, in the order of names."""
    groups: dict[tuple[str, int], list[QuarterLine]] = {}
    for line in lines:
        groups.setdefault((line.competency, line.level), []).append(line)
    order = sorted(groups, key=lambda key: (key[0].casefold(), *key))
    return tuple(Ahead(name, groups[name, level][0].level.word, tuple(groups[name, level])) for name, level in order)


def choose(groups: Iterable[Ahead], query: Query) -> tuple[Ahead, ...]:
    """Those that match the search and the filter."""
    found = (one for one in groups if query.q.casefold() in one.competency.casefold())
    chosen = tuple(one for one in found if not query.filter("short") or one.worst.is_short)
    return chosen[::-1] if query.descending else chosen


def see(staffing: Staffing, on: date) -> Seen:
    """The sums of the quarters until now and ahead."""
    until, ahead = quarters_until(on), quarters_ahead(on)
    lines = supply_by_quarter(staffing, (*until, *ahead))
    coming = group_lines(line for line in lines if line.quarter in ahead)
    return Seen(until[-1], ahead, coming, find_alone(lines, staffing, until[-1]), gaps_of(lines, (*until, *ahead)))


def quarters_page(viewer: Viewer, seen: Seen, query: Query, names: Mapping[str, str]) -> QuartersPage:
    """The page as this viewer may see it; whoever may not read people's time sees needs and holders alone.

    `names` says who the employments are on whom something hangs, for those who may read it.
    """
    time, chosen = reads_time(viewer), choose(seen.groups, query)
    page = chosen[query.offset : query.offset + PAGE_SIZE]
    rows = [_row(one, seen.ahead, time=time) for one in page]
    return QuartersPage(
        answer=_answer(seen.groups, time=time),
        charts=draw_supply([one.worst for one in seen.groups]) if time else (),
        table=show_table(offer_quarters(seen.ahead, time=time), query, WORDS, rows=rows, total=len(chosen)),
        rests_on=_rests_on(time=time),
        alone=alone_table(viewer, seen.alone, names),
        trend=draw_trend(seen.gaps, seen.now),
        gaps=trend_table(seen.gaps, time=time),
    )


def quarter_table(lines: Iterable[QuarterLine], quarters: Sequence[Quarter], *, time: bool) -> TablePage:
    """The quarters of one competency, a row for each level."""
    heads = (ColumnHead("Level"), *(ColumnHead(one.words) for one in quarters))
    rows = tuple(Row((Cell(one.level), *_cells(one, quarters, time=time))) for one in group_lines(lines))
    return TablePage(
        "The next four quarters", heads, rows, EmptyState("No service needs it then."), caption_hidden=True
    )


def _row(one: Ahead, quarters: Sequence[Quarter], *, time: bool) -> Row:
    return Row((Cell(one.competency, note=one.level), *_cells(one, quarters, time=time)))


def _cells(one: Ahead, quarters: Sequence[Quarter], *, time: bool) -> tuple[Cell, ...]:
    lines = {line.quarter: line for line in one.lines}
    return tuple(_cell(lines.get(quarter), time=time) for quarter in quarters)


def _cell(line: QuarterLine | None, *, time: bool) -> Cell:
    if line is None:
        return Cell("–")
    needed = amount_words(line.people, line.wte)
    if not time:
        return Cell(needed, note=f"{len(line.holders):,} hold it")
    if line.is_short:
        return Cell(f"{needed}: short of {amount_words(line.short_people, line.short_wte)}", "", "warning", there(line))
    return Cell(needed, note=there(line))


def there(line: QuarterLine) -> str:
    """What is there of it: people, or time where time is needed."""
    said = [f"{line.in_teams:,} in teams, {line.free:,} free"] if line.people or not line.wte else []
    said += [f"{wte(line.in_teams_wte)} WTE in teams, {wte(line.free_wte)} free"] if line.wte else []
    said += [f"{wte(line.beside_wte)} WTE part-time beside that"] if line.wte and line.beside_wte else []
    return "; ".join(said)


def _answer(groups: Sequence[Ahead], *, time: bool) -> str:
    if not groups:
        return "No running service says what it needs."
    needed = len({one.competency for one in groups})
    short = sorted((one for one in groups if one.worst.is_short), key=lambda one: _badness(one.worst), reverse=True)
    asked = f"the {plural(needed, 'competency', 'competencies')} that services need in the next four quarters"
    if not short:
        return f"None of {asked} is short of people or time."
    count = len({one.competency for one in short})
    said = f"{count:,} of {asked} {'is' if count == 1 else 'are'} short of people or time"
    if not time:
        return f"{said}."
    worst = short[0].worst
    missing = amount_words(worst.short_people, worst.short_wte)
    return f"{said}: {worst.competency} at {worst.level.word} most, by {missing} from {worst.quarter.starts:%B %Y}."


def _badness(line: QuarterLine) -> tuple[float, str]:
    people = line.short_people / max(1, line.people)
    return max(people, float(line.short_wte) / max(1.0, float(line.wte))), line.competency


def _rests_on(*, time: bool) -> str:
    said = (
        "A need counts in each quarter its window touches. Somebody counts who is employed all through the quarter and "
        "holds the competency, at that level or above, when it begins."
    )
    if not time:
        return f"{said} Free time is for those who plan by it."
    return (
        f"{said} In teams are those in the team of a service that needs it; free is who could give 0.2 WTE or more in "
        "every month, with what their own time leaves. What communities and enabling teams offer part-time counts as "
        "far as those of them who hold it have the time, and once. Somebody with several competencies counts in each: "
        "only a plan can tell whether all can be had at once."
    )


def quarter_rows(groups: Iterable[Ahead], *, time: bool) -> tuple[tuple[str, ...], list[list[str]]]:
    """The lines as a file, one for each competency, level and quarter."""
    rows = [_file_row(line, time=time) for one in groups for line in one.lines]
    return HEADINGS + TIME_HEADINGS if time else HEADINGS, rows


def _file_row(line: QuarterLine, *, time: bool) -> list[str]:
    last = line.quarter.ends - timedelta(days=1)
    row = [line.competency, line.level.word, line.quarter.starts.isoformat(), last.isoformat()]
    row += [str(line.people), f"{line.wte:f}", str(len(line.holders))]
    if time:
        row += [str(line.in_teams), f"{line.in_teams_wte:f}", str(line.free), f"{line.free_wte:f}"]
        row += [f"{line.offered_wte:f}", f"{line.beside_wte:f}", str(line.short_people), f"{line.short_wte:f}"]
    return row
