"""Matching NHS England's A&E file: whose figures are kept, and which outcome each of them goes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plait.engine.ae_mapping import (
    ORGANISATION,
    OUTCOME,
    ae_mapping,
    code_of,
    outcome_of,
    suggest_ae,
    unsaid_of,
)
from plait.engine.ae_returns import AeMeasure, measures_of, organisations_of
from plait.engine.mapping import ColumnMapping
from plait.web.imports.columns import ColumnsPage, Matching, Report
from plait.web.shared.page import Choice, Fault

LEAD = (
    "is NHS England’s monthly A&E file. Say once whose figures are kept and which outcome each goes to; next month’s "
    "file is recognised."
)
NO_OUTCOME = "No outcome is recorded yet that figures could go to."
HINTS: Mapping[AeMeasure, str] = {
    AeMeasure.WITHIN: "In per cent of all attendances, of every kind of department.",
    AeMeasure.ATTENDANCES: "All attendances of the month, of every kind of department.",
    AeMeasure.OVER: "How many waited more than four hours from arrival.",
    AeMeasure.TWELVE: "How many waited twelve hours or more from the decision to admit.",
}


def suggested_mapping(report: Report) -> ColumnMapping:
    """What Plait would choose by itself."""
    return suggest_ae(report.table, report.known, code=report.code, name=report.trust)


def read_mapping(report: Report, typed: Mapping[str, str], _saved: ColumnMapping | None) -> ColumnMapping:
    """The mapping a form states; an organisation or an outcome that was not offered is left aside."""
    code = typed.get(ORGANISATION, "")
    offered = set(_outcomes(report))
    outcomes = {one: typed.get(_field(one), "") for one in measures_of(report.table)}
    return ae_mapping(
        code if code in organisations_of(report.table) else "",
        {one: outcome for one, outcome in outcomes.items() if outcome in offered},
    )


def faults_of(report: Report, mapping: ColumnMapping) -> tuple[Fault, ...]:
    """What is still to be said before the mapping can be saved."""
    first = _field(measures_of(report.table)[0])
    fields = {ORGANISATION: ORGANISATION, OUTCOME: first}
    faults = [Fault(f"{wrong}. {remedy}", fields[what]) for what, wrong, remedy in unsaid_of(report.table, mapping)]
    used = [outcome for one in measures_of(report.table) if (outcome := outcome_of(mapping, one))]
    faults += [
        Fault(f"{outcome} can take one of the figures only. Choose another outcome, or none", first)
        for outcome in sorted({one for one in used if used.count(one) > 1})
    ]
    return tuple(faults)


def columns_page(report: Report, mapping: ColumnMapping, faults: tuple[Fault, ...] = ()) -> ColumnsPage:
    """The form with what is chosen so far."""
    said = {fault.field: fault.text for fault in faults}
    organisations = organisations_of(report.table)
    told = [(code, f"{code}: {name}" if name else code) for code, name in organisations.items()]
    fields = [(ORGANISATION, "Organisation", "Whose figures are kept.", _choices(told, code_of(mapping), "Nobody"))]
    outcomes = [(one, one) for one in _outcomes(report)]
    for measure in measures_of(report.table):
        choices = _choices(outcomes, outcome_of(mapping, measure), "Do not keep it")
        fields.append((_field(measure), f"Outcome for: {measure}", HINTS[measure], choices))
    return ColumnsPage(
        report.table.name,
        mapping.name,
        tuple(Matching(*field, error=said.get(field[0], "")) for field in fields),
        lead=LEAD,
        asks_name=False,
        nothing="" if outcomes else NO_OUTCOME,
        faults=faults,
    )


def _field(measure: AeMeasure) -> str:
    return measure.name.casefold()


def _outcomes(report: Report) -> list[str]:
    return sorted(report.known.get("outcomes", {}).values(), key=str.casefold)


def _choices(offered: Iterable[tuple[str, str]], chosen: str, nothing: str) -> tuple[Choice, ...]:
    listed = tuple(Choice(value, text, value == chosen) for value, text in offered)
    return (Choice("", nothing, not any(one.selected for one in listed)), *listed)
