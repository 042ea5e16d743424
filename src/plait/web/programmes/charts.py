"""The outcomes a programme should move, as its page shows them: the chart, the words, before and after a relaunch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plait.engine.litmus.wording import day, listed, many
from plait.engine.outcome_sheets import REBASE
from plait.engine.outcomes import ENOUGH, series_of
from plait.engine.places import PlaceFigures, PlaceSince, Since, places_since
from plait.engine.spc.charting import Chart, chart
from plait.engine.spc.wording import assurance_word, better_words, variation_word
from plait.engine.stall_wording import figure
from plait.pack.chart_scale import NARROW, WIDE, Size
from plait.pack.xmr_chart import Sheet, draw_chart, marks_of
from plait.store.outcomes import MarkLine, OutcomeLine
from plait.web.shared.jinja import full_date
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

PLACE_HEADINGS = (
    "Outcome", "Place", "Since", "Figures before", "Figures after", "Mean before", "Lower limit before",
    "Upper limit before", "Mean after", "Marked as improvement", "Latest on", "Latest",
)  # fmt: skip
FOLLOWED = "What came after the relaunch followed it. The figures do not show that the one caused the other."


@dataclass(frozen=True, slots=True)
class MovedPage:
    """One outcome of a programme: its chart, what it says, and how it stands since a relaunch."""

    name: str
    href: str
    told: str
    due: str
    wide: Markup
    narrow: Markup
    since: tuple[str, ...]
    restart: Link | None
    places: TablePage | None
    places_told: str
    change: Link | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An outcome with what stands on its chart, place by place, and the relaunch it is held against."""

    id: int
    line: OutcomeLine
    due_on: date | None
    marks: tuple[MarkLine, ...]
    places: tuple[PlaceFigures, ...]
    relaunched_on: date | None

    @property
    def whole(self) -> PlaceSince | None:
        """All places together against their limits of before the relaunch."""
        if self.relaunched_on is None:
            return None
        measured = self.line.measured
        values = zip(measured.values, measured.ghosted, strict=True)
        counted = tuple(None if is_ghosted else value for value, is_ghosted in values)
        return places_since(
            self.line.outcome, [PlaceFigures("", measured.days, counted)], self.relaunched_on
        )[0]  # fmt: skip

    @property
    def by_place(self) -> tuple[PlaceSince, ...]:
        """Place by place against its own limits of before the relaunch; none without a relaunch."""
        return places_since(self.line.outcome, self.places, self.relaunched_on) if self.relaunched_on else ()


def moved_page(home: str, one: Moved, *, may_mark: bool, may_edit: bool) -> MovedPage:
    """One outcome, ready for the page of its programme."""
    outcome, drawn = one.line.outcome, chart(series_of(one.line.outcome, one.line.measured))
    by_place = one.by_place
    return MovedPage(
        name=outcome.name,
        href=f"{home}/outcomes/{one.line.id}/",
        told=_told(one, drawn),
        due=f"Its target should be met by {full_date(one.due_on)}." if one.due_on else "",
        wide=_drawn(one, drawn, WIDE, "wide"),
        narrow=_drawn(one, drawn, NARROW, "narrow"),
        since=tuple(_since(one)),
        restart=_restart(home, one) if may_mark else None,
        places=_places(by_place, outcome.unit) if by_place else None,
        places_told=places_words(by_place),
        change=Link(f"Change by when, or remove {outcome.name}", f"{home}/programmes/outcomes/{one.id}/edit/")
        if may_edit
        else None,
    )


def _told(one: Moved, drawn: Chart) -> str:
    outcome = one.line.outcome
    if not drawn.counting:
        return f"{better_words(outcome.direction)}. No figure is recorded."
    last = drawn.counting[-1]
    latest = f"{figure(float(drawn.points.value[last]), outcome.unit)} on {full_date(drawn.days[last])}"
    target = "no target" if drawn.target is None else f"target {figure(drawn.target, outcome.unit)}"
    met = f" {assurance_word(drawn.assurance)}." if drawn.target is not None else ""
    return f"{variation_word(drawn.variation)}.{met} {better_words(outcome.direction)}: {latest}, {target}."


def _drawn(one: Moved, drawn: Chart, size: Size, id: str) -> Markup:
    marks = marks_of((each.marked_on, each.kind == REBASE, each.reason) for each in one.marks)
    sheet = Sheet(f"moved-{one.id}-{id}", one.line.outcome.name, _told(one, drawn), one.line.outcome.unit, marks, size)
    return Markup(draw_chart(drawn, sheet))  # noqa: S704 # drawn by us, every text in it escaped already


