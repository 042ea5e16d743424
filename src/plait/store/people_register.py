"""The register of people: one line of the sheet, kept as a person, an employment and its assignments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plait.engine.cells import Value
from plait.engine.comparing import Change
from plait.engine.people import DATED, PEOPLE
from plait.engine.sheets import Entry, Key, Values
from plait.store.models import Assignment, Employment, Person
from plait.store.names import Names
from plait.store.registers import DAY, NOTHING_SAID, Batch, Said, Standing, next_row, origin_of
from plait.store.writing import Row, Writing, draw_ids

OF_PERSON = ("name", "email", "registration_body", "registration_number")
OF_EMPLOYMENT = ("employee_number", "starts", "ends")
REFS = {
    "staff_group": "staff groups",
    "department": "departments",
    "site": "sites",
    "manager": "people",
    "post": "posts",
}


@dataclass(frozen=True, slots=True)
class PeopleRegister:
    """The sheet of people and its three tables. `Standing.rows` holds person, employment, assignment."""

    sheet = PEOPLE
    model = Employment
    dated = DATED

    def load_standing(
        self, trust_id: int, on: date, names: Names, *, only: int | None = None, said: Said = NOTHING_SAID
    ) -> dict[Key, Standing]:
        """Every employee number as it stands on `on`: the assignment of that day, or else the nearest.

        With `only`, just the employment of that id. An employment that has ended stands, whatever is `said`.
        """
        del said
        chosen = {} if only is None else {"id": only}
        of_chosen = {f"employment__{column}": value for column, value in chosen.items()}
        persons = Person.objects.filter(employment__trust_id=trust_id, **of_chosen).values()
        people: dict[int, Row] = {row["id"]: {**row} for row in persons}
        assignments: dict[int, list[Row]] = {}
        rows = Assignment.objects.filter(trust_id=trust_id, **of_chosen).order_by("starts").values()
        for row in rows:
            assignments.setdefault(row["employment_id"], []).append({**row})
        standing: dict[Key, Standing] = {}
        employments = Employment.objects.filter(trust_id=trust_id, **chosen).order_by("id").values()
        for employment in employments:
            assignment = _holding_on(assignments[employment["id"]], on)
            whole = (people[employment["person_id"]], {**employment}, assignment)
            number = employment["employee_number"].casefold()
            standing[(number,)] = Standing(values_of(whole, names), whole)
        return standing

    def save(self, pen: Writing, batch: Batch, standing: Mapping[Key, Standing], names: Names) -> None:
        """Write a batch: new people, changes of their assignment as of its day or as corrections, and ends."""
        self._add(pen, batch, names)
        people: list[tuple[Row, Row]] = []
        employments: list[tuple[Row, Row]] = []
        assignments = _Assignments(_first_rows(batch, standing))
        for change in batch.changed:
            person, employment, assignment = standing[change.entry.key].rows
            fields = change.before.keys()
            origin = origin_of(batch, change.entry)
            if fields & set(OF_PERSON):
                people.append((person, stated(OF_PERSON, change.entry.values)))
            if fields & set(OF_EMPLOYMENT):
                employments.append((employment, {**_dates(change), **origin}))
            held = {**assignment_row(change.entry.values, names), **origin} if fields & DATED else {}
            assignments.take(assignment, batch, held)
        ended = [standing[key].rows[1] for key in batch.ended]
        pen.change(Person, people, batch.action)
        pen.change(Employment, employments, batch.action)
        pen.change(Employment, [(row, {"ends": max(batch.true_from, row["starts"] + DAY)}) for row in ended], "ended")
        pen.change(Assignment, assignments.in_place, batch.action)
        pen.change(Assignment, assignments.ends, "ended")
        pen.add(Assignment, assignments.starts)

    def _add(self, pen: Writing, batch: Batch, names: Names) -> None:
        person_ids = draw_ids(Person, len(batch.new))
        people, employments, assignments = [], [], []
        for entry, person_id in zip(batch.new, person_ids, strict=True):
            values, origin = entry.values, origin_of(batch, entry)
            employment_id = names.id_of("people", str(values["employee_number"]))
            starts = values.get("starts") or batch.true_from
            people.append({"id": person_id, **stated(OF_PERSON, values)})
            employments.append(
                {"id": employment_id, "person_id": person_id, "employee_number": values["employee_number"]}
                | {"starts": starts, "ends": values.get("ends"), **origin}
            )
            assignments.append(
                {"employment_id": employment_id, "starts": starts, **assignment_row(values, names), **origin}
            )
        pen.add(Person, people)
        pen.add(Employment, employments)
        pen.add(Assignment, assignments)


class _Assignments:
    """What changes in the table of assignments, gathered row by row.

    `first` gives, by employment whose first day moves, its first assignment and that day: both begin together.
    """

    def __init__(self, first: Mapping[int, tuple[Row, date]]) -> None:
        self._first = first
        self.in_place: list[tuple[Row, Row]] = []
        self.ends: list[tuple[Row, Row]] = []
        self.starts: list[Row] = []

    def take(self, last: Row, batch: Batch, new: Row) -> None:
        """What is `new` of an assignment: split on the day of the batch, or put in where it stands."""
        first, day = self._first.get(last["employment_id"], (last, last["starts"]))
        moved: Row = {"starts": day} if day != first["starts"] else {}
        if moved and first["id"] != last["id"]:
            self.in_place.append((first, moved))
            moved = {}
        now = {**last, **moved}
        inside = now["starts"] < batch.true_from and (now["ends"] is None or batch.true_from < now["ends"])
        if new and inside and not batch.corrects_past:
            self.ends.append((last, {**moved, "ends": batch.true_from}))
            self.starts.append(next_row(last, new, batch.true_from))
        elif new or moved:
            self.in_place.append((last, {**moved, **new}))


def _first_rows(batch: Batch, standing: Mapping[Key, Standing]) -> dict[int, tuple[Row, date]]:
    """By employment whose first day moves, its first assignment and that day; none where it lies beyond that one."""
    moved = [change.entry for change in batch.changed if "starts" in change.before]
    days: dict[int, Any] = {standing[one.key].rows[1]["id"]: one.values["starts"] for one in moved}
    rows = Assignment.objects.filter(employment_id__in=days).order_by("employment_id", "starts")
    return {
        row["employment_id"]: ({**row}, days[row["employment_id"]])
        for row in rows.distinct("employment_id").values()
        if row["ends"] is None or days[row["employment_id"]] < row["ends"]
    }


def _holding_on(rows: Sequence[Row], on: date) -> Row:
    held = [row for row in rows if row["ends"] is None or row["ends"] > on]
    return held[0] if held else rows[-1]


def _dates(change: Change) -> Row:
    row: Row = {}
    values: Values = change.entry.values
    if values.get("starts"):
        row["starts"] = values["starts"]
    if "ends" in values:
        row["ends"] = values["ends"]
    if "employee_number" in change.before:
        row["employee_number"] = values["employee_number"]
    return row


def stated(columns: Sequence[str], values: Values) -> Row:
    """Those of `columns` the file states; empty text where a cell is empty."""
    return {column: values[column] or "" for column in columns if column in values}


def assignment_row(values: Values, names: Names) -> Row:
    """The columns of an assignment a file states."""
    row: Row = {}
    for column in DATED & values.keys():
        value: Any = values[column]
        if column in REFS:
            row[f"{column}_id"] = names.id_of(REFS[column], str(value)) if value else None
        elif column == "shifts":
            row[column] = list(value or ())
        else:
            row[column] = value if column in ("wte", "point") else value or ""
    return row


def values_of(rows: tuple[Row, ...], names: Names) -> dict[str, Value]:
    """Person, employment and assignment as a line of the sheet would state them."""
    person, employment, assignment = rows
    values: dict[str, Value] = {column: person[column] for column in OF_PERSON}
    values |= {column: employment[column] for column in OF_EMPLOYMENT}
    for column in DATED:
        if column in REFS:
            ref = assignment[f"{column}_id"]
            values[column] = None if ref is None else names.spelling(REFS[column], ref)
        else:
            values[column] = tuple(assignment[column]) if column == "shifts" else assignment[column]
    return values


def new_places(entries: Sequence[Entry]) -> dict[str, set[str]]:
    """Departments and sites that entries of people or posts name, by register."""
    return {
        register: {str(e.values[column]) for e in entries if e.values.get(column)}
        for column, register in (("department", "departments"), ("site", "sites"))
    }
