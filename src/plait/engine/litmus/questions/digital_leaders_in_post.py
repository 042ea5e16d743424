"""Are the three digital leadership roles there, and is somebody in each?

What is counted, and why (requirements 3 and 12): a role counts by its kind, whatever the trust calls it. Interim and
acting holders fill a role, and their rows say so. Who acts up in another role leaves their own open from that day,
unless a deputy covers it (scenario C); and so does who is on long leave, of which no dates are told here. Where a trust
has two roles of a kind, one holder is enough. Time in a role ends with the employment. A role of a kind that nobody
recorded is not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from plait.engine.acting_up import serving
from plait.engine.leadership import CCIO, CDIO, CNIO, LEADERS, VACANT_DAYS, Holder, LeadershipRole, vacant_since
from plait.engine.litmus.deputy_sketches import sketch_acting_up, sketch_on_leave
from plait.engine.litmus.examples import Example, RoleSketch, sketch_roles
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_clock
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.trust import Trust, holding_on

COLUMNS = ("Role", "Kind", "Held as", "WTE", "Days vacant")


def judge(trust: Trust) -> Finding:
    """Takes the longest vacancy of the three kinds; a kind without a role is not met."""
    if not trust.roles:
        nothing = f"{CANNOT_TELL} No leadership role is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A role on the Leadership roles sheet.")
    trust = replace(trust, holders=serving(trust))
    days, limit = _days_vacant(trust), int(TEST.limit_of(trust))
    missing = [kind for kind in LEADERS if kind not in days]
    vacant = {kind: since for kind, since in days.items() if since is not None}
    late = [kind for kind in LEADERS if vacant.get(kind, 0) > limit]
    longest = max(vacant.values(), default=0)
    return Finding(
        Verdict.NOT_MET if missing else verdict_of_clock(longest, at_most=TEST.limit_of(trust)),
        f"There is no {listed(missing, joined_by='or')} role." if missing else _sentence(vacant, limit),
        COLUMNS,
        (*map(_missing_row, missing), *_rows(trust, limit)),
        _would_count(missing, late, limit),
    )


def _days_vacant(trust: Trust) -> dict[str, int | None]:
    """By kind that has a role: for how many days nobody has held any of its roles; nothing while somebody does."""
    days: dict[str, list[int | None]] = {}
    for role in trust.roles:
        if role.kind in LEADERS:
            days.setdefault(role.kind, []).append(_vacant(role, trust))
    return {kind: _shortest(each) for kind, each in days.items()}


def _shortest(days: Sequence[int | None]) -> int | None:
    vacant = [each for each in days if each is not None]
    return min(vacant) if len(vacant) == len(days) else None


def _vacant(role: LeadershipRole, trust: Trust) -> int | None:
    since = vacant_since(role, trust.holders, trust.on)
    return None if since is None else (trust.on - since).days


def _sentence(vacant: Mapping[str, int], limit: int) -> str:
    if not vacant:
        return "All 3 digital leadership roles are filled."
    first = max(vacant, key=lambda kind: (vacant[kind], kind))
    days = many(vacant[first], "day", "days")
    if len(vacant) == 1:
        return f"The {first} role has been vacant for {days}. The limit is {limit}."
    return f"{len(vacant)} of 3 roles are vacant, the {first} for {days}. The limit is {limit}."


def _would_count(missing: Sequence[str], late: Sequence[str], limit: int) -> str:
    if missing:
        return f"A {listed(missing)} on the Leadership roles sheet, and who holds it on the Role holders sheet."
    if late:
        return f"A holder for the {listed(late)}, substantive, interim or acting, on the Role holders sheet."
    return f"A role that stays vacant for more than {limit} days, or a role that ends."


def _rows(trust: Trust, limit: int) -> list[EvidenceRow]:
    """A row for each holder of the three kinds; before them the roles that nobody holds, the longest vacancy first."""
    rows: list[tuple[int, EvidenceRow]] = []
    for role in sorted(trust.roles, key=lambda role: role.name):
        if role.kind in LEADERS and (days := _vacant(role, trust)) is not None:
            rows.append((-1 - days, _vacant_row(role, days, limit)))
        elif role.kind in LEADERS:
            rows += [(LEADERS.index(role.kind), _held_row(role, holder)) for holder in _now(role, trust)]
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def _now(role: LeadershipRole, trust: Trust) -> list[Holder]:
    now = [holder for holder in holding_on(trust.holders, trust.on) if holder.role == role.name]
    return sorted(now, key=lambda holder: holder.employee_number)


def _held_row(role: LeadershipRole, holder: Holder) -> EvidenceRow:
    cells = (role.kind, holder.held_as.capitalize(), str(holder.wte), "")
    return EvidenceRow(role.name, cells, origin=holder.origin, people=(holder.employee_number,))


def _vacant_row(role: LeadershipRole, days: int, limit: int) -> EvidenceRow:
    cells = (role.kind, "Nobody", "", str(days))
    return EvidenceRow(role.name, cells, is_highlighted=days > limit, origin=role.origin)


def _missing_row(kind: str) -> EvidenceRow:
    return EvidenceRow("No such role", (kind, "", "", ""), is_highlighted=True, is_absent=True)


TEST = Litmus(
    slug="digital-leaders-in-post",
    heading=Heading.LEADERSHIP,
    question="Are the three digital leadership roles there, and is somebody in each?",
    ask="Which of the CDIO, the CCIO and the CNIO do we lack today, who covers, and when does it end?",
    indicator="For each of the CDIO or CIO, the CCIO and the CNIO: days since anybody last held a role of this kind, 0 "
    "while somebody does. The longest of the three is judged. Interim and acting holders fill a role. Who acts up in "
    "another role, and has not the time for both, or is on long leave, leaves it open unless a deputy covers. A kind "
    "without a role is not met.",
    source="NHS Providers, Leading digital teams: senior specialist digital leadership, especially clinical",
    threshold=Threshold(Measure.CLOCK, Decimal(VACANT_DAYS), "vacancy"),
    feeds=("leadership roles", "role holders", "people"),
    reads_too=("deputies", "long leave"),
    owner="Chief people officer",
    success_measure="Well led",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Somebody holds each of the three roles; the CNIO is an interim.",
            sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, held_as="interim")),
            Verdict.MET,
            "All 3 digital leadership roles are filled.",
        ),
        Example(
            "The CCIO left 60 days ago.",
            sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO, 60), RoleSketch(CNIO)),
            Verdict.MET,
            "The CCIO role has been vacant for 60 days. The limit is 90.",
        ),
        Example(
            "The CNIO left 139 days ago, the CCIO 20 days ago.",
            sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO, 20), RoleSketch(CNIO, 139)),
            Verdict.PARTLY_MET,
            "2 of 3 roles are vacant, the CNIO for 139 days. The limit is 90.",
        ),
        Example(
            "The CNIO left 200 days ago.",
            sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO, 200)),
            Verdict.NOT_MET,
            "The CNIO role has been vacant for 200 days. The limit is 90.",
        ),
        Example(
            "The CDIO has acted as chief executive since yesterday; nobody deputises.",
            sketch_acting_up(covered=False),
            Verdict.MET,
            "The CDIO role has been vacant for 1 day. The limit is 90.",
        ),
        Example(
            "The CDIO has acted as chief executive since yesterday, and a deputy covers.",
            sketch_acting_up(covered=True),
            Verdict.MET,
            "All 3 digital leadership roles are filled.",
        ),
        Example(
            "The CDIO has been on long leave for 100 days, and nobody covers.",
            sketch_on_leave(covered=False),
            Verdict.PARTLY_MET,
            "The CDIO role has been vacant for 100 days. The limit is 90.",
        ),
        Example(
            "The CDIO has been on long leave for 100 days, and an interim covers.",
            sketch_on_leave(covered=True),
            Verdict.MET,
            "All 3 digital leadership roles are filled.",
        ),
        Example(
            "The trust has a CDIO and a CCIO, and never made a role for a CNIO.",
            sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO)),
            Verdict.NOT_MET,
            "There is no CNIO role.",
        ),
        Example(
            "The roles were sent, but not who holds them.",
            sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO), sheets=("people", "leadership roles")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Role holders sheet has not been sent.",
        ),
    ),
)
