"""The levels of a plan beside what it covers, and what one of each is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

COVERAGE, KEPT, DEPARTMENTS, SECONDS = "coverage", "kept", "departments", "second holders"
COST, EFFORT = "cost", "effort"
SCARCE = 5
"""A need is scarce where so few people, or fewer, hold what it asks for (our default)."""
EFFORT_POINTS = 0.005
"""What each tenth of WTE of a newcomer takes, and ten times this each newcomer: so that to cover
a twentieth of the least need is not worth a person. Our default."""
THOUSAND = 100_000
"""A thousand pounds, in pence."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What one more of each is worth, in points: to cover a need that could be covered is one, one that must be nine.

    One place of an earlier plan kept, one department more in a team, a second holder of something scarce, and £1,000
    less. The proportions, 30 to 6 to 10 to 0.3, are those the specification of the assembler found. As large as here
    (our default), a department and a second holder together are not worth a person who would not join otherwise. Cost
    counts only where somebody asks for it.
    """

    kept: float = 0.1
    departments: float = 0.02
    seconds: float = 0.033
    thousands: float = 0.0


USUAL = Weights(thousands=0.001)
"""Everything as usual, cost too."""
NOTHING = Weights(0, 0, 0, 0)
"""Only what is covered counts, and of what covers as much the fewest people and least time."""


class Grade(StrEnum):
    """How much one of them is to count, in plain words; each as many times its usual worth."""

    NONE = "not at all"
    LITTLE = "a little"
    USUAL = "as usual"
    LOT = "a lot"


FACTORS = {Grade.NONE: 0.0, Grade.LITTLE: 1 / 3, Grade.USUAL: 1.0, Grade.LOT: 4.0}
SUBJECTS = {
    "kept": "Keep teams together: each place of the plan that is changed",
    "departments": "Join departments: each one more in a team",
    "seconds": f"A second holder: each of what {SCARCE} people or fewer hold",
    "thousands": "Cost less: each £1,000",
}
"""What somebody may weigh, by the name of its weight."""
UNASKED = {name: Grade.NONE if name == "thousands" else Grade.USUAL for name in SUBJECTS}
"""What counts how much where nobody says: cost counts only where somebody asks for it (our default)."""


def weights_of(grades: Mapping[str, str]) -> Weights:
    """The weights of these grades; of what is not among them, those of nobody asking."""
    asked = {**UNASKED, **grades}
    return Weights(**{name: getattr(USUAL, name) * FACTORS[Grade(asked[name])] for name in SUBJECTS})


def read_grades(told: Mapping[str, str]) -> dict[str, str]:
    """Those of the grades that are some, and say something else than nobody would; anything else is left out."""
    known = {grade.value for grade in Grade}
    return {name: told[name] for name in SUBJECTS if told.get(name) in known and told[name] != UNASKED[name]}


def grade_words(name: str, grade: Grade) -> str:
    """A grade with its rate, as a form offers it."""
    points = getattr(USUAL, name) * FACTORS[grade]
    rate = f": {points:.2g} of a need" if points else ""
    return f"{grade.value.capitalize()}{rate}"
