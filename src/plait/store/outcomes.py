"""Outcomes for pages: each with its figures and marks, and one of them row by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils import timezone

from plait.engine.chart_acts import ChartAct
from plait.engine.origins import Origin
from plait.engine.outcomes import Measured, Outcome
from plait.store.history import rows_of
from plait.store.models import ChartMark, Observation
from plait.store.origins import with_origins
from plait.store.selecting import select
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome and its figures up to the day it is asked for."""

    id: int
    outcome: Outcome
    measured: Measured


@dataclass(frozen=True, slots=True)
class ObservationLine:
    """One figure as it is recorded; nothing where it is missing, and why it counts in nothing."""

    id: int
    observed_on: date
    value: Decimal | None
    left_out: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One mark on a chart."""

    id: int
    marked_on: date
    kind: str
    reason: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ActLine:
    """When and by whom a mark got its reason, or a figure the reason for which it is left out."""

    at: datetime
    by: str


# The figures of all outcomes in one row each: a list of hundreds asks no more often than a list of one.
OUTCOMES = """
    SELECT o.id, o.name, o.starts, o.ends, o.measure, o.unit, o.better, trim_scale(o.baseline) AS baseline, o.targets,
        o.digital_owner, o.other_owner, o.source, COALESCE(t.name, '') AS team, COALESCE(s.name, '') AS service,
        o.profile, o.origin_id, o.origin_line, m.days, m.figures, m.ghosted, k.rebased
    FROM store_outcome o LEFT JOIN store_team t ON t.id = o.team_id LEFT JOIN store_service s ON s.id = o.service_id
    LEFT JOIN (
        SELECT outcome_id, array_agg(observed_on ORDER BY observed_on) AS days,
            array_agg(value::double precision ORDER BY observed_on) AS figures,
            array_agg(left_out <> '' ORDER BY observed_on) AS ghosted
        FROM store_observation WHERE trust_id = %(trust)s AND observed_on <= %(on)s GROUP BY outcome_id) m
        ON m.outcome_id = o.id
    LEFT JOIN (
        SELECT outcome_id, array_agg(marked_on) AS rebased FROM store_chartmark
        WHERE trust_id = %(trust)s AND kind = 'rebase' GROUP BY outcome_id) k ON k.outcome_id = o.id
    WHERE o.trust_id = %(trust)s"""
OBSERVATIONS = """
    SELECT id, observed_on, trim_scale(value) AS value, left_out, origin_id, origin_line FROM store_observation
    WHERE trust_id = %(trust)s AND outcome_id = %(outcome)s ORDER BY observed_on"""
MARKS = """
    SELECT id, marked_on, kind, reason, origin_id, origin_line FROM store_chartmark
    WHERE trust_id = %(trust)s AND outcome_id = %(outcome)s ORDER BY marked_on, kind"""

ACTS = """
    SELECT DISTINCT ON (kind, record_id) kind, record_id, at, actor_name AS by FROM store_event
    WHERE trust_id = %(trust)s AND (
        kind = 'chartmark' AND record_id IN (
            SELECT id FROM store_chartmark WHERE trust_id = %(trust)s AND outcome_id = %(outcome)s)
            AND COALESCE(before ->> 'reason', '') <> COALESCE(after ->> 'reason', '')
        OR kind = 'observation' AND record_id IN (
            SELECT id FROM store_observation
            WHERE trust_id = %(trust)s AND outcome_id = %(outcome)s AND left_out <> '')
            AND COALESCE(before ->> 'left_out', '') <> COALESCE(after ->> 'left_out', ''))
    ORDER BY kind, record_id, id DESC"""

EVERY_ACT = """
    WITH done AS (
        SELECT DISTINCT ON (kind, record_id) kind, record_id, at, actor_name FROM store_event
        WHERE trust_id = %(trust)s AND (
            kind = 'chartmark' AND COALESCE(before ->> 'reason', '') <> COALESCE(after ->> 'reason', '')
            OR kind = 'observation' AND COALESCE(before ->> 'left_out', '') <> COALESCE(after ->> 'left_out', ''))
        ORDER BY kind, record_id, id DESC)
    SELECT o.name AS outcome, k.marked_on AS day, k.kind, k.reason, d.at, d.actor_name AS by
    FROM store_chartmark k JOIN store_outcome o ON o.id = k.outcome_id
    LEFT JOIN done d ON d.kind = 'chartmark' AND d.record_id = k.id
    WHERE k.trust_id = %(trust)s AND k.marked_on <= %(on)s
    UNION ALL
    SELECT o.name, m.observed_on, 'left out', m.left_out, d.at, d.actor_name
    FROM store_observation m JOIN store_outcome o ON o.id = m.outcome_id
    LEFT JOIN done d ON d.kind = 'observation' AND d.record_id = m.id
    WHERE m.trust_id = %(trust)s AND m.observed_on <= %(on)s AND m.left_out <> ''
    ORDER BY outcome, day, kind"""


def list_outcomes(trust_id: int, *, on: date) -> tuple[OutcomeLine, ...]:
    """The outcomes of a day, by name, with their figures up to it; as many queries for one as for hundreds."""
    asked = f"{OUTCOMES} AND o.starts <= %(on)s AND (o.ends IS NULL OR o.ends > %(on)s) ORDER BY lower(o.name), o.id"
    return tuple(_lines(select(asked, {"trust": trust_id, "on": on})))


def load_outcome(trust_id: int, outcome_id: int, *, on: date) -> OutcomeLine | None:
    """One outcome, ended or not, with its figures up to a day; None when the trust has none of this id."""
    asked = {"trust": trust_id, "on": on, "outcome": outcome_id}
    return next(iter(_lines(select(f"{OUTCOMES} AND o.id = %(outcome)s", asked))), None)


def list_observations(trust_id: int, outcome_id: int) -> tuple[ObservationLine, ...]:
    """Every figure of an outcome, the oldest first."""
    rows = select(OBSERVATIONS, {"trust": trust_id, "outcome": outcome_id})
    return tuple(ObservationLine(**row) for row in with_origins(rows))


def list_marks(trust_id: int, outcome_id: int) -> tuple[MarkLine, ...]:
    """Every mark on the chart of an outcome, the oldest first."""
    return tuple(
        MarkLine(**row) for row in with_origins(select(MARKS, {"trust": trust_id, "outcome": outcome_id}))
    )  # fmt: skip


def list_acts(trust_id: int, outcome_id: int) -> dict[tuple[str, int], ActLine]:
    """Who did what stands on the chart of an outcome, by kind and id of the mark, or of the figure that is left out."""
    rows = select(ACTS, {"trust": trust_id, "outcome": outcome_id})
    return {(row["kind"], row["record_id"]): ActLine(row["at"], row["by"]) for row in rows}


def list_every_act(trust_id: int, *, on: date) -> tuple[ChartAct, ...]:
    """What was done to any chart of a trust up to a day, with who did it and when; by outcome and day."""
    rows = select(EVERY_ACT, {"trust": trust_id, "on": on})
    return tuple(
        ChartAct(row["outcome"], row["day"], row["kind"], row["reason"], _by(row["by"], row["at"])) for row in rows
    )


def _by(name: str | None, at: datetime | None) -> str:
    return f"{name}, {timezone.localtime(at):%-d %B %Y}" if at else ""


def rows_about_outcome(trust_id: int, outcome_id: int) -> dict[str, list[int]]:
    """The rows that tell of one outcome, its figures and its marks, by kind, for `load_history`."""
    tables: tuple[type[models.Model], ...] = (Observation, ChartMark)
    return {"outcome": [outcome_id], **rows_of(tables, trust_id=trust_id, outcome_id=outcome_id)}


def _lines(rows: Iterable[Row]) -> list[OutcomeLine]:
    return [_line(row) for row in with_origins(rows)]


def _line(row: Row) -> OutcomeLine:
    days, figures, ghosted, rebased = (
        tuple(row.pop(name) or ()) for name in ("days", "figures", "ghosted", "rebased")
    )  # fmt: skip
    words = {name: tuple(row[name]) for name in ("targets", "digital_owner", "other_owner")}
    outcome = Outcome(**{**{name: value for name, value in row.items() if name != "id"}, **words})
    return OutcomeLine(row["id"], outcome, Measured(days, figures, ghosted, frozenset(rebased)))
