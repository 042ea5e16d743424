"""Which office took which part in what the board did in 12 months, digital or not, and how far one office owns it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plait.engine.board import YEAR, AgendaItem, BoardYear, Decision
from plait.engine.board_actions import BoardAction
from plait.engine.board_sheets import BOARD, CDIO_OFFICE, DIGITAL
from plait.engine.challenges import Challenge
from plait.engine.origins import Origin
from plait.engine.sponsorships import KINDS, PARTS, Sponsorship
from plait.engine.trust import Trust, board_year_of

LEADER = CDIO_OFFICE
"""The office that digital work is delegated to, where it is."""
WROTE, LED, CHALLENGED, ASKED, OWNS = (
    "Wrote the paper", "Led or sponsored it", "Challenged it", "Asked about it", "Owns the action",
)  # fmt: skip
Record = AgendaItem | Decision | Challenge | BoardAction
"""What belongs to a meeting."""
ACTIVE_OFFICES = 6
"""How many offices should take part in digital work (requirement 25; our default)."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an office did: `how`, of which record, and on which day; `is_digital` is nothing where nobody can tell."""

    office: str
    what: str
    how: str
    on: date
    is_digital: bool | None = True
    meeting: str = ""
    origin: Origin | None = None

    @property
    def is_challenge(self) -> bool:
        """Is it a question somebody put?"""
        return self.how in {CHALLENGED, ASKED}


@dataclass(frozen=True, slots=True)
class Owned:
    """One digital paper or action with the offices it belongs to, in equal parts."""

    what: str
    kind: str
    offices: tuple[str, ...]
    on: date
    meeting: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """How digital papers and actions are shared: the part of each office of all of them, the largest first.

    Of a joint paper each author owns an equal part.
    """

    owned: tuple[Owned, ...]
    shares: tuple[tuple[str, Fraction], ...]

    @property
    def index(self) -> Fraction:
        """The digital leader's part of all, from 0 to 1."""
        return dict(self.shares).get(LEADER, Fraction(0))

    @property
    def concentration(self) -> Fraction:
        """The Herfindahl-Hirschman index, from near 0 to 1: the sum of the squares of all shares."""
        return sum((share * share for _, share in self.shares), Fraction(0))


