"""The pages of outcomes: the grid of change by target, and a chart of each."""

from collections.abc import Iterable, Sequence

from plait.engine.chart_acts import LEFT_OUT
from plait.engine.litmus.wording import day as full_day
from plait.engine.litmus.wording import listed, many
from plait.engine.outcome_sheets import REBASE
from plait.engine.outcomes import Outcome
from plait.engine.spc.charting import Chart
from plait.engine.spc.reading import Assurance, Variation
from plait.engine.spc.wording import assurance_word, variation_word
from plait.pack.chart_days import figure_day
from plait.pack.chart_meaning import FOLLOWED, answer_words, chart_words
from plait.pack.chart_scale import PERCENT, Size, figure_words
from plait.pack.content import Content
from plait.pack.document import Grid, GridCell, GridRow, Picture, Section, Table, Words
from plait.pack.xmr_chart import Sheet, draw_chart, marks_of

PRINT = Size(width=680, height=236, left=52, right=578, top=36, bottom=202, font=13, is_labelled=True, dot=3.6)
"""A chart as wide as a page, with letters that can be read on paper."""
SHORT = Size(width=680, height=170, left=52, right=578, top=30, bottom=136, font=13, is_labelled=True, dot=3.6)
"""The one on the first page, beneath the verdicts."""
TARGETS: tuple[tuple[str, Assurance | None], ...] = (
    ("Meets its target every time", Assurance.PASSES),
    ("Hit and miss", Assurance.INCONSISTENT),
    ("Misses its target every time", Assurance.FAILS),
    ("No target, or cannot be told", None),
)
CHANGES: tuple[tuple[str, frozenset[Variation | None]], ...] = (
    ("Improving", frozenset({Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW})),
    ("No real change", frozenset({Variation.COMMON_CAUSE})),
    ("Getting worse", frozenset({Variation.CONCERN_HIGH, Variation.CONCERN_LOW})),
    ("Changed, where neither direction is better", frozenset({Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW})),
    ("Too few figures to tell", frozenset({None})),
)
WORSE = frozenset({Variation.CONCERN_HIGH, Variation.CONCERN_LOW})
MOST_NAMED = 3
"""Outcomes that the sentence at the top names; of more it says how many they are."""
ALWAYS = frozenset(("Improving", "No real change", "Getting worse"))
NOTHING = "No outcome is recorded. Without them nobody can tell whether anything gets better for patients."


def outcomes(content: Content) -> Section:
    """Every outcome in the grid, then its chart."""
    missing = _standing_still(content)
    answer = _answer(content, missing) if content.charts else NOTHING
    table = Table(
        "Outcomes by whether they change and meet their target",
        ("Outcome", "Change", "Target", "Latest figure"),
        tuple(_row(one, chart) for one, chart in _by_urgency(content)),
        NOTHING,
        (40, 18, 18, 24),
    )
    notes = (Words(FOLLOWED, small=True),) if content.charts else ()
    blocks = (*_grid(content), table, *_pictures(content), *_acts(content), *notes)
    return Section("outcomes", "Outcomes", answer, blocks, follows=True)


def _answer(content: Content, missing: Sequence[tuple[Outcome, Chart]]) -> str:
    """Which outcomes the board should look at, by name while they are few."""
    worse = [one for one in content.charts if one[1].variation in WORSE]
    said = "No outcome that misses its target stands still."
    if missing:
        misses = "misses its" if len(missing) == 1 else "miss their"
        said = f"{_named(missing)} {misses} target as things stand, and nothing improves there."
    return f"{said} {_named(worse)} {'is' if len(worse) == 1 else 'are'} getting worse." if worse else said


def _named(charted: Sequence[tuple[Outcome, Chart]]) -> str:
    names = [one.name for one, _ in charted]
    return listed(names) if len(names) <= MOST_NAMED else f"{len(names)} outcomes"


def _by_urgency(content: Content) -> list[tuple[Outcome, Chart]]:
    """What the board should look at first: a target missed with nothing better, then what gets worse."""
    missing = {one.name for one, _ in _standing_still(content)}

    def place(charted: tuple[Outcome, Chart]) -> tuple[bool, bool, bool]:
        outcome, chart = charted
        return outcome.name not in missing, chart.variation not in WORSE, chart.variation is None

    return sorted(content.charts, key=place)


