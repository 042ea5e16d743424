"""The part of a form that says what is to count how much beside coverage, with the rate of each choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plait.engine.assembly.levels import SUBJECTS, UNASKED, Grade, grade_words, read_grades
from plait.store.assembly import Run
from plait.web.shared.page import Choice

FIELD = "weigh-"
EARLIER = "kept"


@dataclass(frozen=True, slots=True)
class WeightField:
    """One choice: what is weighed, and how much it may count."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def weight_fields(chosen: Mapping[str, str], *, has_earlier: bool) -> tuple[WeightField, ...]:
    """A field for each thing that may be weighed, as chosen so far; of places kept where there is an earlier plan."""
    now = {**UNASKED, **chosen}
    return tuple(
        WeightField(
            f"{FIELD}{name}",
            label,
            tuple(Choice(grade.value, grade_words(name, grade), grade == now[name]) for grade in Grade),
        )
        for name, label in SUBJECTS.items()
        if has_earlier or name != EARLIER
    )


def read_weights(posted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the form chose, where it is other than usual."""
    return read_grades({name: posted[f"{FIELD}{name}"][-1] for name in SUBJECTS if posted.get(f"{FIELD}{name}")})


def weights_again(run: Run) -> dict[str, list[str]]:
    """What a run weighed, as the form sends it."""
    return {f"{FIELD}{name}": [grade] for name, grade in run.weights.items()}
