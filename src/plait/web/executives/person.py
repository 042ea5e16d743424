"""What the page of one executive shows: both halves of their time, both boards, both registers, as far as is shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.attendance import PRESENCES
from plait.engine.declarations import Organisation, is_declared
from plait.engine.litmus.questions.leader_serves_the_whole_board import EVERY, TEST
from plait.engine.litmus.wording import listed, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.sharing import WHOLE, Clash, Sitting, clash_of, worst
from plait.store.acting_up import AwayLine
from plait.store.conflicts import ConflictLine
from plait.store.executives import GRANTED, DeclaredThere, MeetingThere, RoleThere, ShareLine
from plait.web.executives.attendance import AttendancePart, attendance_part
from plait.web.executives.sharing import RULE, SharePart, share_words
from plait.web.shared.acting_up import away_words
from plait.web.shared.conflicts import conflict_words
from plait.web.shared.jinja import short_date, wte
from plait.web.shared.origins import last_day_words, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

HERE = "Here"
UNPUBLISHED = "A meeting not yet published"
CLASHES = {Clash.CLASH: "They overlap", Clash.MAY: "May clash: times are not known", Clash.NONE: "–"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What is known of one executive: what both trusts say, the roles, boards and interests, here and there."""

    name: str
    shares: tuple[ShareLine, ...]
    roles: tuple[RoleThere, ...]
    meetings: tuple[MeetingThere, ...]
    interests: tuple[DeclaredThere, ...]
    away: tuple[AwayLine, ...]
    conflicts: tuple[ConflictLine, ...]
    outside: tuple[int, int]

    @property
    def granted(self) -> tuple[ShareLine, ...]:
        """The other trusts with which both words are given."""
        return tuple(one for one in self.shares if one.state == GRANTED)


@dataclass(frozen=True, slots=True)
class ExecutivePage:
    """One executive of two trusts: the sentence, what is wrong, the tables, the ways on."""

    name: str
    answer: str
    faults: tuple[str, ...]
    roles: TablePage
    meetings: TablePage
    attendance: AttendancePart
    outside: str
    interests: TablePage
    decisions: tuple[str, ...]
    parts: tuple[SharePart, ...]
    links: tuple[Link, ...]
    rule: str = RULE


def executive_page(viewer: Viewer, known: Shared, parts: Iterable[SharePart], today: date) -> ExecutivePage:
    """One executive, as both trusts share; where nothing is shared, the half of this trust alone."""
    home = f"/t/{viewer.trust_code}"
    reads = bool(scope_of(viewer, Action.READ_FINDINGS))
    question = Link(
        "What the digital leader gives the board outside digital", f"{home}/questions/leader-serves-the-whole-board/"
    )
    clashes = [(one, _clash(one, known.meetings)) for one in known.meetings]
    return ExecutivePage(
        name=known.name,
        answer=_answer(known, today),
        faults=tuple(_faults(known, clashes, viewer, today)),
        roles=_roles(known.roles),
        meetings=_meetings(clashes),
        attendance=attendance_part(clashes, known.granted, today),
        outside=outside_words(*known.outside),
        interests=_interests(known, viewer),
        decisions=tuple(map(conflict_words, known.conflicts)),
        parts=tuple(parts),
        links=(
            *((question,) if reads else ()),
            Link("Who deputises", f"{home}/executives/deputies/"),
            Link("Register of interests", f"{home}/executives/declarations/"),
        ),
    )


def outside_words(made: int, meetings: int) -> str:
    """What the digital leader did outside digital at the board, beside what is asked; nothing without a meeting."""
    if not meetings:
        return ""
    said = f"{many(made, 'contribution', 'contributions')} outside digital at {many(meetings, 'meeting', 'meetings')}"
    asked = f"asked is {TEST.threshold.value:f} for each {EVERY}, our default"
    return f"The digital leader made {said} of the board here in the last 12 months ({asked})."


def _time(roles: Iterable[RoleThere], today: date) -> tuple[Decimal, Decimal]:
    """How much of their time the roles of today take, here and there."""
    now = [one for one in roles if one.holds(today)]
    here = sum((one.wte for one in now if not one.other), Decimal(0))
    return here, sum((one.wte for one in now if one.other), Decimal(0))


