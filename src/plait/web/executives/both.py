"""What somebody who leads two trusts sees of themselves in both, side by side and never added up but for their time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.contacts import Met
from plait.engine.declarations import Organisation, is_declared
from plait.engine.litmus.questions.directors_are_met import TEST as MET
from plait.engine.litmus.questions.leader_serves_the_whole_board import EVERY, TEST
from plait.engine.litmus.wording import listed, many
from plait.engine.permissions import Viewer
from plait.engine.sharing import WHOLE, Came, Clash, Sitting, clash_of, tally
from plait.store.acting_up import DeputyLine
from plait.store.conflicts import ConflictLine
from plait.store.executives import DeclaredThere, MeetingThere, RoleThere
from plait.web.executives.attendance import counted_words
from plait.web.shared.conflicts import conflict_words
from plait.web.shared.jinja import short_date, wte
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

LIMIT = MET.threshold.value
NEXT = 3
"""How many meetings to come are told of each board."""
HEADINGS = ("What", "Trust", "Code", "What the record says")
RULE = (
    "Only you see this page, because you may enter each of these trusts; it shows what your role reads in each. "
    "Nothing of it stands in a page of either trust. Taking it along leaves a line in the audit trail of each."
)
NOT_READ = Cell("Not for your role there")


@dataclass(frozen=True, slots=True)
class Half:
    """What one trust holds of somebody who leads it; `met` is nothing where the role there reads no contacts.

    `outside` is how many contributions outside digital there were, and at how many meetings of the board; `limit` how
    many the trust asks for at each two.
    """

    viewer: Viewer
    employment_id: int
    roles: tuple[RoleThere, ...]
    meetings: tuple[MeetingThere, ...]
    interests: tuple[DeclaredThere, ...]
    deputies: tuple[DeputyLine, ...]
    conflicts: tuple[ConflictLine, ...]
    outside: tuple[int, int]
    limit: Decimal
    met: tuple[Met, ...] | None

    def wte(self, today: date) -> Decimal:
        """The time of the roles held there today."""
        return sum((one.wte for one in self.roles if one.holds(today)), Decimal(0))

    def coming(self, today: date) -> list[MeetingThere]:
        """The boards to come, the next first."""
        return sorted((one for one in self.meetings if one.held_on >= today), key=lambda of: (of.held_on, of.begins))


@dataclass(frozen=True, slots=True)
class BothPage:
    """Somebody in two trusts: the sentence, when boards meet at once, the table side by side, the decisions."""

    name: str
    answer: str
    clashes: tuple[str, ...]
    table: TablePage
    decisions: tuple[str, ...]
    links: tuple[Link, ...]
    invented: str
    rule: str = RULE


def both_page(name: str, halves: Sequence[Half], today: date) -> BothPage:
    """The page; `halves` are two or more, in the order of the names of their trusts."""
    heads = tuple(map(ColumnHead, ("What", *(one.viewer.trust_name for one in halves))))
    rows = tuple(Row((Cell(what), *cells)) for what, cells in _rows(halves, today))
    return BothPage(
        name=name,
        answer=_answer(halves, today),
        clashes=tuple(_clashes(halves, today)),
        table=TablePage(
            "You in each trust",
            heads,
            rows,
            EmptyState("Nothing."),
            download=Link("Download these rows (CSV)", "?format=csv"),
            caption_hidden=True,
        ),
        decisions=tuple(_decision(half, one) for half in halves for one in half.conflicts),
        links=tuple(
            Link(f"You at {one.viewer.trust_name}", f"/t/{one.viewer.trust_code}/executives/{one.employment_id}/")
            for one in halves
        ),
        invented=_invented([one.viewer for one in halves]),
    )


def _invented(viewers: Iterable[Viewer]) -> str:
    names = [one.trust_name for one in viewers if one.is_invented]
    return f"{listed(names)} {'do' if len(names) > 1 else 'does'} not exist." if names else ""


def _decision(half: Half, one: ConflictLine) -> str:
    return f"{half.viewer.trust_name}: {conflict_words(one)}"


def both_rows(halves: Sequence[Half], today: date) -> list[list[str]]:
    """The same as a file, one line for each fact of each trust."""
    return [
        [what, half.viewer.trust_name, half.viewer.trust_code, "; ".join(filter(None, (cell.text, cell.note)))]
        for what, cells in _rows(halves, today)
        for half, cell in zip(halves, cells, strict=True)
    ]


def _answer(halves: Sequence[Half], today: date) -> str:
    shares = [one.wte(today) for one in halves]
    total = sum(shares, Decimal(0))
    said = listed([f"{wte(share)} WTE at {half.viewer.trust_name}" for share, half in zip(shares, halves, strict=True)])
    if total > WHOLE:
        return f"You lead for {said}: together {wte(total)}, {wte(total - WHOLE)} more than one person has."
    rest = f", and {wte(WHOLE - total)} is given to neither" if total < WHOLE else ""
    return f"You lead for {said}, together {wte(total)}{rest}."


def _clashes(halves: Sequence[Half], today: date) -> Iterator[str]:
    first, *others = halves
    for other in others:
        for one in first.coming(today):
            found = [clash_of(_sitting(one), _sitting(that)) for that in other.coming(today)]
            if Clash.CLASH in found:
                yield f"On {short_date(one.held_on)} both boards meet at once."
            elif Clash.MAY in found:
                yield f"On {short_date(one.held_on)} both boards may meet at once: a time is not recorded."


def _sitting(one: MeetingThere) -> Sitting:
    return Sitting(one.held_on, one.begins, one.finishes)


def _rows(halves: Sequence[Half], today: date) -> Iterator[tuple[str, list[Cell]]]:
    yield "Time today", [_time(one, today) for one in halves]
    yield "Boards to come", [_boards(one, today) for one in halves]
    yield "Attendance in 12 months", [_attendance(one, today) for one in halves]
    yield "Outside digital in 12 months", [_outside(one) for one in halves]
    yield "Deputies", [_deputies(one) for one in halves]
    yield "The other trust declared", [_declared(one, halves, today) for one in halves]
    yield "Decisions at a trust’s cost", [_decisions(one) for one in halves]
    yield "Since you last met directors", [_met(one) for one in halves]


def _time(half: Half, today: date) -> Cell:
    held = [one.role for one in half.roles if one.holds(today)]
    return Cell(f"{wte(half.wte(today))} WTE", note=listed(held))


def _boards(half: Half, today: date) -> Cell:
    coming = half.coming(today)[:NEXT]
    said = [f"{short_date(one.held_on)} {_times(one)}".rstrip() for one in coming]
    return Cell("; ".join(said)) if said else Cell("None recorded", look="warning")


def _times(one: MeetingThere) -> str:
    return f"{one.begins or '?'} to {one.finishes or '?'}" if one.begins or one.finishes else ""


def _attendance(half: Half, today: date) -> Cell:
    held = [one for one in half.meetings if one.held_on <= today and (one.presence or not one.is_draft)]
    found = tally(Came("", one.held_on, one.presence) for one in held)
    return Cell(f"Came to {counted_words(found)}" if found.known else "Not recorded")


def _outside(half: Half) -> Cell:
    made, meetings = half.outside
    if not meetings:
        return Cell("No published meeting of the board")
    said = f"{many(made, 'contribution', 'contributions')} at {many(meetings, 'meeting', 'meetings')}"
    own = "our default" if half.limit == TEST.threshold.value else "this trust’s own threshold"
    few = EVERY * made < half.limit * meetings
    return Cell(said, look="warning" if few else "", note=f"Asked: {half.limit:f} for each {EVERY} ({own})")


def _deputies(half: Half) -> Cell:
    names = [f"{one.name} ({one.role})" for one in half.deputies]
    return Cell("; ".join(names)) if names else Cell("Nobody", look="warning")


def _declared(half: Half, halves: Iterable[Half], today: date) -> Cell:
    others = [one.viewer for one in halves if one is not half]
    bare = [
        one.trust_name
        for one in others
        if not is_declared(half.interests, Organisation(one.trust_code, one.trust_name), today)
    ]
    return Cell(f"No declaration about {listed(bare)}", look="warning") if bare else Cell("Yes")


def _decisions(half: Half) -> Cell:
    asked = sum(bool(one.asked) for one in half.conflicts)
    said = many(len(half.conflicts), "decision", "decisions") if half.conflicts else "None"
    note = f"{asked} without declaration or somebody who stood aside" if asked else ""
    return Cell(said, look="warning" if asked else "", note=note)


def _met(half: Half) -> Cell:
    if half.met is None:
        return NOT_READ
    if not half.met:
        return Cell("No contact logged")
    longest = half.met[0]
    late = sum(one.days > LIMIT for one in half.met)
    said = f"{many(longest.days, 'day', 'days')} at the longest ({longest.office.lower()})"
    note = f"{many(late, 'director', 'directors')} over {LIMIT} days (our default)" if late else ""
    return Cell(said, look="warning" if late else "", note=note)
