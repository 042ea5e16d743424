"""Strategy for pages: the objectives of a trust with the outcomes that measure them, and what it chose not to do."""

from dataclasses import dataclass
from datetime import date

from plait.engine.outcomes import Outcome
from plait.engine.strategy import Links, NotChosen, Objective, links_of
from plait.store.history import rows_of
from plait.store.models import NotChosen as NotChosenRow
from plait.store.models import Objective as ObjectiveRow
from plait.store.origins import with_origins
from plait.store.selecting import HOLDS, plain_name, select


@dataclass(frozen=True, slots=True)
class Strategy:
    """How the objectives of a day are linked with its outcomes; ids by name of either."""

    links: Links
    objective_ids: dict[str, int]
    outcome_ids: dict[str, int]


@dataclass(frozen=True, slots=True)
class NotChosenLine:
    """One thing the trust chose not to do, with the day of its decision and the meeting that took it."""

    id: int
    choice: NotChosen
    decided_on: date
    meeting_id: int | None
    is_draft: bool


OBJECTIVES = f"""
    SELECT id, name, starts, ends, is_digital, measured_by, reviewed_on, origin_id, origin_line
    FROM store_objective o WHERE trust_id = %(trust)s AND {HOLDS.format("o")}"""
OUTCOMES = f"""
    SELECT id, name, starts, measure, digital_owner, origin_id, origin_line
    FROM store_outcome o WHERE trust_id = %(trust)s AND {HOLDS.format("o")}"""
NOT_CHOSEN = f"""
    SELECT n.id, n.name, n.reason, n.decided_on, COALESCE(m.name, '') AS meeting, n.decision, n.instead, n.asked_by,
        n.look_again_on, COALESCE(n.decided_on, m.held_on) AS day, n.meeting_id, m.status = 'draft' AS is_draft,
        n.origin_id, n.origin_line
    FROM store_notchosen n LEFT JOIN store_meeting m ON m.id = n.meeting_id
    WHERE n.trust_id = %(trust)s AND (%(drafts)s OR m.status IS DISTINCT FROM 'draft')
    ORDER BY {plain_name("n.name")}"""


def load_strategy(trust_id: int, *, on: date) -> Strategy:
    """The objectives and outcomes of the day, linked; three queries, however many they are."""
    asked = {"trust": trust_id, "on": on}
    objectives, outcomes = with_origins(select(OBJECTIVES, asked)), with_origins(select(OUTCOMES, asked))
    objective_ids = {row["name"]: row.pop("id") for row in objectives}
    outcome_ids = {row["name"]: row.pop("id") for row in outcomes}
    links = links_of(
        (Objective(**row | {"measured_by": tuple(row["measured_by"])}) for row in objectives),
        (Outcome(**row | {"digital_owner": tuple(row["digital_owner"])}) for row in outcomes),
    )
    return Strategy(links, objective_ids, outcome_ids)


def list_not_chosen(trust_id: int, *, drafts: bool) -> tuple[NotChosenLine, ...]:
    """Everything the trust chose not to do, by name; with what meetings in draft decided, or without."""
    rows = with_origins(select(NOT_CHOSEN, {"trust": trust_id, "drafts": drafts}))
    kept = ("id", "day", "meeting_id", "is_draft")
    return tuple(
        NotChosenLine(
            row["id"],
            NotChosen(**{name: value for name, value in row.items() if name not in kept}),
            row["day"],
            row["meeting_id"],
            bool(row["is_draft"]),
        )
        for row in rows
    )


def find_objective(trust_id: int, objective_id: int) -> tuple[str, date | None] | None:
    """What an objective is called and the first day that no longer counts; None when there is none of this id."""
    found = ObjectiveRow.objects.filter(trust_id=trust_id, id=objective_id).values_list("name", "ends").first()
    return (found[0], found[1]) if found else None


def find_not_chosen(trust_id: int, choice_id: int) -> str:
    """What it is that was not chosen; empty when the trust has none of this id."""
    rows = NotChosenRow.objects.filter(trust_id=trust_id, id=choice_id)
    return rows.values_list("name", flat=True).first() or ""


def rows_about_objectives(trust_id: int) -> dict[str, list[int]]:
    """The rows of the objectives, for their history."""
    return rows_of((ObjectiveRow,), trust_id=trust_id)


def rows_about_choices(trust_id: int) -> dict[str, list[int]]:
    """The rows of what was not chosen, for their history."""
    return rows_of((NotChosenRow,), trust_id=trust_id)
