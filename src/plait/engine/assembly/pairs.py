"""Pairs: two people who are to be in one team, or in none together, as rows of a matrix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plait.engine.assembly.asks import Ask
from plait.engine.assembly.matrix import AskColumns, Matrix, Model, Term
from plait.engine.assembly.plan import ProposedTeam
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.wishes import Apart, Together, Wish, pairs_in
from plait.engine.trust import Identity

Joins = Iterable[tuple[Candidate, int]]
"""Who could join a team, and the column that says whether they do."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where two people could meet in one team: whether each is in it today, and the columns by which each may join."""

    is_there: tuple[bool, bool]
    joins: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def is_possible(self) -> bool:
        """Could both be in it?"""
        return all(there or joins for there, joins in zip(self.is_there, self.joins, strict=True))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The sum of how many of the two join."""
        return tuple((column, 1.0) for joins in self.joins for column in joins)

    def hold(self, matrix: Matrix) -> int:
        """A column that is 1 only where both are in the team."""
        column = matrix.column(0, 1)
        for there, joins in zip(self.is_there, self.joins, strict=True):
            if not there:
                matrix.row([(column, 1.0), *((one, -1.0) for one in joins)], most=0)
        return column


def meeting_of(pair: Together | Apart, ask: Ask, joins: Joins, who: Mapping[str, Identity]) -> Meeting:
    """How the two could meet in the team of an ask; `who` are the identities of the pool."""
    could = [(one.identity, column) for one, column in joins]
    seated = [seat.employee_number for seat in ask.seats]
    there, by = [], []
    for number in (pair.person, pair.other):
        identity = who.get(number, ("", number))
        there.append(any(identity == who.get(one, ("", one)) for one in seated))
        by.append(tuple(column for other, column in could if other == identity))
    return Meeting((there[0], there[1]), (by[0], by[1]))


def hold_pairs(model: Model, pool: Sequence[Candidate], wishes: Iterable[Wish]) -> frozenset[int]:
    """Every plan of the model keeps the pairs; the columns by which those who are to be together may join."""
    who = {one.employee_number: one.identity for one in pool}
    tied: set[int] = set()
    for wish in pairs_in(wishes):
        found = [meeting_of(wish, one.ask, _joins(one), who) for one in model.asks]
        if isinstance(wish, Apart):
            for one in found:
                model.matrix.row(one.terms, most=max(0, 1 - sum(one.is_there)))
        elif not any(all(one.is_there) for one in found):
            able = [one for one in found if one.is_possible]
            model.matrix.row([(one.hold(model.matrix), 1.0) for one in able], least=1)
            tied.update(column for one in able for column, _ in one.terms)
    return frozenset(tied)


def _joins(made: AskColumns) -> Joins:
    return [(place.candidate, joins) for joins, place in made.newcomers]


def meets(pair: Together | Apart, team: ProposedTeam, who: Mapping[str, Identity]) -> bool:
    """Are both in the proposed team?"""
    there = {who.get(one.employee_number, ("", one.employee_number)) for one in team.members}
    return {who.get(number, ("", number)) for number in (pair.person, pair.other)} <= there
