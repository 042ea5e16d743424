"""Consent: what proposed members and their line managers said, and when a team may be accepted on it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.second_team import Another, How

UNANSWERED_DAYS = 14
"""After so many days without an answer a proposal is shown as unanswered (our default)."""


class Word(StrEnum):
    """What somebody said to a proposal."""

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"


class Side(StrEnum):
    """Whose word it is."""

    MEMBER = "member"
    MANAGER = "manager"


class State(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Answer:
    """One side's word, the day they gave it and why."""

    word: Word = Word.WAITING
    on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What one person is asked: a place in a team, with so much time, from `starts` up to, not including, `ends`.

    Of somebody whom another trust lends, `home` is the code of that trust.
    """

    team: str
    service: str
    employee_number: str
    wte: Decimal
    starts: date
    ends: date
    reason: str = ""
    home: str = ""

    @property
    def last_day(self) -> date:
        """The last day of it."""
        return self.ends - timedelta(days=1)

    def covers(self, other: "Place") -> bool:
        """Who said yes to this said yes to the other: same person and service, no more time, no day outside."""
        same = (self.employee_number, self.service) == (other.employee_number, other.service)
        return same and other.wte <= self.wte and self.starts <= other.starts and other.ends <= self.ends


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place somebody was asked to take, and the answers.

    It comes of a run of the assembler, or of a proposed second team. `has_manager` is false where the record names no
    line manager: then the member's word is all there is. Where two trusts are in it, `other` names the other one: that
    lends the person, or that asks for them. `is_lent` is false once that loan holds no more.
    """

    id: int
    version: int
    run_id: int | None
    name: str
    place: Place
    asked_on: date
    state: State = State.OPEN
    has_manager: bool = True
    member: Answer = Answer()
    manager: Answer = Answer()
    second_id: int | None = None
    other: str = ""
    is_lent: bool = True

    @property
    def needed(self) -> dict[Side, Answer]:
        """The answers it waits for, by whose they are."""
        return {Side.MEMBER: self.member} | ({Side.MANAGER: self.manager} if self.has_manager else {})

    @property
    def declined_by(self) -> tuple[Side, ...]:
        """Who said no."""
        return tuple(side for side, one in self.needed.items() if one.word is Word.DECLINED)

    @property
    def is_agreed(self) -> bool:
        """Did everybody whose word it needs say yes?"""
        return all(one.word is Word.AGREED for one in self.needed.values())

    def is_unanswered(self, on: date) -> bool:
        """Has somebody not answered for longer than one may be asked to wait?"""
        waits = any(one.word is Word.WAITING for one in self.needed.values())
        return waits and not self.declined_by and on >= self.asked_on + timedelta(days=UNANSWERED_DAYS)


def places_of(plan: Plan, teams: Collection[str]) -> tuple[Place, ...]:
    """Everybody who would be new in one of these teams, with what they are asked for."""
    return tuple(
        Place(
            team.ask.team,
            team.ask.service,
            one.employee_number,
            one.wte,
            team.ask.window.starts,
            team.ask.window.ends,
            one.reason,
            one.home,
        )
        for team in plan.teams
        for one in team.members
        if one.is_new and team.ask.team in teams
    )


def places_in_second(made: Another, name: str) -> tuple[Place, ...]:
    """Everybody who would move to the second team, share their time with it, or join one of the two; each once.

    Whoever stays as before is asked nothing. The question is about the time the team is proposed for.
    """
    window = made.window
    second = [(name, one) for one in made.second]
    first = [(made.parent.name, one) for one in made.first if one.how is How.JOINS]
    return tuple(
        Place(team, made.parent.service, one.employee_number, one.wte, window.starts, window.ends, one.reason)
        for team, one in (*second, *first)
    )


def carried_over(place: Place, earlier: Iterable[Proposal]) -> dict[Side, Answer]:
    """Each side's yes to an earlier proposal that covers this place, so that nobody is asked twice for the same.

    A no is not carried over: whoever is asked again may answer again.
    """
    words = {Side.MEMBER: Answer(), Side.MANAGER: Answer()}
    for one in earlier:
        if one.place.covers(place):
            words |= {side: answer for side, answer in one.needed.items() if answer.word is Word.AGREED}
    return words


def unasked_of_others(plan: Plan, proposals: Iterable[Proposal]) -> tuple[ProposedTeam, ...]:
    """The teams somebody of another trust would join who was not asked, or is lent no more.

    Who accepts may decide for people of the own trust, and never for those of another.
    """
    asked = {(one.place.team, one.place.employee_number) for one in proposals if one.place.home and one.is_lent}
    return tuple(
        team
        for team in plan.teams
        if any(one.home and one.is_new and (team.ask.team, one.employee_number) not in asked for one in team.members)
    )


def lacks_consent(proposals: Iterable[Proposal], teams: Collection[str]) -> tuple[Proposal, ...]:
    """The proposals of these teams to which not everybody has said yes."""
    return tuple(one for one in proposals if one.place.team in teams and not one.is_agreed)
