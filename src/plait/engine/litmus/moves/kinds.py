"""What a kind of move is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.litmus.cost import Cost
from plait.engine.litmus.tried import Move
from plait.engine.origins import Origin
from plait.engine.trust import Trust

TO_BE_NAMED = "(to be named)"
"""Who stands on the copy where people have still to say who it is; no employee has such a number."""


@dataclass(frozen=True, slots=True)
class Words:
    """A move in words: what would be done, what it needs, and whose decision that is."""

    title: str
    needs: str
    decides: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The record that shows that a fact holds: in words, and where it came from."""

    words: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that people give with a move: what it is called, one like it, how it is read, and how it is shown.

    `read` raises CannotRead for what is none.
    """

    label: str
    like: str
    read: Callable[[str], Decimal]
    shown: Callable[[Decimal], str]


def _nothing(_trust: Trust, _move: Move) -> Cost:
    return Cost(basis="It is a decision on who answers.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of structural act.

    `find` gives those a trust could make, in the order of its record; `make` makes one on a copy; `words` says it.
    `says` names one in a plain sentence, of whatever trust, as where it is not done or no longer open.
    `see` gives the record that shows that it is done, where it was done after a day; nothing where it is not.
    `together` is what several of the kind are called, where they are one act of the same body. `aims` are the
    questions it is for, `sheets` those whose rows it changes. `later` is the first day on which what is counted of a
    year is clear of the time before it, where the question counts that. `asks` says which figure people give with
    one, where it wants one. `costs` is what one costs in a year.
    """

    name: str
    aims: tuple[str, ...]
    sheets: frozenset[str]
    find: Callable[[Trust], tuple[Move, ...]]
    make: Callable[[Trust, Move], Trust]
    words: Callable[[Trust, Move], Words]
    says: Callable[[Move], str]
    see: Callable[[Trust, Move, date], Shown | None]
    together: Callable[[tuple[Move, ...]], str]
    later: Callable[[Trust], date] | None = None
    asks: Callable[[Move], Figure | None] | None = None
    costs: Callable[[Trust, Move], Cost] = _nothing

    def figure_of(self, move: Move) -> Figure | None:
        """The figure people give with one of the kind; nothing where it wants none."""
        return self.asks(move) if self.asks else None
