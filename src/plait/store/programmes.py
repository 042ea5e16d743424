"""Programmes for pages: each with its milestones, reports, outcomes with their figures, and what people said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from django.db import models

from plait.engine.change_windows import ChangeWindow
from plait.engine.origins import Origin
from plait.engine.places import PlaceFigures
from plait.engine.programmes import Milestone, Move, Programme, Remark, Report, Theme
from plait.engine.stall import Account, Followed
from plait.store.history import rows_of
from plait.store.models import ChangeWindow as ChangeWindowRow
from plait.store.models import ListeningTheme, ProgrammeOutcome, ProgrammeReport
from plait.store.models import Milestone as MilestoneRow
from plait.store.models import Remark as RemarkRow
from plait.store.origins import with_origins
from plait.store.outcomes import MarkLine, OutcomeLine, list_outcomes
from plait.store.paging import Page, Wanted
from plait.store.people import Named
from plait.store.selecting import plain_name, select, select_page
from plait.store.writing import Row

Record = TypeVar("Record", Milestone, Report, Move, Theme, Remark, ChangeWindow)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Record]):
    """A record with the id of its row."""

    id: int
    record: Record


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme with all that is recorded of it up to the day it is asked for.

    `named` says by the name of a column who leads or owns it; `outcomes` are those of the trust on the day, by name.
    """

    id: int
    programme: Programme
    service_id: int | None
    portfolio_id: int | None
    named: dict[str, Named]
    milestones: tuple[Kept[Milestone], ...] = ()
    reports: tuple[Kept[Report], ...] = ()
    moves: tuple[Kept[Move], ...] = ()
    themes: tuple[Kept[Theme], ...] = ()
    remarks: tuple[Kept[Remark], ...] = ()
    windows: tuple[Kept[ChangeWindow], ...] = ()
    outcomes: dict[str, OutcomeLine] = field(default_factory=dict)

    def account(self, on: date) -> Account:
        """The whole story and record of it, for the stall detector."""
        return Account(
            self.programme,
            tuple(one.record for one in self.milestones),
            tuple(one.record for one in self.reports),
            tuple(
                Followed(line.outcome, line.measured, one.record.due_on)
                for one in self.moves
                if (line := self.outcomes.get(one.record.outcome))
            ),
            tuple(one.record for one in self.themes),
            tuple(one.record for one in self.remarks),
        ).until(on)


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One remark of the listening log, and how its theme was answered by the day."""

    id: int
    said_on: date
    remark: str
    session: str
    user_group: str
    theme: str
    told_on: date | None
    kind: str
    days: int
    origin: Origin | None


PEOPLE = ("owner", "lead", "clinical_lead")
_WHO = ", ".join(
    f"{one}.id AS {one}_id, COALESCE({one}.employee_number, '') AS {one}, {one}p.name AS {one}_name" for one in PEOPLE
)
_JOINED = " ".join(
    f"LEFT JOIN store_employment {one} ON {one}.id = o.{one}_id"
    f" LEFT JOIN store_person {one}p ON {one}p.id = {one}.person_id"
    for one in PEOPLE
)
PROGRAMMES = f"""
    SELECT o.id, o.name, o.starts, o.ends, o.purpose, {_WHO}, s.id AS service_id, COALESCE(s.name, '') AS service,
        t.id AS portfolio_id, COALESCE(t.name, '') AS portfolio, o.relaunched_on, o.relaunch_reason,
        o.origin_id, o.origin_line
    FROM store_programme o {_JOINED} LEFT JOIN store_service s ON s.id = o.service_id
    LEFT JOIN store_territory t ON t.id = o.portfolio_id
    WHERE o.trust_id = %(trust)s"""
MILESTONES = """
    SELECT id, programme_id, name, planned_on, replanned_on, done_on, origin_id, origin_line
    FROM store_milestone WHERE trust_id = %(trust)s AND programme_id = ANY(%(programmes)s) ORDER BY planned_on, id"""
REPORTS = """
    SELECT r.id, r.programme_id, r.reported_on, r.status, r.says, r.written_by, COALESCE(o.name, '') AS improving,
        r.in_time, r.origin_id, r.origin_line
    FROM store_programmereport r LEFT JOIN store_outcome o ON o.id = r.improving_id
    WHERE r.trust_id = %(trust)s AND r.programme_id = ANY(%(programmes)s) ORDER BY r.reported_on"""
MOVES = """
    SELECT m.id, m.programme_id, o.name AS outcome, m.due_on, m.origin_id, m.origin_line
    FROM store_programmeoutcome m JOIN store_outcome o ON o.id = m.outcome_id
    WHERE m.trust_id = %(trust)s AND m.programme_id = ANY(%(programmes)s) ORDER BY lower(o.name), m.id"""
THEMES = """
    SELECT t.id, t.programme_id, t.name, t.answer_kind, t.answered_on, t.answer, COALESCE(d.name, '') AS decision,
        t.origin_id, t.origin_line
    FROM store_listeningtheme t LEFT JOIN store_designdecision d ON d.id = t.decision_id
    WHERE t.trust_id = %(trust)s AND t.programme_id = ANY(%(programmes)s) ORDER BY lower(t.name), t.id"""
REMARKS = """
    SELECT r.id, r.programme_id, r.said_on, r.remark, r.session, COALESCE(g.name, '') AS user_group, r.theme, r.told_on,
        r.origin_id, r.origin_line
    FROM store_remark r LEFT JOIN store_usergroup g ON g.id = r.user_group_id
    WHERE r.trust_id = %(trust)s AND r.programme_id = ANY(%(programmes)s) ORDER BY r.said_on, r.id"""
WINDOWS = """
    SELECT w.id, w.programme_id, w.name, w.first_on, w.last_on, COALESCE(d.name, '') AS department,
        COALESCE(s.name, '') AS site, COALESCE(t.name, '') AS team, COALESCE(e.employee_number, '') AS employee_number,
        COALESCE(o.name, '') AS outcome, COALESCE(a.name, '') AS accepted_with, w.accepted_because, w.origin_id,
        w.origin_line
    FROM store_changewindow w LEFT JOIN store_department d ON d.id = w.department_id
    LEFT JOIN store_site s ON s.id = w.site_id LEFT JOIN store_team t ON t.id = w.team_id
    LEFT JOIN store_employment e ON e.id = w.employment_id LEFT JOIN store_outcome o ON o.id = w.outcome_id
    LEFT JOIN store_programme a ON a.id = w.accepted_with_id
    WHERE w.trust_id = %(trust)s AND w.programme_id = ANY(%(programmes)s) ORDER BY w.first_on, w.id"""
LISTED_REMARKS = """
    SELECT * FROM (
        SELECT r.id, r.said_on, r.remark, r.session, COALESCE(g.name, '') AS user_group, r.theme, r.told_on,
            CASE WHEN t.answered_on <= %(on)s THEN t.answer_kind ELSE '' END AS kind,
            COALESCE(r.told_on, %(on)s) - r.said_on AS days, r.origin_id, r.origin_line
        FROM store_remark r LEFT JOIN store_usergroup g ON g.id = r.user_group_id
        LEFT JOIN store_listeningtheme t ON t.programme_id = r.programme_id AND lower(t.name) = lower(r.theme)
        WHERE r.trust_id = %(trust)s AND r.programme_id = %(programme)s AND r.said_on <= %(on)s) known
    WHERE (%(search)s = '' OR strpos(lower(concat_ws(' ', remark, session, user_group, theme)), lower(%(search)s)) > 0)
    AND (%(theme)s = '' OR theme = %(theme)s)
    AND (%(told)s = '' OR (%(told)s = 'yes') = (told_on IS NOT NULL))
    AND (%(state)s = '' OR %(state)s = CASE WHEN kind = '' THEN 'open' ELSE kind END)"""
REMARK_SORTS = {"said": "said_on", "theme": plain_name("theme"), "group": plain_name("user_group"), "days": "days"}
REMARK_FILTERS = ("theme", "told", "state")
PLACES = """
    SELECT outcome_id, max(place) AS place, array_agg(observed_on ORDER BY observed_on) AS days,
        array_agg(value::double precision ORDER BY observed_on) AS figures
    FROM store_placefigure
    WHERE trust_id = %(trust)s AND outcome_id = ANY(%(outcomes)s) AND observed_on <= %(on)s
    GROUP BY outcome_id, lower(place) ORDER BY lower(place)"""
MARKS = """
    SELECT outcome_id, id, marked_on, kind, reason, origin_id, origin_line FROM store_chartmark
    WHERE trust_id = %(trust)s AND outcome_id = ANY(%(outcomes)s) ORDER BY marked_on, kind"""


def list_programmes(trust_id: int, *, on: date) -> tuple[ProgrammeLine, ...]:
    """The programmes of a day, by name; as many queries for one as for hundreds."""
    held = f"{PROGRAMMES} AND o.starts <= %(on)s AND (o.ends IS NULL OR o.ends > %(on)s) ORDER BY lower(o.name), o.id"
    return _whole(trust_id, with_origins(select(held, {"trust": trust_id, "on": on})), on)


def list_plans(trust_id: int, *, on: date) -> tuple[ProgrammeLine, ...]:
    """The programmes that go on or are to come, by name, with their milestones and change windows and nothing else."""
    lasting = f"{PROGRAMMES} AND (o.ends IS NULL OR o.ends > %(on)s) ORDER BY lower(o.name), o.id"
    rows = list(with_origins(select(lasting, {"trust": trust_id, "on": on})))
    names = {row["id"]: str(row["name"]) for row in rows}
    milestones, windows = _kept(trust_id, MILESTONES, Milestone, names), _kept(trust_id, WINDOWS, ChangeWindow, names)
    return tuple(
        replace(_line(row), milestones=tuple(milestones.get(id, ())), windows=tuple(windows.get(id, ())))
        for row in rows
        for id in (row["id"],)
    )


def load_programme(trust_id: int, programme_id: int, *, on: date) -> ProgrammeLine | None:
    """One programme, ended or not; None when the trust has none of this id."""
    rows = with_origins(select(f"{PROGRAMMES} AND o.id = %(id)s", {"trust": trust_id, "id": programme_id}))
    return next(iter(_whole(trust_id, rows, on)), None)


def _whole(trust_id: int, rows: Iterable[Row], on: date) -> tuple[ProgrammeLine, ...]:
    found = list(rows)
    if not found:
        return ()
    names = {row["id"]: str(row["name"]) for row in found}
    milestones, reports = _kept(trust_id, MILESTONES, Milestone, names), _kept(trust_id, REPORTS, Report, names)
    moves, themes = _kept(trust_id, MOVES, Move, names), _kept(trust_id, THEMES, Theme, names)
    remarks, windows = _kept(trust_id, REMARKS, Remark, names), _kept(trust_id, WINDOWS, ChangeWindow, names)
    outcomes = {line.outcome.name: line for line in list_outcomes(trust_id, on=on)}
    return tuple(
        replace(
            _line(row),
            milestones=tuple(milestones.get(row["id"], ())),
            reports=tuple(reports.get(row["id"], ())),
            moves=tuple(moves.get(row["id"], ())),
            themes=tuple(themes.get(row["id"], ())),
            remarks=tuple(remarks.get(row["id"], ())),
            windows=tuple(windows.get(row["id"], ())),
            outcomes=outcomes,
        )
        for row in found
    )


def _line(row: Row) -> ProgrammeLine:
    """A programme and who leads it, without what belongs to it."""
    named = {one: Named(row[f"{one}_id"], row[f"{one}_name"]) for one in PEOPLE if row[f"{one}_id"]}
    return ProgrammeLine(row["id"], _programme(row), row["service_id"], row["portfolio_id"], named)


def _programme(row: Row) -> Programme:
    aside = {"id", "service_id", "portfolio_id", *(f"{one}_{what}" for one in PEOPLE for what in ("id", "name"))}
    return Programme(**{name: value for name, value in row.items() if name not in aside})


def _kept(
    trust_id: int, query: str, kind: Callable[..., Record], names: dict[int, str]
) -> dict[int, list[Kept[Record]]]:
    """The records of a kind by the id of their programme, of the programmes that `names` names."""
    found: dict[int, list[Kept[Record]]] = {}
    for row in with_origins(select(query, {"trust": trust_id, "programmes": list(names)})):
        values = {name: value for name, value in row.items() if name not in {"id", "programme_id"}}
        own = kind(programme=names[row["programme_id"]], **values)
        found.setdefault(row["programme_id"], []).append(Kept(row["id"], own))
    return found


def list_remarks(trust_id: int, programme_id: int, wanted: Wanted, *, on: date) -> Page[RemarkLine]:
    """One page of the listening log of a programme."""
    filters = {name: wanted.filters.get(name, "") for name in REMARK_FILTERS}
    asked = {"trust": trust_id, "programme": programme_id, "on": on, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_REMARKS, REMARK_SORTS, wanted, asked)
    return Page(tuple(RemarkLine(**row) for row in with_origins(rows)), total)


def list_places(trust_id: int, outcomes: Iterable[int], *, on: date) -> dict[int, tuple[PlaceFigures, ...]]:
    """The figures place by place up to a day, by place, of each of these outcomes that has any, by its id."""
    found: dict[int, list[PlaceFigures]] = {}
    for row in select(PLACES, {"trust": trust_id, "outcomes": list(outcomes), "on": on}):
        own = PlaceFigures(row["place"], tuple(row["days"]), tuple(row["figures"]))
        found.setdefault(row["outcome_id"], []).append(own)
    return {outcome: tuple(places) for outcome, places in found.items()}


def list_marks_of(trust_id: int, outcomes: Iterable[int]) -> dict[int, tuple[MarkLine, ...]]:
    """Every mark on the charts of these outcomes, by the id of the outcome, the oldest first."""
    found: dict[int, list[MarkLine]] = {}
    for row in with_origins(select(MARKS, {"trust": trust_id, "outcomes": list(outcomes)})):
        found.setdefault(row.pop("outcome_id"), []).append(MarkLine(**row))
    return {outcome: tuple(marks) for outcome, marks in found.items()}


def rows_about_programme(trust_id: int, programme_id: int) -> dict[str, list[int]]:
    """The rows that tell of one programme, by kind, for `load_history`; of its remarks each tells for itself."""
    tables: tuple[type[models.Model], ...] = (
        MilestoneRow, ProgrammeReport, ProgrammeOutcome, ListeningTheme, ChangeWindowRow,
    )  # fmt: skip
    return {"programme": [programme_id], **rows_of(tables, trust_id=trust_id, programme_id=programme_id)}


def find_programme_of(trust_id: int, kind: str, record_id: int) -> int | None:
    """The programme a milestone, report, outcome, theme or remark is of; None when the trust has no such row."""
    rows = OF_PROGRAMMES[kind]._default_manager.filter(trust_id=trust_id, id=record_id)
    return rows.values_list("programme_id", flat=True).first()


OF_PROGRAMMES: dict[str, type[models.Model]] = {
    "milestone": MilestoneRow, "report": ProgrammeReport, "outcome": ProgrammeOutcome, "theme": ListeningTheme,
    "remark": RemarkRow, "window": ChangeWindowRow,
}  # fmt: skip
"""The tables of what belongs to a programme, by the word of their addresses."""