def _since(one: Moved) -> Iterable[str]:
    """How the figures after a relaunch stand against the limits before it, until there are enough for their own."""
    whole, relaunched = one.whole, one.relaunched_on
    if whole is None or relaunched is None:
        return
    unit = one.line.outcome.unit
    if whole.mean is None:
        yield f"Whether it changed after the relaunch of {day(relaunched)} cannot be told yet."
        return
    usual = f"{figure(_rounded(whole.lower), unit)} and {figure(_rounded(whole.upper), unit)}"
    mean, after = (figure(_rounded(value), unit) for value in (whole.mean, whole.mean_after))
    yield (
        f"Before the relaunch of {day(relaunched)} the mean was {mean}, and figures usually lay between {usual}. "
        f"Of the {many(whole.after, 'figure', 'figures')} since, {whole.marked} tell of improvement against those "
        f"limits; their mean is {after}."
    )
    rebased = [each for each in one.marks if each.kind == REBASE and each.marked_on >= relaunched]
    for each in rebased:
        yield f"Its limits start again on {day(each.marked_on)}, with the reason: {each.reason}."
    if rebased and whole.after < ENOUGH:
        yield f"Until {ENOUGH} figures stand since then, they are compared with the old limits."
    yield FOLLOWED


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _restart(home: str, one: Moved) -> Link | None:
    """The way to let limits start again at the relaunch, on the first day of a figure since; never without a reason."""
    day = one.relaunched_on
    first = next((at for at in one.line.measured.days if day and at >= day), None)
    is_marked = any(each.kind == REBASE and day and each.marked_on >= day for each in one.marks)
    if first is None or is_marked:
        return None
    where = f"{home}/outcomes/{one.line.id}/marks/add/?day={first:%d/%m/%Y}"
    return Link("Start the limits again at the relaunch, with the reason", where)


def places_words(places: Sequence[PlaceSince]) -> str:
    """How many places improved since, and by name those that did not."""
    if not places:
        return ""
    improved = sum(one.since is Since.IMPROVED for one in places)
    rest = [one.place for one in places if one.since in {Since.SAME, Since.WORSE}]
    untold = sum(one.since is Since.UNTOLD for one in places)
    words = f"{improved} of {many(len(places), 'place', 'places')} improved after the relaunch."
    if rest:
        words += f" Not so: {listed(rest)}."
    return f"{words} Of {untold} it cannot be told." if untold else words


ORDER = (Since.WORSE, Since.SAME, Since.UNTOLD, Since.IMPROVED)


def _places(places: Sequence[PlaceSince], unit: str) -> TablePage:
    heads = ("Place", "Since the relaunch", "Usual before", "Mean after", "Marked as improvement", "Latest")
    rows = tuple(_place(one, unit) for one in sorted(places, key=lambda one: ORDER.index(one.since)))
    return TablePage("Place by place", tuple(map(ColumnHead, heads)), rows, EmptyState(""), caption_hidden=True)


def _place(one: PlaceSince, unit: str) -> Row:
    usual = "–"
    if one.lower is not None:
        usual = f"{figure(_rounded(one.lower), unit)} to {figure(_rounded(one.upper), unit)}"
    is_bad = one.since in {Since.SAME, Since.WORSE}
    return Row(
        (
            Cell(one.place),
            Cell(one.since.value.capitalize(), look="warning" if is_bad else ""),
            Cell(usual),
            Cell(figure(_rounded(one.mean_after), unit)),
            Cell(f"{one.marked} of {one.after}"),
            Cell(figure(one.last, unit), note=full_date(one.last_on) if one.last_on else ""),
        )
    )


def place_rows(moved: Iterable[Moved]) -> list[list[str]]:
    """Place by place as a file."""
    return [_file_row(one.line.outcome.name, each) for one in moved for each in one.by_place]


def _file_row(outcome: str, one: PlaceSince) -> list[str]:
    return [
        outcome,
        one.place,
        one.since.value,
        str(one.before),
        str(one.after),
        *(_plain(value) for value in (one.mean, one.lower, one.upper, one.mean_after)),
        str(one.marked),
        one.last_on.isoformat() if one.last_on else "",
        _plain(one.last),
    ]


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
