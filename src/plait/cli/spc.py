"""`plait spc`: a chart of any table of days and figures, or of NHS England's A&E file; JSON, CSV, SVG or words."""

import csv
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from plait.cli.days import Day
from plait.cli.files import problem_lines
from plait.cli.outcome import Ends, Exit, as_json, counted, print_json, table_of
from plait.engine.ae_returns import AeMeasure, is_ae_return, months_of, read_ae
from plait.engine.measures import Asked, MeasuresRead, check_asked, check_series, read_measures
from plait.engine.outcome_sheets import ALSO_BETTER, BETTER_CHOICES, read_unit
from plait.engine.spc.charting import Chart, Series, Target, chart_all
from plait.engine.spc.plain import file_heads, file_rows, plain_chart
from plait.engine.spc.profiles import MDC, PROFILES
from plait.engine.spc.reading import Direction
from plait.engine.spc.wording import assurance_word, chart_rules, signals, variation_word
from plait.engine.tables import Book, Problem
from plait.files.celltext import neutral
from plait.files.reading import read_book
from plait.pack.xmr_chart import Sheet, draw_chart

LONDON = ZoneInfo("Europe/London")
WAYS = {word.casefold(): Direction(way) for word, way in {**BETTER_CHOICES, **ALSO_BETTER}.items()}


@click.command("spc")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--better", type=click.Choice(list(WAYS), case_sensitive=False), help="Which way is better.")
@click.option("--target", type=float, help="The figure to reach.")
@click.option("--rebase", "rebased", type=Day(), multiple=True, help="A day on which limits start again; repeatable.")
@click.option("--unit", default="", help="What the figures count; % keeps them from 0 to 100.")
@click.option("--rules", default=MDC.name, type=click.Choice(list(PROFILES)), help="The rules to chart by.")
@click.option("--org", default="", help="Of an A&E file: the organisation, by its code.")
@click.option("--measure", default=AeMeasure.WITHIN.value, type=click.Choice([one.value for one in AeMeasure]))
@click.option("--csv", "is_csv", is_flag=True, help="Answer with every figure as CSV.")
@click.option("--svg", type=click.Path(path_type=Path), help="Draw the chart into this file.")
@as_json
def command(path: Path, **given: Any) -> Exit:
    """Chart the figures of FILE by the rules of Making Data Count.

    FILE is a CSV or a workbook with a column Date and a column Value, and with a column Measure where it holds
    several; or NHS England's monthly A&E file, or a folder of them. Nothing is saved.
    """
    book = _book(path)
    asked = Asked(
        WAYS[given["better"].casefold()] if given["better"] else None,
        given["target"],
        frozenset(given["rebased"]),
        read_unit(given["unit"]) if given["unit"] else "",
        PROFILES[given["rules"]],
        datetime.now(LONDON).date(),
    )
    told = _read(book, asked, given)
    if told.problems:
        for line in problem_lines(sorted(told.problems, key=lambda one: one.line or 0), is_all=True):
            click.echo(line, err=True)
        return Exit.FAULTS
    names = [name for name, _ in told.series]
    charts = chart_all([one for _, one in told.series])
    if given["svg"]:
        _draw(given["svg"], names, charts, asked.unit)
    _tell(names, charts, given)
    return Exit.FINE


def _book(path: Path) -> Book:
    if not path.exists():
        raise Ends(Exit.USAGE, f"There is no file or folder {path}.")
    return read_book(path)


def _read(book: Book, asked: Asked, given: dict[str, Any]) -> MeasuresRead:
    if book.problems:
        return MeasuresRead(problems=book.problems)
    returns = [table for table in book.tables if is_ae_return(table)]
    if returns:
        return _read_returns(returns, asked, given)
    read = [read_measures(table, asked) for table in book.tables if table.lines]
    if not read:
        return MeasuresRead(problems=(Problem(book.name, None, "", "", "There is no row in this file", "Add some"),))
    return MeasuresRead(
        tuple(one for each in read for one in each.series), tuple(one for each in read for one in each.problems)
    )