@dataclass(frozen=True, slots=True)
class BoardWork:
    """What the board did in the 12 months up to a day: drafts count in nothing."""

    year: BoardYear
    challenges: tuple[Challenge, ...]
    actions: tuple[BoardAction, ...]
    sponsorships: tuple[Sponsorship, ...]

    def parts(self) -> tuple[Part, ...]:
        """Every part that an office took, the latest first."""
        found = (*self._of_items(), *self._of_decisions(), *self._of_challenges(), *self._of_actions())
        return tuple(sorted((*found, *self._of_sponsorships()), key=_latest))

    def delegation(self) -> Delegation:
        """How the digital papers that name their authors, and the digital actions, are shared."""
        papers = (
            Owned(one.title, "Paper", one.authors, self.year.day_of(one), one.meeting, one.origin)
            for one in self.year.items
            if one.subject == DIGITAL and one.authors
        )
        actions = (
            Owned(one.name, "Action", (one.owner,), self._day(one.meeting), one.meeting, one.origin)
            for one in self.actions
            if self._is_digital(one)
        )
        owned = tuple(sorted((*papers, *actions), key=_latest_owned))
        shares: dict[str, Fraction] = {}
        for one in owned:
            for office in one.offices:
                shares[office] = shares.get(office, Fraction(0)) + Fraction(1, len(one.offices) * len(owned))
        return Delegation(owned, tuple(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))))

    def _part(self, office: str, what: str, how: str, record: Record) -> Part:
        return Part(
            office, what, how, self._day(record.meeting), self._is_digital(record), record.meeting, record.origin
        )

    def _is_digital(self, record: Record) -> bool | None:
        if isinstance(record, Decision):
            return self.year.is_digital(record)
        if isinstance(record, Challenge):
            return self._about(record.meeting, record.item, record.decision)
        subject = record.subject if isinstance(record, AgendaItem) else record.tag
        if subject or isinstance(record, AgendaItem):
            return subject == DIGITAL if subject else None
        return self._about(record.meeting, record.item, "")

    def _day(self, meeting: str) -> date:
        return next(one.held_on for one in self.year.meetings if one.name == meeting)

    def _of_items(self) -> Iterator[Part]:
        for item in self.year.items:
            yield from (self._part(office, item.title, WROTE, item) for office in item.authors)

    def _of_decisions(self) -> Iterator[Part]:
        told = {(one.meeting, one.decision.casefold(), one.raised_by) for one in self.challenges}
        for taken in self.year.decisions:
            yield from (self._part(office, taken.name, LED, taken) for office in taken.leads)
            for office in taken.challenged_by:
                if (taken.meeting, taken.name.casefold(), office) not in told:  # else its own row says more
                    yield self._part(office, taken.name, CHALLENGED, taken)

    def _of_challenges(self) -> Iterator[Part]:
        for one in self.challenges:
            yield self._part(one.raised_by, one.question, ASKED, one)

    def _of_actions(self) -> Iterator[Part]:
        for one in self.actions:
            yield self._part(one.owner, one.name, OWNS, one)

    def _of_sponsorships(self) -> Iterator[Part]:
        for one in self.sponsorships:
            how = f"{PARTS[one.part]} of the {KINDS[one.kind].lower()}"
            yield Part(one.office, one.name, how, one.starts, origin=one.origin)

    def _about(self, meeting: str, number: str, decision: str) -> bool | None:
        """Is what was asked about digital work, by its decision or its item? Nothing where neither says so."""
        decided = [self.year.is_digital(one) for one in self.year.decisions if _is_named(one, meeting, decision)]
        items = [one for one in self.year.items if (one.meeting, one.number) == (meeting, number) and one.subject]
        known = [*decided, *(one.subject == DIGITAL for one in items)]
        return any(known) if known else None


def _is_named(one: Decision, meeting: str, name: str) -> bool:
    return (one.meeting, one.name.casefold()) == (meeting, name.casefold())


def _latest(part: Part) -> tuple[int, str, str, str, str]:
    return -part.on.toordinal(), part.what, part.how, part.office, part.meeting


def _latest_owned(one: Owned) -> tuple[int, str, str, tuple[str, ...], str]:
    return -one.on.toordinal(), one.kind, one.what, one.offices, one.meeting


def board_work(
    year: BoardYear, challenges: Iterable[Challenge], actions: Iterable[BoardAction], every: Iterable[Sponsorship]
) -> BoardWork:
    """What was done at the meetings of the year, and what of `every` sponsorship held in it."""
    names = {one.name for one in year.meetings}
    return BoardWork(
        year,
        tuple(one for one in challenges if one.meeting in names),
        tuple(one for one in actions if one.meeting in names),
        tuple(one for one in every if one.starts <= year.on and (one.ends is None or one.ends > year.on - YEAR)),
    )


def board_work_of(trust: Trust) -> BoardWork:
    """What the board of a trust did in the 12 months up to its day."""
    return board_work(board_year_of(trust), trust.challenges, trust.actions, trust.sponsorships)


def active_offices(parts: Iterable[Part]) -> tuple[str, ...]:
    """The offices that took any part in digital work, by name."""
    return tuple(sorted({part.office for part in parts if part.is_digital}))


def outside_digital(parts: Iterable[Part]) -> tuple[Part, ...]:
    """What the digital leader did at meetings that was not about digital work."""
    return tuple(part for part in parts if part.office == LEADER and part.is_digital is False)


def outside_at_boards(work: BoardWork) -> tuple[int, int]:
    """How many contributions outside digital the leader made at the board itself, and at how many of its meetings."""
    names = {one.name for one in work.year.meetings if one.kind == BOARD}
    return sum(part.meeting in names for part in outside_digital(work.parts())), len(names)
