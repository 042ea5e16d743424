"""Do the CCIO and the CNIO have the authority and the resources their roles need?

What is counted, and why (requirement 14; Wachter: a CCIO reports to the board or the chief executive): each role of
the two kinds needs protected time, a team, a budget and a delegated limit above zero, and a line to the board or chief
executive. One zero breaks the rule, whoever holds the role. An empty cell says nothing, so nothing is judged by it; nor
can a trust be said to keep the rule for a CNIO it does not have.
"""

from collections.abc import Sequence
from decimal import Decimal

from plait.engine.leadership import CCIO, CNIO, LINE, LeadershipRole, figures_of, lacks_of
from plait.engine.litmus.examples import Example, RoleSketch, sketch_roles
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, NONE_AT_ALL, Claim, listed
from plait.engine.trust import Trust, holding_on

KINDS = (CCIO, CNIO)
COLUMNS = ("Role", "Protected WTE", "Team WTE", "Yearly budget", "Delegated limit", "Reports to")
CLAIM = Claim("CCIO or CNIO role", "CCIO and CNIO roles", "has authority and resources", "have authority and resources")
UNKNOWN = "Not recorded"


def judge(trust: Trust) -> Finding:
    """Looks for a zero, or another line of reporting, in each role of the two kinds."""
    roles = sorted((role for role in trust.roles if role.kind in KINDS), key=_place)
    broken = [role for role in roles if lacks_of(role)]
    absent = [kind for kind in KINDS if kind not in {role.kind for role in roles}]
    blanks = sum(_blanks(role) for role in roles)
    verdict, sentence = _verdict(roles, broken, absent, blanks)
    rows = tuple(sorted((_row(role, trust) for role in roles), key=lambda row: not row.is_highlighted))
    return Finding(verdict, sentence, COLUMNS, rows, _would_count(verdict, broken, absent))


def _place(role: LeadershipRole) -> tuple[int, str]:
    return KINDS.index(role.kind), role.name


def _blanks(role: LeadershipRole) -> int:
    return sum(figure is None for _, figure in figures_of(role)) + (not role.reports_to)


def _verdict(
    roles: Sequence[LeadershipRole], broken: Sequence[LeadershipRole], absent: Sequence[str], blanks: int
) -> tuple[Verdict, str]:
    if broken:
        return Verdict.NOT_MET, _broken_sentence(roles, broken)
    if absent:
        nothing = f"{CANNOT_TELL} No {listed(absent, joined_by='or')} role is recorded."
        return Verdict.NOT_ENOUGH_EVIDENCE, nothing
    if blanks:
        facts = f"{blanks} of {5 * len(roles)} facts about the CCIO and CNIO"
        return Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} {facts} {'is' if blanks == 1 else 'are'} not recorded."
    return Verdict.MET, f"{CLAIM.counted(len(roles), len(roles))}."


def _broken_sentence(roles: Sequence[LeadershipRole], broken: Sequence[LeadershipRole]) -> str:
    if len(broken) == 1 and sum(role.kind == broken[0].kind for role in roles) == 1:
        return f"The {broken[0].kind} has no {listed(lacks_of(broken[0]), joined_by='or')}."
    return f"{CLAIM.counted(len(roles) - len(broken), len(roles))}."


def _would_count(verdict: Verdict, broken: Sequence[LeadershipRole], absent: Sequence[str]) -> str:
    if verdict is Verdict.MET:
        return "A figure that falls to 0, or a role that no longer reports to the board or chief executive."
    if broken:
        return _wanted(broken)
    if absent:
        return f"A {listed(absent)} on the Leadership roles sheet, with time, team, budget and limit."
    return "What is not recorded, on the Leadership roles sheet; 0 where there is none."


def _wanted(broken: Sequence[LeadershipRole]) -> str:
    lacks = {words for role in broken for words in lacks_of(role)}
    figures = [words for words, _ in figures_of(broken[0]) if words in lacks]
    parts = [f"{listed(figures)} above 0"] if figures else []
    parts += [f"a {LINE} or chief executive"] if LINE in lacks else []
    kinds = [kind for kind in KINDS if kind in {role.kind for role in broken}]
    wanted = f"{', and '.join(parts)}, for the {listed(kinds)}."
    return wanted[0].upper() + wanted[1:]


def _row(role: LeadershipRole, trust: Trust) -> EvidenceRow:
    protected, team, budget, limit = (figure for _, figure in figures_of(role))
    now = sorted(one.employee_number for one in holding_on(trust.holders, trust.on) if one.role == role.name)
    return EvidenceRow(
        role.name,
        (_wte(protected), _wte(team), _pounds(budget), _pounds(limit), role.reports_to.capitalize() or UNKNOWN),
        is_highlighted=bool(lacks_of(role)),
        origin=role.origin,
        people=tuple(now),
    )


def _wte(figure: Decimal | None) -> str:
    return UNKNOWN if figure is None else str(figure) if figure else NONE_AT_ALL


def _pounds(figure: Decimal | None) -> str:
    return UNKNOWN if figure is None else f"£{figure:,}" if figure else NONE_AT_ALL


TEST = Litmus(
    slug="clinical-leaders-have-authority",
    heading=Heading.LEADERSHIP,
    question="Do the CCIO and the CNIO have the authority and the resources their roles need?",
    ask="What may our CCIO and our CNIO decide and spend without asking anybody else?",
    indicator="CCIO and CNIO roles with a zero for protected WTE, team WTE, yearly budget or delegated limit, or that "
    "do not report to the board or chief executive. A cell left empty is not judged, and then neither is the question, "
    "unless another cell breaks the rule.",
    source="Wachter review, Making IT Work (2016): authority and resources of a CCIO",
    threshold=Threshold(Measure.RULE, Decimal(0), "roles", published="Wachter review, Making IT Work (2016)"),
    feeds=("leadership roles",),
    owner="Chief executive",
    success_measure="Well led",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Both have time, a team, money of their own and a line to the chief executive.",
            sketch_roles(RoleSketch(CCIO), RoleSketch(CNIO)),
            Verdict.MET,
            "Both CCIO and CNIO roles have authority and resources.",
        ),
        Example(
            "The CCIO may decide on no sum alone.",
            sketch_roles(RoleSketch(CCIO, has="0.6 4 250000 0"), RoleSketch(CNIO)),
            Verdict.NOT_MET,
            "The CCIO has no delegated limit.",
        ),
        Example(
            "The CNIO has neither time nor anything else, and reports to the chief nurse.",
            sketch_roles(RoleSketch(CCIO), RoleSketch(CNIO, has="0 0 0 0", reports_to="another director")),
            Verdict.NOT_MET,
            "The CNIO has no protected time, team, budget, delegated limit or line to the board.",
        ),
        Example(
            "Each of the two lacks something.",
            sketch_roles(RoleSketch(CCIO, has="0.6 4 250000 0"), RoleSketch(CNIO, reports_to="another director")),
            Verdict.NOT_MET,
            "0 of 2 CCIO and CNIO roles have authority and resources.",
        ),
        Example(
            "Nobody wrote down the budget of the CNIO.",
            sketch_roles(RoleSketch(CCIO), RoleSketch(CNIO, has="0.6 4 - 50000")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. 1 of 10 facts about the CCIO and CNIO is not recorded.",
        ),
        Example(
            "There is no CNIO role; the CCIO has all it needs.",
            sketch_roles(RoleSketch(CCIO)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No CNIO role is recorded.",
        ),
    ),
)