def _answer(known: Shared, today: date) -> str:
    here, there = _time(known.roles, today)
    if not known.granted:
        said = " ".join(share_words(one) for one in known.shares) or "Nothing is shared with another trust."
        return f"Leads here for {wte(here)} WTE. {said}"
    others = listed([one.other_name for one in known.granted])
    total = here + there
    said = f"Leads here for {wte(here)} WTE and at {others} for {wte(there)}, together {wte(total)}"
    return f"{said}: {wte(WHOLE - total)} is given to neither." if total < WHOLE else f"{said}."


def _faults(known: Shared, clashes: Sequence[tuple[MeetingThere, Clash]], viewer: Viewer, today: date) -> Iterable[str]:
    """What is wrong and can be put right, one sentence each."""
    total = sum(_time(known.roles, today))
    if total > WHOLE:
        yield f"The roles of both trusts take {wte(total)} WTE: {wte(total - WHOLE)} more than one person has."
    if known.away:
        yield away_words(known.away)
    for clash, said in ((Clash.CLASH, "meet at once"), (Clash.MAY, "may meet at once: a time is not recorded")):
        coming = sorted({one.held_on for one, found in clashes if found is clash and one.held_on >= today})
        if coming:
            yield f"On {listed([short_date(day) for day in coming])} both boards {said}."
    here = Organisation(viewer.trust_code, viewer.trust_name)
    for one in known.shares:
        other = Organisation(one.other, one.other_name)
        if not is_declared([i for i in known.interests if not i.other], other, today):
            yield f"The register of this trust has no declaration about {one.other_name}."
        theirs = [i for i in known.interests if i.other == one.other_name]
        if one.state == GRANTED and not is_declared(theirs, here, today):
            yield f"The register of {one.other_name} has no declaration about this trust."


def _roles(roles: Iterable[RoleThere]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Trust", "Role", "Held as", "WTE", "From", "Last day", "Source")))
    rows = tuple(
        Row(
            (
                Cell(one.other or HERE),
                Cell(one.role),
                Cell(one.held_as.capitalize()),
                Cell(wte(one.wte)),
                Cell(short_date(one.starts)),
                Cell(last_day_words(one.ends)),
                _source(one),
            )
        )
        for one in roles
    )
    return TablePage("What they answer for", heads, rows, EmptyState("No leadership role."), caption_hidden=True)


def _clash(one: MeetingThere, meetings: Iterable[MeetingThere]) -> Clash:
    return worst(clash_of(_sitting(one), _sitting(other)) for other in meetings if other.other != one.other)


def _sitting(one: MeetingThere) -> Sitting:
    return Sitting(one.held_on, one.begins, one.finishes)


def _meetings(clashes: Iterable[tuple[MeetingThere, Clash]]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Day", "Board of", "Times", "Clash", "Attendance", "Source")))
    rows = tuple(
        Row(
            (
                Cell(short_date(one.held_on)),
                Cell(one.other or HERE, note=UNPUBLISHED if one.other and one.is_draft else ""),
                Cell(_times(one)),
                Cell(CLASHES[found], look="" if found is Clash.NONE else "warning"),
                Cell(PRESENCES.get(one.presence, "–")),
                _source(one),
            )
        )
        for one, found in clashes
    )
    empty = EmptyState("No board of the last 12 months or to come.")
    return TablePage("Boards to be at", heads, rows, empty, caption_hidden=True)


def _source(one: RoleThere | MeetingThere | DeclaredThere) -> Cell:
    """Its file and line; of a row of the other trust, that it is shared."""
    return Cell(f"Shared by {one.other}" if one.other else source_words(one.origin), look="source")


def _times(one: MeetingThere) -> str:
    if not one.begins and not one.finishes:
        return "Not recorded"
    return f"{one.begins or '?'} to {one.finishes or '?'}"


def _interests(known: Shared, viewer: Viewer) -> TablePage:
    titles = {one.other.upper(): one.other_name for one in known.shares} | {viewer.trust_code: viewer.trust_name}
    heads = tuple(
        map(ColumnHead, ("Register of", "Other organisation", "Interest", "Document", "From", "Last day", "Source"))
    )
    rows = tuple(
        Row(
            (
                Cell(one.other or HERE),
                Cell(titles.get(one.organisation.upper(), one.organisation)),
                Cell(one.interest),
                Cell(one.document or "–"),
                Cell(short_date(one.starts)),
                Cell(last_day_words(one.ends)),
                _source(one),
            )
        )
        for one in known.interests
    )
    return TablePage("Interests declared", heads, rows, EmptyState("Nothing is declared."), caption_hidden=True)
