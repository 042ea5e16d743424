"""What of a finding somebody may see: the one place where the people behind its rows get their names, or do not.

Judging is blind to the viewer. No row, label or sentence of a finding names anybody; only here do names come to it,
and only here do small numbers of people go, for those who may read no more of them than numbers. The verdict is the
same for everybody, and so are declared facts: teams, roles, needs, decisions.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.judging import Judged
from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.engine.small_numbers import TOO_FEW, TOO_FEW_IN_ALL, TOO_FEW_IN_PRINT

TEAM = "Team"
"""What heads the rows of a finding that are about a team each."""

People = Mapping[str, str]
"""Employee number to the name, or the job title, of those this viewer may read of."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The employee numbers of a finding whose names, and those whose job titles alone, somebody may read."""

    named: frozenset[str]
    titled: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as somebody may see it: `who` are the people it counts, in words; nothing where there is no such column."""

    row: EvidenceRow
    who: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a finding as somebody may see them, and what heads them."""

    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    has_who: bool

    def cells(self) -> list[list[str]]:
        """The words of each row, in the order of the columns."""
        return [[one.row.label, *one.row.cells, *([one.who] if self.has_who else [])] for one in self.rows]


def read_finding(finding: Finding, viewer: Viewer) -> Finding:
    """The finding as `viewer` may read it: without the small numbers of people of whom they may read numbers alone.

    The rows that show no number come last, by name, so that their place tells nothing either.
    """
    counted = finding.counted
    if counted is None or Scope.TRUST in scope_of(viewer, Action[counted.right]):
        return finding
    if counted.is_whole:
        return replace(finding, sentence=TOO_FEW_IN_ALL, would_count="", evidence=(), counted=None)
    shown = [row for place, row in enumerate(finding.evidence) if place not in counted.hidden]
    hidden = sorted(
        (finding.evidence[place] for place in counted.hidden if finding.evidence), key=lambda row: row.label
    )
    rows = (*shown, *(_without_numbers(row, counted.columns) for row in hidden))
    return replace(finding, evidence=rows, counted=None)


def read_judged(judged: Iterable[Judged], viewer: Viewer) -> tuple[Judged, ...]:
    """All that was judged, as `viewer` may read it."""
    return tuple(replace(one, finding=read_finding(one.finding, viewer)) for one in judged)


def read_in_print(judged: Iterable[Judged], viewer: Viewer) -> tuple[Judged, ...]:
    """The same for paper, which is nobody's own: what is not shown is not put down to anybody's role."""
    return tuple(
        replace(one, finding=replace(one.finding, sentence=TOO_FEW_IN_PRINT))
        if one.finding.sentence == TOO_FEW_IN_ALL
        else one
        for one in read_judged(judged, viewer)
    )


def _without_numbers(row: EvidenceRow, columns: Collection[int]) -> EvidenceRow:
    """A row that was never shown does not stand out, nor do people stand behind it."""
    cells = tuple(TOO_FEW if place in columns and cell else cell for place, cell in enumerate(row.cells))
    return replace(row, cells=cells, is_highlighted=False, people=())


def teams_in(finding: Finding) -> frozenset[str]:
    """The names of the teams that rows of a finding are about; other rows may bear the name of a team by chance."""
    return frozenset(row.label for row in finding.evidence if finding.columns[0] == TEAM)


def people_read(finding: Finding, viewer: Viewer) -> Reach:
    """Of whom behind a finding this viewer may read, by name or by role: asked before anybody's name is loaded."""
    counted = frozenset(number for row in finding.evidence for number in row.people)
    scope = scope_of(viewer, Action.READ_NAMED_EVIDENCE)
    if Scope.TRUST in scope:
        return Reach(counted, frozenset())
    allowed: frozenset[str] = frozenset()
    if Scope.TEAMS in scope:
        teams = teams_in(finding) & viewer.teams
        own = [row.people for row in finding.evidence if row.label in teams]
        allowed |= frozenset(number for people in own for number in people)
    if Scope.SELF in scope and viewer.employee_number:
        allowed |= {viewer.employee_number}
    return Reach(counted & allowed, counted if Scope.ROLES in scope else frozenset())


def show_finding(finding: Finding, viewer: Viewer, people: People, *, most: int | None = None) -> Shown:
    """The rows as `viewer` may see them; `people` are those of `people_read`, and `most` how many a row names.

    Somebody else's name among `people` is not shown: whoever calls this has no way around it.
    """
    finding, reach = read_finding(finding, viewer), people_read(finding, viewer)
    read = {number: name for number, name in people.items() if number in reach.named | reach.titled}
    by_role = scope_of(viewer, Action.READ_NAMED_EVIDENCE) == Scope.ROLES
    rows = tuple(ShownRow(row, _names(viewer, row, read, most) if read else "") for row in finding.evidence)
    if by_role and all(one.who in {"", one.row.label} for one in rows):  # rows about roles say them already
        read, rows = {}, tuple(ShownRow(one.row, "") for one in rows)
    heads = () if not read else ("Roles",) if by_role else ("Who",)
    return Shown((*finding.columns, *heads), rows, has_who=bool(heads))


def _names(viewer: Viewer, row: EvidenceRow, people: People, most: int | None) -> str:
    read = [people[number] for number in row.people if number in people]
    # Of many with one job title the board needs to read it once; two people of one name stay two.
    by_role = scope_of(viewer, Action.READ_NAMED_EVIDENCE) == Scope.ROLES
    known = list(Counter(read).items() if by_role else [(name, 1) for name in read])[:most]
    others = len(row.people) - sum(count for _, count in known)
    if others and not known:
        return _why_none(viewer)
    said = "; ".join(f"{name} ({count})" if count > 1 else name for name, count in known)
    return said + (f" and {others} more" if others else "")


def _why_none(viewer: Viewer) -> str:
    is_of_teams = Scope.TEAMS in scope_of(viewer, Action.READ_NAMED_EVIDENCE)
    return "Names of your own teams only" if is_of_teams else "Your own name only"
