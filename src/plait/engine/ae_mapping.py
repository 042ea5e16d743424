"""Which figures of NHS England's A&E file go to which outcome of a trust: said once, and the file as observations."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from plait.engine.ae_returns import AeMeasure, AeRow, measures_of, organisations_of, read_ae
from plait.engine.column_list import HEADINGS, ColumnList, Row, stated_rows
from plait.engine.mapping import ColumnMapping, Mapped
from plait.engine.nearest import nearest
from plait.engine.outcome_sheets import OBSERVATIONS, PERCENT, UNITS
from plait.engine.sheets import Known, plain
from plait.engine.tables import Line, Problem, Table

ORGANISATION, OUTCOME = "organisation", "outcome"
LISTED = {plain("Organisation"): ORGANISATION, plain("Outcome"): OUTCOME}
OBSERVED = ("Outcome", "Date", "Value")
SHARE = Decimal("0.0001")
"""To how much a share is kept: one patient in a million."""
TOLD_BY: Mapping[AeMeasure, tuple[str, ...]] = {
    AeMeasure.WITHIN: ("fourhour", "4hour", "4hr"),
    AeMeasure.OVER: ("overfour", "over4"),
    AeMeasure.ATTENDANCES: ("attendance",),
    AeMeasure.TWELVE: ("twelvehour", "12hour", "12hr"),
}
"""By which words in its name, folded, an outcome is taken to be the one a figure belongs to."""


def ae_mapping(code: str, outcomes: Mapping[AeMeasure, str]) -> ColumnMapping:
    """The mapping for the figures of one organisation; a figure without an outcome is not kept."""
    kept = {measure.value: outcome for measure, outcome in outcomes.items() if outcome}
    return ColumnMapping(f"A&E figures of {code.upper()}", OBSERVATIONS.name, {ORGANISATION: (code,)}, {OUTCOME: kept})


def code_of(mapping: ColumnMapping) -> str:
    """The organisation whose figures are kept; empty where nobody said."""
    return next(iter(mapping.columns.get(ORGANISATION, ())), "")


def outcome_of(mapping: ColumnMapping, measure: AeMeasure) -> str:
    """The outcome that a figure goes to; empty where it is not kept."""
    return mapping.words.get(OUTCOME, {}).get(measure.value, "")


def suggest_ae(report: Table, known: Known, *, code: str = "", name: str = "") -> ColumnMapping:
    """What Plait would choose by itself: the organisation by its code, else by its name; outcomes by theirs."""
    organisations = organisations_of(report)
    by_name = {plain(told): own for own, told in organisations.items()}
    chosen = code.upper() if code.upper() in organisations else by_name.get(plain(name), "")
    units, free = known.get(UNITS, {}), sorted(known.get("outcomes", {}).values())
    found: dict[AeMeasure, str] = {}
    for measure in measures_of(report):
        is_share = measure is AeMeasure.WITHIN
        fitting = [one for one in free if (units.get(one.casefold()) == PERCENT) == is_share]
        one = next((one for one in fitting if any(word in plain(one) for word in TOLD_BY[measure])), "")
        found[measure] = one
        free = [other for other in free if other != one]
    return ae_mapping(chosen, found)


def observe_ae(table: Table, mapping: ColumnMapping) -> Mapped:
    """The figures of the chosen organisation as lines of observations, each with the line it stands on.

    A month for which nothing was sent has an empty value: it is missing, and not forgotten.
    """
    code = code_of(mapping)
    rows, problems = read_ae([table], code=code)
    kept = [(measure, one) for measure in measures_of(table) if (one := outcome_of(mapping, measure))]
    lines = tuple(
        Line(row.line, (outcome, f"{row.month:%d/%m/%Y}", _text(row, measure)))
        for row in sorted(rows, key=lambda row: row.line)
        for measure, outcome in kept
    )
    if not rows and not problems:
        problems = (_nobody(table, code),)
    return Mapped(replace(table, headings=OBSERVED, lines=lines, rejected=()), problems=problems)


def _text(row: AeRow, measure: AeMeasure) -> str:
    figure = row.figures.get(measure)
    if figure is None:
        return ""
    return f"{figure.quantize(SHARE) if measure is AeMeasure.WITHIN else figure:f}"


def _nobody(table: Table, code: str) -> Problem:
    codes = list(organisations_of(table))
    near = nearest(code, codes) or codes[:3]
    wrong = f"There is no organisation {code} in this file"
    remedy = f"Nearest: {'; '.join(near)}. Choose it under Match the columns" if near else "Bring the file as published"
    return Problem(table.name, None, "Org Code", code, wrong, remedy)


def ae_list(report: Table, known: Known) -> tuple[Row, ...]:
    """The rows of a list for `--columns`, as Plait would fill it in."""
    mapping = suggest_ae(report, known)
    figures = [("Outcome", measure.value, outcome_of(mapping, measure)) for measure in measures_of(report)]
    return (("Organisation", code_of(mapping), ""), *figures)


def read_ae_list(stated: Table, report: Table) -> ColumnList:
    """The mapping that a list states, and every fault of it: an organisation, and for each figure kept an outcome."""
    codes: list[str] = []
    outcomes: dict[AeMeasure, str] = {}
    problems: list[Problem] = []
    for line, (said, text, meant) in zip(stated.lines, stated_rows(stated), strict=True):
        column = LISTED.get(plain(said), "")
        measure = next((one for one in AeMeasure if plain(one) == plain(text)), None)
        if not said and not text:
            continue
        if not column:
            problems.append(_unlisted(stated, line, HEADINGS[0], said, "Organisation; Outcome"))
        elif column == ORGANISATION:
            codes += [text] if text else []
        elif measure is None:
            near = nearest(text, list(AeMeasure)) or list(AeMeasure)
            problems.append(_unlisted(stated, line, HEADINGS[1], text, "; ".join(near)))
        else:
            outcomes[measure] = meant
    mapping = ae_mapping(codes[0] if codes else "", outcomes)
    return ColumnList(mapping, (*problems, *_unsaid(stated, report, mapping)))


def _unlisted(stated: Table, line: Line, column: str, text: str, known: str) -> Problem:
    wrong = f"The A&E file has nothing called “{text}”"
    return Problem(stated.name, line.number, column, text, wrong, f"Write one of: {known}")


def _unsaid(stated: Table, report: Table, mapping: ColumnMapping) -> Iterable[Problem]:
    for _, wrong, remedy in unsaid_of(report, mapping):
        yield Problem(stated.name, None, HEADINGS[1], "", wrong, remedy)


def unsaid_of(report: Table, mapping: ColumnMapping) -> tuple[tuple[str, str, str], ...]:
    """What is still to be said before figures can be kept: which it is, what is wrong, and what to do."""
    found = []
    code, organisations = code_of(mapping), organisations_of(report)
    if code.upper() not in organisations:
        near = nearest(code, list(organisations)) or list(organisations)[:3]
        wrong = f"The file has no organisation {code}" if code else "Nobody said whose figures to keep"
        found.append((ORGANISATION, wrong, f"Choose the organisation by its code, like {'; '.join(near)}"))
    if not any(outcome_of(mapping, measure) for measure in measures_of(report)):
        found.append((OUTCOME, "No figure goes to an outcome", "Choose an outcome for at least one of them"))
    return tuple(found)
