"""The words for a plan beside a pick by role, the same on pages and from the command."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plait.engine.assembly.by_role import ByRole
from plait.engine.assembly.cost import cost_plan, sum_pay, tells_of_few
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.scorer import score
from plait.engine.assembly.wording import percent, time_words
from plait.engine.funding.on_costs import Contract
from plait.engine.funding.showing import pounds, show_pay
from plait.engine.litmus.wording import many

LIMITS = (
    (
        "The pick by role is worked out, not observed. For each need it asks for the job title in which most people "
        "hold the competency at the level needed, the next who is free, seniors first, one service after another, the "
        "most urgent first. A manager who knows people does better; one who knows only titles does worse."
    ),
    (
        "Free time, the two-team limit, team sizes and the three viewpoints are the same for both. A pick by role may "
        "take somebody who holds nothing their team needs: it asks for titles. Wishes for single people "
        "and limits of cost bind only the plan."
    ),
    (
        "The plan was searched for what it covers, so that it covers more is no surprise: what counts is by how much, "
        "and with how many people. Both count what is recorded; a competency nobody wrote down counts for neither."
    ),
    "It tells nothing of how well people work together, or of what they would learn.",
)
"""What to know of the comparison."""
SIDE_HEADS = ("What", "By competency", "By role", "By role it is")


@dataclass(frozen=True, slots=True)
class Side:
    """What a plan takes and gives: needs covered in full, the share of all need, people and time asked for.

    `misfits` are places given to somebody who holds nothing their team needs.
    """

    met: int
    share: float
    people: int
    wte: Decimal
    misfits: int


def side_of(plan: Plan, misfits: int = 0) -> Side:
    """The figures of a plan, its worth by the independent scorer."""
    new = [member for team in plan.teams for member in team.members if member.is_new]
    people = len({member.employee_number for member in new})
    met = sum(team.covered for team in plan.teams)
    return Side(met, score(plan), people, sum((member.wte for member in new), Decimal(0)), misfits)


def role_words(plan: Plan, picked: ByRole) -> str:
    """What asking by role would take and leave short, beside the plan."""
    ours, theirs = side_of(plan), side_of(picked.plan, picked.misfits)
    people, needs = theirs.people - ours.people, ours.met - theirs.met
    takes = f"{_apart(people)} {'person' if abs(people) == 1 else 'people'}" if people else "as many people"
    leaves = "covers as many needs" if not needs else f"leaves {needs} more {'need' if needs == 1 else 'needs'} short"
    if needs < 0:
        leaves = f"covers {-needs} more {'need' if needs == -1 else 'needs'}"
    misfits = f" {many(theirs.misfits, 'place goes', 'places go')} to people who hold nothing their team needs."
    return f"Asking by role takes {takes} and {leaves}.{misfits if theirs.misfits else ''}"


def side_lines(plan: Plan, picked: ByRole) -> tuple[tuple[str, str, str, str], ...]:
    """A line for each figure: what it is, by competency, by role, and the difference."""
    ours, theirs = side_of(plan), side_of(picked.plan, picked.misfits)
    needs = sum(len(team.ask.needs) for team in plan.teams)
    points = (theirs.share - ours.share) * 100
    share = "the same" if abs(points) < 0.05 else f"{abs(points):.1f} points {'more' if points > 0 else 'less'}"
    return (
        ("Needs covered in full", f"{ours.met} of {needs}", f"{theirs.met} of {needs}", _apart(theirs.met - ours.met)),
        ("Share of the need covered, urgent needs most", percent(ours.share), percent(theirs.share), share),
        ("People asked", str(ours.people), str(theirs.people), _apart(theirs.people - ours.people)),
        ("Time asked for", _wte(ours.wte), _wte(theirs.wte), _time_apart(theirs.wte - ours.wte)),
        ("Places given to people who hold nothing their team needs", "0", str(theirs.misfits), _apart(theirs.misfits)),
    )


def cost_line(
    plan: Plan, picked: ByRole, contracts: Mapping[str, Contract], *, exact: bool
) -> tuple[str, str, str, str]:
    """The same line for pay and on-costs, to the penny only for who may know what any one person costs.

    For others the pick by role is a range and the difference is not told: it may be the pay of very few.
    """
    ours, theirs = cost_plan(plan, contracts), sum_pay(cost_plan(picked.plan, contracts).members)
    pay = sum_pay(ours.members)
    more = theirs.pence - pay.pence
    apart = f"{pounds(abs(more))} {'more' if more > 0 else 'less'}" if more else "the same"
    return (
        f"Pay and on-costs, known for {pay.known} of {pay.people} and {theirs.known} of {theirs.people}",
        show_pay(pay, exact=exact, coarse=tells_of_few(members for _, members in ours.teams)),
        show_pay(theirs, exact=exact, coarse=True),
        apart if exact else "–",
    )


def _apart(count: int) -> str:
    return f"{abs(count)} {'more' if count > 0 else 'fewer'}" if count else "the same"


def _time_apart(wte: Decimal) -> str:
    return f"{_wte(abs(wte))} {'more' if wte > 0 else 'less'}" if wte else "the same"


def _wte(time: Decimal) -> str:
    return f"{time_words(time)} WTE"
