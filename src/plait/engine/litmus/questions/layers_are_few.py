"""Are there few layers between a team and the director who answers for its work?

What is counted, and why (requirement 9b):
- Running teams of a service. Whoever owns the service is the first layer above its team; each line manager up to the
  director is one more, the director being the last.
- A director is whoever reports to the head of the reporting line, or holds a leadership role with a seat at the board.
  The head is whoever has no line manager and is somebody's; with several such people nobody can say which.
- A team whose service names no owner, or whose line ends before a director, cannot be counted. Where all others keep
  the limit, one such team is enough to leave the question open: what is missing is no pass.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plait.engine.leadership import AT_THE_TABLE
from plait.engine.litmus.examples import Example, sketch_layers
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import NEARLY, Verdict
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.origins import Origin
from plait.engine.people import Person
from plait.engine.trust import Trust, by_number, holding_on, teams_on

COLUMNS = ("Team", "Service", "Layers", "Why not counted")
WHOLE_LINES = "An owner for each service with a team, and line managers up to a director."


@dataclass(frozen=True, slots=True)
class Line:
    """The reporting line above one team: owner of the service first, director last; `gap` says why it is not whole."""

    team: str
    service: str
    above: tuple[str, ...]
    gap: str = ""
    origin: Origin | None = None


def judge(trust: Trust) -> Finding:
    """Counts the people between each running team and the first director on the line of its service's owner."""
    lines = _lines(trust)
    counted = [line for line in lines if not line.gap]
    if not counted:
        nothing = f"{CANNOT_TELL} No team's line can be followed to a director."
        rows = tuple(_row(line, is_long=False) for line in lines)
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, COLUMNS, rows, WHOLE_LINES)
    limit = TEST.limit_of(trust)
    most = max(len(line.above) for line in counted)
    ordered = sorted(lines, key=lambda line: (-len(line.above) if not line.gap else 0, line.team.casefold()))
    rows = tuple(_row(line, is_long=not line.gap and len(line.above) > limit) for line in ordered)
    open_lines = len(lines) - len(counted)
    if most <= limit and open_lines:
        unknown = f"{CANNOT_TELL} The lines of {open_lines} of {many(len(lines), 'team', 'teams')} cannot be followed."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, unknown, COLUMNS, rows, WHOLE_LINES)
    wanted = "A service owned by somebody nearer to a director."
    if most <= limit:
        wanted = "A service owned by somebody further from a director, or a manager more between them."
    return Finding(_verdict(most, limit), _sentence(counted, most, limit), COLUMNS, rows, wanted)


def _verdict(most: int, limit: Decimal) -> Verdict:
    if most <= limit:
        return Verdict.MET
    return Verdict.PARTLY_MET if most * NEARLY <= limit else Verdict.NOT_MET


def _sentence(counted: list[Line], most: int, limit: Decimal) -> str:
    if most <= limit:
        return f"No team has more than {many(most, 'layer', 'layers')} above it."
    longest = [line.team for line in counted if len(line.above) == most]
    named = longest[0] if len(longest) == 1 else f"{len(longest)} teams"
    return f"{many(most, 'layer lies', 'layers lie')} above {named}. The limit is {limit:f}."


def _lines(trust: Trust) -> list[Line]:
    people, directors = by_number(trust.people), _directors(trust)
    services = {one.name: one for one in holding_on(trust.services, trust.on)}
    lines = []
    for team in teams_on(trust):
        service = services.get(team.service)
        if service is None:
            continue
        above, gap = _climb(service.owner, people, directors)
        lines.append(Line(team.name, service.name, above, gap, service.origin or team.origin))
    return lines


def _directors(trust: Trust) -> frozenset[str]:
    """Whoever reports to the one head of the line, the head, and who holds a role with a seat at the board."""
    managers = {person.manager for person in trust.people if person.manager}
    heads = {one.employee_number for one in trust.people if not one.manager and one.employee_number in managers}
    at_table = {role.name for role in trust.roles if role.seat in AT_THE_TABLE}
    seated = {one.employee_number for one in holding_on(trust.holders, trust.on) if one.role in at_table}
    if len(heads) != 1:
        return frozenset(seated)
    return frozenset(seated | heads | {one.employee_number for one in trust.people if one.manager in heads})


def _climb(owner: str, people: Mapping[str, Person], directors: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """Everybody from the owner up to the first director, or why the line is not whole."""
    if owner not in people:
        return (), "The service names no owner who works here"
    above = [owner]
    while above[-1] not in directors:
        manager = people[above[-1]].manager
        if manager not in people or manager in above:
            return tuple(above), "The line of managers ends before a director"
        above.append(manager)
    return tuple(above), ""


def _row(line: Line, *, is_long: bool) -> EvidenceRow:
    layers = "" if line.gap else str(len(line.above))
    return EvidenceRow(
        line.team, (line.service, layers, line.gap), is_highlighted=is_long, origin=line.origin, people=line.above
    )


TEST = Litmus(
    slug="layers-are-few",
    heading=Heading.OPERATING_MODEL,
    question="Are there few layers between a team and the director who answers for its work?",
    ask="How many people must a team's question pass before it reaches one of us?",
    indicator="People on the reporting line above a running team, from the owner of its service up to the first "
    "director, who is counted too; the most of any team. A director reports to the head of the reporting line, or "
    "holds a leadership role with a seat at the board.",
    source="NHS Providers, Leading digital teams: a flat network",
    threshold=Threshold(Measure.LIMIT, Decimal(3), "layers"),
    feeds=("people", "services", "teams"),
    reads_too=("leadership roles", "role holders"),
    owner="Chief digital and information officer",
    success_measure="Support people",
    judge=judge,
    examples=(
        Example(
            "The owner of one service is a director; between the other team and its director stand 2 managers.",
            sketch_layers(1, 3),
            Verdict.MET,
            "No team has more than 3 layers above it.",
        ),
        Example(
            "One team is 2 layers from a director, the other 4.",
            sketch_layers(2, 4),
            Verdict.PARTLY_MET,
            "4 layers lie above Team 2. The limit is 3.",
        ),
        Example(
            "Two teams are 5 layers from a director.",
            sketch_layers(5, 5),
            Verdict.NOT_MET,
            "5 layers lie above 2 teams. The limit is 3.",
        ),
        Example(
            "One team is 2 layers from a director; the service of the other has no owner.",
            sketch_layers(2, 0),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The lines of 1 of 2 teams cannot be followed.",
        ),
        Example(
            "The only service with a team has no owner.",
            sketch_layers(0),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No team's line can be followed to a director.",
        ),
    ),
)
