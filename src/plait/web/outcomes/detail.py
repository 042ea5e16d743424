"""What the page of one outcome shows: its chart, what that means, every figure, and the way to the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from markupsafe import Markup

from plait.engine.outcome_sheets import REBASE, split_target
from plait.engine.outcomes import Outcome, missing_parts, series_of
from plait.engine.permissions import Action, Viewer, reaches
from plait.engine.spc.charting import Chart, chart
from plait.engine.spc.wording import (
    Signal,
    assurance_word,
    better_words,
    chart_rules,
    signals,
    variation_word,
)
from plait.pack.chart_days import figure_day, short_figure_day
from plait.pack.chart_meaning import answer_words, assured_words, changed_words, chart_words, signal_words
from plait.pack.chart_scale import NARROW, PERCENT, WIDE, Size, figure_words
from plait.pack.xmr_chart import Mark, Sheet, draw_chart, kinds_of, marks_of
from plait.store.history import HistoryLine
from plait.store.outcomes import ActLine, MarkLine, ObservationLine, OutcomeLine
from plait.web.outcomes.figures import figures_of, figures_table
from plait.web.outcomes.icons import (
    KINDS,
    as_drawn,
    assured_icon,
    band_icon,
    changed_icon,
    median_icon,
    shape_icon,
    target_icon,
)
from plait.web.shared.jinja import full_date
from plait.web.shared.origins import runs_words, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage

SHOWN_HISTORY = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the facts beneath the title: an icon or a figure, a word, and what it means."""

    icon: Markup
    word: str
    means: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One shape of the chart and what it stands for."""

    icon: Markup
    text: str


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """One mark with the number it has on the chart."""

    number: int
    when: str
    what: str
    is_rebase: bool
    done: str
    source: str
    edit: Link | None


@dataclass(frozen=True, slots=True)
class LeftOutEntry:
    """One figure that counts in nothing, with its reason and who left it out."""

    what: str
    reason: str
    done: str
    source: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of one outcome beside itself: figures, marks, who did both, and all that happened."""

    figures: Sequence[ObservationLine]
    marks: Sequence[MarkLine]
    acts: Mapping[tuple[str, int], ActLine]
    history: Iterable[HistoryLine]


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """One outcome, ready for its template."""

    name: str
    answer: str
    more: str
    readings: tuple[Reading, ...]
    wide: Markup
    narrow: Markup
    key: tuple[KeyEntry, ...]
    told: tuple[str, ...]
    signals: TablePage
    marks: tuple[MarkEntry, ...]
    left_out: tuple[LeftOutEntry, ...]
    suggestion: str
    accept: Link | None
    figures: TablePage
    downloads: tuple[Link, ...]
    rule: str
    about: tuple[Definition, ...]
    lacking: str
    history: tuple[HistoryEntry, ...]
    actions: tuple[Link, ...]


def charted(line: OutcomeLine) -> Chart:
    """The chart of one outcome."""
    return chart(series_of(line.outcome, line.measured))


def outcome_page(viewer: Viewer, line: OutcomeLine, recorded: Recorded) -> OutcomePage:
    """One outcome as this viewer reads it; who may change it is shown the ways."""
    outcome, drawn, marks = line.outcome, charted(line), recorded.marks
    here = f"/t/{viewer.trust_code}/outcomes/{line.id}/"
    may_edit = reaches(viewer, Action.EDIT_OUTCOMES, teams=[outcome.team])
    answer, more = answer_words(outcome, drawn)
    has_points = bool(drawn.counting)
    return OutcomePage(
        name=outcome.name,
        answer=answer,
        more=more,
        readings=_readings(outcome, drawn) if has_points else (),
        wide=_drawn(line, drawn, marks, WIDE, "wide"),
        narrow=_drawn(line, drawn, marks, NARROW, "narrow"),
        key=_key(drawn) if has_points else (),
        told=tuple(chart_words(outcome, drawn)),
        signals=_signals(drawn),
        marks=_marks(here if may_edit else "", recorded),
        left_out=_left_out(drawn, outcome.unit, recorded),
        suggestion=_suggestion(drawn),
        accept=_accept(here, drawn) if may_edit else None,
        figures=figures_table(figures_of(drawn, outcome.unit, recorded.figures), here if may_edit else ""),
        downloads=_downloads(here) if has_points else (),
        rule=chart_rules(drawn),
        about=_about(line.outcome),
        lacking=_lacking(outcome, drawn),
        history=tuple(show_history(_telling(recorded.history)))[:SHOWN_HISTORY],
        actions=_actions(here) if may_edit else (),
    )


