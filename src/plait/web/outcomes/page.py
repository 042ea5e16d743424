"""What the list of outcomes shows: every measure with both icons, and which of them the board should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from plait.engine.litmus.wording import CANNOT_TELL, listed
from plait.engine.outcomes import Outcome, missing_parts, series_of
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.spc.charting import Chart, chart_all
from plait.engine.spc.reading import Assurance, Variation
from plait.engine.spc.wording import assurance_word, better_words, variation_word
from plait.pack.chart_days import short_figure_day
from plait.pack.chart_scale import figure_words
from plait.store.outcomes import OutcomeLine
from plait.web.outcomes.grid import Grid, draw_grid, needs_attention
from plait.web.outcomes.icons import assured_icon, changed_icon
from plait.web.shared.jinja import plural
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Outcome", "Measure", "Unit", "Better", "Change", "Target met", "Latest", "Latest on", "Target", "Mean",
    "Lower limit", "Upper limit", "Points", "Digital owner", "Other owner", "Team", "Service", "Rules", *PLACE,
)  # fmt: skip
NO_TARGET = "No target"
CHANGES = (
    ("improving", "Improving", frozenset({Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW})),
    ("same", "No real change", frozenset({Variation.COMMON_CAUSE})),
    ("worse", "Getting worse", frozenset({Variation.CONCERN_HIGH, Variation.CONCERN_LOW})),
    ("changed", "Changed", frozenset({Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW})),
    ("few", "Too few points", frozenset({None})),
)
ASSURED = (
    ("meets", "Meets its target", Assurance.PASSES),
    ("between", "Hit and miss", Assurance.INCONSISTENT),
    ("misses", "Misses its target", Assurance.FAILS),
)


@dataclass(frozen=True, slots=True)
class Charted:
    """One outcome with its chart, worked out once for icons, table, grid and file."""

    line: OutcomeLine
    chart: Chart

    @property
    def outcome(self) -> Outcome:
        """The record."""
        return self.line.outcome

    @property
    def points(self) -> int:
        """How many figures count."""
        return len(self.chart.counting)

    @property
    def has_target(self) -> bool:
        """Is there a target that holds at the last figure?"""
        return self.chart.target is not None

    @property
    def target_words(self) -> str:
        """Whether it meets its target as things stand, in words."""
        return assurance_word(self.chart.assurance) if self.has_target else NO_TARGET


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """The outcomes: what the board should look at, the grid, the list, what cannot be followed yet."""

    answer: str
    more: str
    grid: Grid | None
    table: TablePage
    lacking: TablePage | None
    lacking_words: str
    questions: tuple[Link, ...]
    add: Link | None
    rule: str


def charted(lines: Sequence[OutcomeLine]) -> tuple[Charted, ...]:
    """Every outcome with its chart, all worked out together."""
    charts = chart_all([series_of(line.outcome, line.measured) for line in lines])
    return tuple(Charted(line, chart) for line, chart in zip(lines, charts, strict=True))


def offer(every: Iterable[Charted]) -> Listing:
    """What the list offers, with the teams and services there are."""
    every = tuple(every)
    return Listing(
        columns=(
            Column("name", "Outcome"),
            Column("change", "Is it changing?"),
            Column("met", "Is the target met?"),
            Column("latest", "Latest", number=True, sortable=False),
            Column("target", "Target", number=True, sortable=False),
            Column("team", "Team"),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            _filter("team", "Team", (one.outcome.team for one in every)),
            _filter("service", "Service", (one.outcome.service for one in every)),
            Filter("better", "Better", (("increase", "Higher"), ("decrease", "Lower"), ("neutral", "Neither"))),
            Filter("change", "Is it changing?", tuple((key, words) for key, words, _ in CHANGES)),
            Filter("met", "Is the target met?", (*((key, words) for key, words, _ in ASSURED), ("none", NO_TARGET))),
        ),
        search_label="Find an outcome",
        sort="name",
    )


def _filter(name: str, label: str, choices: Iterable[str]) -> Filter:
    return Filter(name, label, tuple((choice, choice) for choice in sorted(set(choices) - {""})))


SORTS: dict[str, Callable[[Charted], tuple[object, ...]]] = {
    "name": lambda _one: (),
    "change": lambda one: (_change(one),),
    "met": lambda one: (_met(one),),
    "team": lambda one: (one.outcome.team.casefold() or "~",),
}


def _change(one: Charted) -> int:
    order = [3, 1, 0, 2, 4]  # getting worse first, for that is what wants looking at
    place = next(place for place, (_, _, those) in enumerate(CHANGES) if one.chart.variation in those)
    return order[place]


def _met(one: Charted) -> int:
    if not one.has_target:
        return len(ASSURED) + 1
    order = {Assurance.FAILS: 0, Assurance.INCONSISTENT: 1, Assurance.PASSES: 2}
    return order[one.chart.assurance] if one.chart.assurance else len(ASSURED)


def chosen(every: Iterable[Charted], query: Query) -> tuple[Charted, ...]:
    """Those that match the search and the filters, in the order asked for."""
    found = [one for one in every if _matches(one, query)]
    ordered = sorted(found, key=lambda one: (*SORTS[query.sort](one), one.outcome.name.casefold()))
    return tuple(reversed(ordered) if query.descending else ordered)


def _matches(one: Charted, query: Query) -> bool:
    outcome = one.outcome
    changes = {key: those for key, _, those in CHANGES}
    met = {what: key for key, _, what in ASSURED}
    wanted = {name: query.filter(name) for name in ("team", "service", "better", "change", "met")}
    return (
        query.q.casefold() in f"{outcome.name} {outcome.measure}".casefold()
        and wanted["team"] in {"", outcome.team}
        and wanted["service"] in {"", outcome.service}
        and wanted["better"] in {"", outcome.direction.value}
        and (not wanted["change"] or one.chart.variation in changes[wanted["change"]])
        and wanted["met"] in {"", met[one.chart.assurance] if one.has_target and one.chart.assurance else "none"}
    )


def outcomes_page(viewer: Viewer, every: tuple[Charted, ...], table: TablePage) -> OutcomesPage:
    """The outcomes as everybody who may open the page reads them."""
    home = f"/t/{viewer.trust_code}"
    followed = [one for one in every if one.outcome.measure]
    lacking = [(one, missing) for one in every if (missing := missing_parts(one.outcome, one.points))]
    outputs = sum(not one.outcome.measure for one in every)
    answer, more = _answer(followed, outputs)
    return OutcomesPage(
        answer=answer,
        more=more,
        grid=draw_grid(home, followed) if followed else None,
        table=table,
        lacking=_lacking_table(home, lacking) if lacking else None,
        lacking_words=_lacking_words(outputs, len(every)),
        questions=_questions(home) if scope_of(viewer, Action.READ_FINDINGS) else (),
        add=Link("Add an outcome", f"{home}/outcomes/add/") if scope_of(viewer, Action.EDIT_OUTCOMES) else None,
        rule="Made with the rules of NHS England’s Making Data Count. The icons and words are our own. A measure that "
        "is better when lower is turned round before it is placed.",
    )


def _questions(home: str) -> tuple[Link, ...]:
    return (
        Link("Are objectives set as outcomes that can be measured?", f"{home}/questions/outcomes-not-outputs/"),
        Link("Are outcomes owned together by digital and other groups?", f"{home}/questions/outcomes-are-shared/"),
    )


def _answer(followed: Sequence[Charted], outputs: int) -> tuple[str, str]:
    if not followed:
        nothing = "No outcome with a measure is recorded." if outputs else "No outcome is recorded."
        return f"{CANNOT_TELL} {nothing}", ""
    wanting = [one for one in followed if needs_attention(one.chart)]
    worse = [one for one in followed if _change(one) == 0 and one not in wanting]
    if wanting:
        verb = "needs" if len(wanting) == 1 else "need"
        counted = f"{len(wanting)} of {plural(len(followed), 'measure')} {verb} the board’s attention:"
        misses = "it misses its target" if len(wanting) == 1 else "they miss their target"
        return counted, f"{misses} as things stand, and nothing is improving {'it' if len(wanting) == 1 else 'them'}."
    if worse:
        are = "is" if len(worse) == 1 else "are"
        return f"{len(worse)} of {plural(len(followed), 'measure')} {are} getting worse.", ""
    return f"None of {plural(len(followed), 'measure')} misses its target without improving.", ""


def _lacking_words(outputs: int, of: int) -> str:
    if not outputs:
        return ""
    count = "counts" if outputs == 1 else "count"
    return f"{outputs} of {plural(of, 'objective')} {count} things made, not what changed."


def _lacking_table(home: str, lacking: Sequence[tuple[Charted, Sequence[str]]]) -> TablePage:
    ordered = sorted(lacking, key=lambda one: (bool(one[0].outcome.measure), -len(one[1])))
    rows = tuple(
        Row(
            (
                Cell(one.outcome.name, href=f"{home}/outcomes/{one.line.id}/"),
                Cell(one.outcome.measure or "None: it counts what is made"),
                Cell(listed(missing).capitalize()),
                Cell(source_words(one.outcome.origin), look="source"),
            )
        )
        for one, missing in ordered
    )
    heads = tuple(map(ColumnHead, ("Objective", "Measure", "What is missing", "Source")))
    return TablePage("What cannot be followed yet", heads, rows, EmptyState(""), caption_hidden=True)


def list_table(viewer: Viewer, offered: Listing, query: Query, found: Sequence[Charted]) -> TablePage:
    """One page of the list."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No outcome is recorded yet. Without them nobody can tell whether anything got better.",
        Link("Bring the Outcomes sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Outcomes", "outcomes", empty)
    start = min(query.offset, max(0, len(found) - 1) // PAGE_SIZE * PAGE_SIZE)
    rows = [_row(home, one) for one in found[start : start + PAGE_SIZE]]
    return show_table(offered, query, words, rows=rows, total=len(found))


def _row(home: str, one: Charted) -> Row:
    outcome, chart = one.outcome, one.chart
    return Row(
        (
            Cell(outcome.name, href=f"{home}/outcomes/{one.line.id}/", note=outcome.measure or "Counts what is made"),
            Cell(variation_word(chart.variation), icon=changed_icon(chart.variation)),
            Cell(one.target_words, icon=assured_icon(chart.assurance, outcome.direction)),
            _latest(one),
            Cell(figure_words(chart.target, outcome.unit) if chart.target is not None else "–"),
            Cell(outcome.team or "–", note=outcome.service if outcome.service != outcome.team else ""),
            Cell(source_words(outcome.origin), look="source"),
        ),
        id=f"outcome-{one.line.id}",
    )


def _latest(one: Charted) -> Cell:
    if not one.points:
        return Cell("–")
    last = one.chart.counting[-1]
    figure = figure_words(float(one.chart.points.value[last]), one.outcome.unit)
    return Cell(figure, note=short_figure_day(one.chart, one.chart.days[last]))


def outcome_rows(found: Iterable[Charted]) -> list[list[str]]:
    """The filtered rows as a file; what nobody recorded is empty."""
    return [_file_row(one) for one in found]


def _file_row(one: Charted) -> list[str]:
    outcome, chart = one.outcome, one.chart
    last = chart.counting[-1] if one.points else None
    levels = (chart.points.mean, chart.points.lower, chart.points.upper) if last is not None else ()
    limits = [f"{float(each[last]):.10g}" if chart.has_limits else "" for each in levels] or [""] * 3
    return [
        outcome.name,
        outcome.measure,
        outcome.unit,
        better_words(outcome.direction) if outcome.better else "",
        variation_word(chart.variation),
        one.target_words,
        "" if last is None else f"{float(chart.points.value[last]):.10g}",
        "" if last is None else chart.days[last].isoformat(),
        "" if chart.target is None else f"{chart.target:.10g}",
        *limits,
        str(one.points),
        "; ".join(outcome.digital_owner),
        "; ".join(outcome.other_owner),
        outcome.team,
        outcome.service,
        outcome.profile,
        *place_of(outcome.origin),
    ]
