"""The levels of a plan beside what it covers, and what one of each is worth."""

from dataclasses import dataclass

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
    (our default), a department and a second holder together are not worth a person who would not join otherwise.
    """

    kept: float = 0.1
    departments: float = 0.02
    seconds: float = 0.033
    thousands: float = 0.001


NOTHING = Weights(0, 0, 0, 0)
"""Only what is covered counts, and of what covers as much the fewest people and least time."""