def _downloads(here: str) -> tuple[Link, ...]:
    return Link("Download the figures (CSV)", "?format=csv"), Link("Download the chart (SVG)", f"{here}chart.svg")


def _actions(here: str) -> tuple[Link, ...]:
    return (
        Link("Add a figure", f"{here}figures/add/"),
        Link("Mark the chart", f"{here}marks/add/"),
        Link("Change this outcome", f"{here}edit/"),
    )


def _telling(history: Iterable[HistoryLine]) -> Iterable[HistoryLine]:
    """Without the figures that a file brought: the table beneath the chart says of each where it came from."""
    return (line for line in history if not (line.kind == "observation" and line.action == "added"))


def drawn_alone(line: OutcomeLine, marks: Sequence[MarkLine]) -> str:
    """The chart as a file of its own."""
    return str(_drawn(line, charted(line), marks, WIDE, "chart"))


def _drawn(line: OutcomeLine, drawn: Chart, marks: Sequence[MarkLine], size: Size, id: str) -> Markup:
    words = " ".join((*answer_words(line.outcome, drawn), *chart_words(line.outcome, drawn)))
    sheet = Sheet(f"xmr-{id}", line.outcome.name, words, line.outcome.unit, _numbered(marks), size)
    return as_drawn(draw_chart(drawn, sheet))


def _numbered(marks: Iterable[MarkLine]) -> tuple[Mark, ...]:
    return marks_of((one.marked_on, one.kind == REBASE, one.reason) for one in marks)


def _readings(outcome: Outcome, drawn: Chart) -> tuple[Reading, ...]:
    last, has_target = drawn.counting[-1], drawn.target is not None
    figure = figure_words(float(drawn.points.value[last]), outcome.unit)
    unit = f"In {outcome.unit}. " if outcome.unit not in {"", PERCENT} else ""
    target = "No target holds" if drawn.target is None else f"Target {figure_words(drawn.target, outcome.unit)}"
    shown = Markup('<b class="app-reading__figure">{}</b>').format(figure)
    return (
        Reading(changed_icon(drawn.variation), variation_word(drawn.variation), changed_words(drawn)),
        Reading(
            assured_icon(drawn.assurance, outcome.direction),
            assurance_word(drawn.assurance) if has_target else "No target",
            assured_words(outcome, drawn),
        ),
        Reading(shown, figure_day(drawn, drawn.days[last]), f"{unit}{target}. {better_words(outcome.direction)}"),
    )


def _key(drawn: Chart) -> tuple[KeyEntry, ...]:
    """The shapes that stand on this chart, and its lines."""
    found = {*kinds_of(drawn), *(("usual",) if drawn.has_limits else ())}
    shapes = [KeyEntry(shape_icon(kind), words) for kind, words in KINDS.items() if kind in found]
    if drawn.has_limits:
        shapes.append(KeyEntry(band_icon(), "Mean, and where figures usually fall"))
    if drawn.median_at(drawn.counting[-1]) is not None:
        shapes.append(KeyEntry(median_icon(), "Median: half of the figures lie above it, half below"))
    if drawn.series.targets:
        shapes.append(KeyEntry(target_icon(), "Target"))
    return tuple(shapes)


