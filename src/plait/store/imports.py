"""What a file would change in the record, and the saving of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from django.db import models

from plait.engine.cells import Value
from plait.engine.comparing import Comparison
from plait.engine.fitting import AsOf, compare_file
from plait.engine.sheets import Entry, Key, Sheet
from plait.engine.teams import MEMBERSHIPS, TEAMS
from plait.store.all_registers import REGISTERS
from plait.store.models import Team
from plait.store.names import NAMED, Names
from plait.store.people_register import PeopleRegister, new_places
from plait.store.registers import NOTHING_SAID, Batch, Said, Standing
from plait.store.writing import Writing

Progress = Callable[[str, int, int], None]
"""Told the stage in words, how much is done and of how much; it may raise `Stopped`."""


class Stopped(Exception):
    """Somebody asked a long piece of work to stop; nothing of it was saved."""


class AnyRegister(Protocol):
    """What every register can do, however many tables it fills."""

    @property
    def sheet(self) -> Sheet:
        """The sheet it keeps."""

    @property
    def dated(self) -> frozenset[str]:
        """The columns whose former value keeps its days when a new one begins."""

    @property
    def model(self) -> type[models.Model]:
        """The table by whose ids people address its records."""

    def load_standing(
        self, trust_id: int, on: date, names: Names, *, only: int | None = None, said: Said = NOTHING_SAID
    ) -> dict[Key, Standing]:
        """How each key stands on a day, or only that of one row, given what a file says of it."""

    def save(self, pen: Writing, batch: Batch, standing: Mapping[Key, Standing], names: Names) -> None:
        """Write a batch of one sheet."""


IN_ORDER: tuple[AnyRegister, ...] = (*REGISTERS[:2], PeopleRegister(), *REGISTERS[2:])
"""Every register, in the order in which they are saved."""


BY_SHEET = {register.sheet.name: register for register in IN_ORDER}


def tell_dated() -> str:
    """Which values keep their days when a new one begins, and what becomes of all others, as each register has it."""
    kept = "; ".join(
        f"{register.sheet.title}: {', '.join(c.heading for c in register.sheet.columns if c.name in register.dated)}"
        for register in IN_ORDER
        if register.dated
    )
    return f"These keep the days of a former value: {kept}. {UNDATED}"


UNDATED = "Other columns have no days of their own: a new value counts for the past too, and the history keeps the old."


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who brings a file says about it.

    `true_from` is the day from which the file is true; with `corrects_past` it overwrites instead.
    Rows that cannot be read are left out only when `leaves_out` says so. A sheet among
    `whole_registers` is the whole register: what it does not name ends on that day.
    """

    true_from: date
    corrects_past: bool = False
    leaves_out: bool = False
    whole_registers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a file would do to one register."""

    register: AnyRegister
    comparison: Comparison
    standing: Mapping[Key, Standing]

    @property
    def sheet(self) -> Sheet:
        """The sheet concerned."""
        return self.register.sheet


@dataclass(frozen=True, slots=True)
class Saving:
    """How plans are saved: what was chosen, the names of the trust, and where the rows come from.

    `origins` gives the imported sheet by sheet of Plait and table of the file.
    """

    choices: Choices
    names: Names
    origins: Mapping[tuple[str, str], int] = field(default_factory=dict)


def plan_sheets(
    trust_id: int,
    entries: Mapping[str, Sequence[Entry]],
    choices: Choices,
    names: Names,
    *,
    brought_on: date | None = None,
) -> tuple[SheetPlan, ...]:
    """What the entries of each sheet (by its name) would change, in the order in which they would be saved.

    Figures of days after `brought_on` do not fit.
    """
    as_of = AsOf(choices.true_from, choices.corrects_past, brought_on)
    plans = []
    for register in IN_ORDER:
        stated = entries.get(register.sheet.name)
        if stated is None:
            continue
        if register.sheet is MEMBERSHIPS:
            stated = _with_first_days(trust_id, stated, entries.get(TEAMS.name, ()))
        said = {entry.key: entry.values for entry in stated}
        standing = register.load_standing(trust_id, as_of.true_from, names, said=said)
        values = {key: stood.values for key, stood in standing.items()}
        plans.append(SheetPlan(register, compare_file(register.sheet, stated, values, as_of), standing))
    return tuple(plans)


def _with_first_days(trust_id: int, members: Sequence[Entry], teams: Sequence[Entry]) -> list[Entry]:
    """The first members of a team are in it from its first day, unless the file says from when; later ones are not."""
    rows = Team.objects.filter(trust_id=trust_id).values_list("name", "starts")
    first_days: dict[str, Value] = {name.casefold(): day for name, day in rows}
    first_days |= {str(team.key[0]): team.values["starts"] for team in teams if team.values.get("starts")}
    had_members = Team.objects.filter(trust_id=trust_id, membership__isnull=False).values_list("name", flat=True)
    peopled = {name.casefold() for name in had_members.distinct()}

    def placed(entry: Entry) -> Entry:
        if entry.values.get("starts") or entry.key[0] in peopled:
            return entry
        return replace(entry, values={**entry.values, "starts": first_days.get(str(entry.key[0]))})

    return [placed(entry) for entry in members]


def no_progress(stage: str, done: int, total: int) -> None:
    """For short work, which nobody follows."""


def save_plans(pen: Writing, plans: Sequence[SheetPlan], saving: Saving, *, progress: Progress = no_progress) -> None:
    """Write what a file would change, sheet by sheet."""
    choices, names = saving.choices, saving.names
    for plan in plans:
        if plan.sheet.name in NAMED:
            key = plan.sheet.key[0]
            names.reserve(plan.sheet.name, [str(entry.values[key]) for entry in plan.comparison.new])
    saved = [e for p in plans for e in (*p.comparison.new, *(c.entry for c in p.comparison.changed))]
    for register, wanted in new_places(saved).items():
        names.add(pen, register, wanted)
    for done, plan in enumerate(plans):
        progress(f"Saving {plan.sheet.title.lower()}", done, len(plans))
        plan.register.save(pen, _batch(plan, choices, saving.origins), plan.standing, names)
        pen.touch(plan.sheet.name)


def _batch(plan: SheetPlan, choices: Choices, origins: Mapping[tuple[str, str], int]) -> Batch:
    whole = plan.sheet.name in choices.whole_registers
    return Batch(
        choices.true_from,
        choices.corrects_past,
        plan.comparison.new,
        plan.comparison.changed,
        plan.comparison.absent if whole else (),
        {table: id for (sheet, table), id in origins.items() if sheet == plan.sheet.name},
    )