def _read_returns(returns: Sequence[Any], asked: Asked, given: dict[str, Any]) -> MeasuresRead:
    rows, problems = read_ae(returns)
    if problems:
        return MeasuresRead(problems=problems)
    measure, code = AeMeasure(given["measure"]), given["org"]
    if not code:
        raise Ends(Exit.USAGE, "Name the organisation by its code, like --org RXX.")
    try:
        months = months_of(rows, code, measure)
    except KeyError as missing:
        raise Ends(Exit.USAGE, f"{missing.args[0]}.") from missing
    way = asked.direction or (Direction.INCREASE if measure is AeMeasure.WITHIN else Direction.DECREASE)
    series = Series(
        tuple(month for month, _, _ in months),
        tuple(None if figure is None else float(figure) for _, figure, _ in months),
        rebased=asked.rebased,
        direction=way,
        targets=() if asked.target is None else (Target(asked.target),),
        profile=asked.profile,
    )
    name = f"{months[0][2].name}, {measure.value}"
    table = returns[0].name
    wrong = (
        *check_series(table, name, series, {month: row.line for month, _, row in months}),
        *check_asked(table, _with(asked, way), [series]),
    )
    return MeasuresRead(((name, series),), wrong)


def _with(asked: Asked, way: Direction) -> Asked:
    return Asked(way, asked.target, asked.rebased, asked.unit, asked.profile, asked.today)


def _draw(path: Path, names: Sequence[str], charts: Sequence[Chart], unit: str) -> None:
    if len(charts) > 1:
        raise Ends(
            Exit.USAGE, f"The file holds {counted(len(charts), 'measure')}: a picture shows one. Keep one of them."
        )
    words = " ".join(_words(names[0], charts[0]))
    drawn = draw_chart(charts[0], Sheet("xmr", names[0], words, unit))
    try:
        path.write_text(drawn, encoding="utf-8")
    except OSError as fault:
        raise Ends(
            Exit.USAGE, f"{path} cannot be written: {fault.strerror}. Name a file in a folder that is there."
        ) from fault


def _tell(names: Sequence[str], charts: Sequence[Chart], given: dict[str, Any]) -> None:
    if given["is_json"]:
        print_json({"measures": [plain_chart(name, made) for name, made in zip(names, charts, strict=True)]})
    elif given["is_csv"]:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(file_heads())
        for name, made in zip(names, charts, strict=True):
            writer.writerows([neutral(cell) for cell in row] for row in file_rows(name, made))
    else:
        for name, made in zip(names, charts, strict=True):
            click.echo("\n".join(_words(name, made)))
            click.echo("")
        click.echo(chart_rules(charts[0]))


def _words(name: str, made: Chart) -> Iterable[str]:
    yield f"{name}: {variation_word(made.variation)}."
    counting = made.counting
    if made.variation is None:
        least = made.series.profile.least
        few = ", in no stretch enough" if len(counting) >= least else ""
        yield f"{counted(len(counting), 'figure')}{few}: limits are worked out from {least}."
    if made.target is not None:
        yield f"Target {made.target:g}: {assurance_word(made.assurance).lower()}."
    if counting and (median := made.median_at(counting[-1])) is not None:
        yield f"Until then this is a run chart. Median {median:.4g}."
    if made.has_limits:
        last = counting[-1]
        mean, lower, upper = (float(one[last]) for one in (made.points.mean, made.points.lower, made.points.upper))
        yield f"Mean {mean:.4g}, limits {lower:.4g} to {upper:.4g}."
    if made.missing:
        yield f"{counted(len(made.missing), made.rhythm.word)} missing: {_days(made.missing)}."
    rows = [(f"{one.first:%d/%m/%Y}", f"{one.last:%d/%m/%Y}", one.rule) for one in signals(made)]
    if rows:
        yield table_of([("From", "To", "Rule"), *rows])
    if made.suggested:
        day = f"{made.suggested:%d/%m/%Y}"
        yield f"A shift has lasted since {day}: --rebase {day} if the work itself was changed then."


def _days(days: Sequence[date]) -> str:
    return ", ".join(f"{day:%d/%m/%Y}" for day in days[:6]) + (" …" if len(days) > 6 else "")