def _signals(drawn: Chart) -> TablePage:
    told = ((_when(drawn, one), one.rule.capitalize(), signal_words(one)) for one in signals(drawn))
    rows = tuple(Row(tuple(map(Cell, one))) for one in told)
    heads = tuple(map(ColumnHead, ("When", "Rule", "What it tells of")))
    nothing = "No rule marks any figure: ups and downs only." if drawn.has_limits else "No rule can be used yet."
    return TablePage("Which rule fired, and when", heads, rows, EmptyState(nothing), caption_hidden=True)


def _when(drawn: Chart, one: Signal) -> str:
    first, last = (short_figure_day(drawn, day) for day in (one.first, one.last))
    return first if first == last else f"{first} to {last}"


def _marks(here: str, recorded: Recorded) -> tuple[MarkEntry, ...]:
    ordered = sorted(recorded.marks, key=lambda one: (one.marked_on, one.kind == REBASE, one.reason))
    return tuple(
        MarkEntry(
            number,
            full_date(one.marked_on),
            one.reason,
            one.kind == REBASE,
            _done(recorded.acts.get(("chartmark", one.id))),
            source_words(one.origin),
            Link("Change", f"{here}marks/{one.id}/edit/") if here else None,
        )
        for number, one in enumerate(ordered, 1)
    )


def _left_out(drawn: Chart, unit: str, recorded: Recorded) -> tuple[LeftOutEntry, ...]:
    """The figures that count in nothing, the oldest first."""
    return tuple(
        LeftOutEntry(
            f"{figure_day(drawn, one.observed_on)}, {_figure(one.value, unit)}",
            one.left_out,
            _done(recorded.acts.get(("observation", one.id))),
            source_words(one.origin),
        )
        for one in recorded.figures
        if one.left_out
    )


def _figure(value: Decimal | None, unit: str) -> str:
    return "missing" if value is None else figure_words(float(value), unit)


def _done(act: ActLine | None) -> str:
    """Who did it and when; nothing where no event tells of it."""
    return f"{act.by}, {full_date(timezone.localtime(act.at).date())}" if act else ""


def _suggestion(drawn: Chart) -> str:
    if drawn.suggested is None:
        return ""
    return (
        f"Every figure since {figure_day(drawn, drawn.suggested)} lies on one side of the mean. If the work itself was "
        "changed then, the limits may start again there. That is for a person to decide, with the reason."
    )


def _accept(here: str, drawn: Chart) -> Link | None:
    if drawn.suggested is None:
        return None
    return Link("Start the limits again, with the reason", f"{here}marks/add/?day={drawn.suggested:%d/%m/%Y}")


def _lacking(outcome: Outcome, drawn: Chart) -> str:
    missing = missing_parts(outcome, len(drawn.counting))
    return f"What is missing: {'; '.join(missing)}." if missing else ""


def _target(text: str, unit: str) -> str:
    figure, day = split_target(text)
    return figure_words(float(figure), unit) + (f" from {full_date(day)}" if day else "")


def _about(outcome: Outcome) -> tuple[Definition, ...]:
    said, baseline = "Not recorded", outcome.baseline
    return (
        Definition("Measure", outcome.measure or "None: it counts what is made"),
        Definition("Unit", outcome.unit or said),
        Definition("Better", better_words(outcome.direction) if outcome.better else said),
        Definition("Baseline", said if baseline is None else figure_words(float(baseline), outcome.unit)),
        Definition("Target", "; ".join(_target(one, outcome.unit) for one in outcome.targets) or said),
        Definition("Digital owner", "; ".join(outcome.digital_owner) or "Nobody"),
        Definition("Other owner", "; ".join(outcome.other_owner) or "Nobody"),
        Definition("Data source", outcome.source or said),
        Definition("Team", outcome.team or said),
        Definition("Service", outcome.service or said),
        Definition("Runs", runs_words(outcome.starts, outcome.ends)),
        Definition("Where it came from", source_words(outcome.origin)),
    )