def _acts(content: Content) -> Iterable[Table]:
    """Every act on a chart with its reason; none where nothing is followed."""
    if content.charts:
        yield Table(
            "What was done to the charts",
            ("Outcome", "Day", "What", "Reason", "By whom"),
            tuple((one.outcome, full_day(one.day), one.what, one.reason, one.by) for one in content.acts),
            "Nobody let limits start again, left a figure out or noted anything.",
            (22, 15, 15, 30, 18),
        )


def in_question(content: Content) -> Picture | None:
    """The first of the outcomes that miss their target while nothing improves them; none where there is none."""
    return next((_picture("first", content, one, SHORT) for one in _standing_still(content)), None)


def _standing_still(content: Content) -> list[tuple[Outcome, Chart]]:
    return [
        (one, chart) for one, chart in content.charts if chart.assurance is Assurance.FAILS and not _improves(chart)
    ]


def _improves(chart: Chart) -> bool:
    return chart.variation in {Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW}


def _row(outcome: Outcome, chart: Chart) -> tuple[str, ...]:
    if not chart.counting:
        return outcome.name, "Cannot be told", "Cannot be told", "No figure is recorded"
    last = chart.counting[-1]
    figure = f"{_figure(outcome, float(chart.points.value[last]))}, {figure_day(chart, chart.days[last])}"
    target = "No target" if chart.target is None else assurance_word(chart.assurance)
    if chart.target is not None:
        target += f" ({_aim(outcome, chart.target)})"
    return outcome.name, variation_word(chart.variation), target, figure


def _aim(outcome: Outcome, target: float) -> str:
    """A target with its direction: “at least 75%”, “at most 14 days”."""
    way = {1: "at least ", -1: "at most "}.get(outcome.direction.sign, "")
    return f"{way}{_figure(outcome, target)}"


def _grid(content: Content) -> Iterable[Grid]:
    """Every outcome by whether it changes and whether it meets its target; none where nothing is followed."""
    if content.charts:
        rows = [(word, [one for one in content.charts if one[1].variation in those]) for word, those in CHANGES]
        kept = [(word, found) for word, found in rows if found or word in ALWAYS]
        yield Grid(
            "Change by target",
            "Is it changing?",
            tuple(word for word, _ in TARGETS),
            tuple(GridRow(word, tuple(_cell(found, assurance) for _, assurance in TARGETS)) for word, found in kept),
            "Look here: it misses its target as things stand, and nothing improves it.",
        )


def _cell(found: Iterable[tuple[Outcome, Chart]], assurance: Assurance | None) -> GridCell:
    here = [(one, chart) for one, chart in found if _met(chart) is assurance]
    is_hot = any(chart.assurance is Assurance.FAILS and not _improves(chart) for _, chart in here)
    return GridCell(tuple(sorted((one.name for one, _ in here), key=str.casefold)), is_hot)


def _met(chart: Chart) -> Assurance | None:
    return None if chart.target is None else chart.assurance


def _figure(outcome: Outcome, figure: float) -> str:
    unit = f" {outcome.unit}" if outcome.unit not in {"", PERCENT} else ""
    return f"{figure_words(figure, outcome.unit)}{unit}"


def _pictures(content: Content) -> Iterable[Picture]:
    """A chart of each outcome that has figures enough for one, with what is marked on it."""
    for number, (outcome, chart) in enumerate(_by_urgency(content), 1):
        if len(chart.counting) < 2:
            continue
        yield _picture(f"outcome-{number}", content, (outcome, chart), PRINT)


def _picture(id: str, content: Content, charted: tuple[Outcome, Chart], size: Size) -> Picture:
    outcome, chart = charted
    answer, more = answer_words(outcome, chart)
    alt = " ".join(word for word in (answer, more, *chart_words(outcome, chart)) if word)
    marked = [one for one in content.acts if one.kind != LEFT_OUT and one.outcome == outcome.name]
    marks = marks_of((one.day, one.kind == REBASE, one.reason) for one in marked)
    sheet = Sheet(id, outcome.name, alt, outcome.unit, marks, size)
    return Picture(outcome.name, alt, draw_chart(chart, sheet), answer, _beneath(outcome, chart, more))


def _beneath(outcome: Outcome, chart: Chart, more: str) -> str:
    span = f"{figure_day(chart, chart.days[0])} to {figure_day(chart, chart.days[-1])}"
    count = many(len(chart.counting), "figure", "figures")
    measure = f"{outcome.measure}, {span}, {count}." if outcome.measure else f"{span}, {count}."
    return " ".join(word for word in (measure, more) if word)
