"""Giving a clinical leader what the role lacks: protected time, a team, a budget, a delegated limit, or a line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from plait.engine.leadership import (
    AT_THE_TOP,
    CCIO,
    CNIO,
    LINE,
    LeadershipRole,
    figures_of,
    lacks_of,
    read_pounds,
    read_time,
)
from plait.engine.litmus.cost import Cost
from plait.engine.litmus.moves.costs import cost_of_protected
from plait.engine.litmus.moves.kinds import Figure, Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import listed
from plait.engine.trust import Trust

NAME = "give a role authority"
CLINICAL = (CCIO, CNIO)
SOME = Decimal("0.01")
"""What stands on the copy where nobody has given a figure: any above nothing gives the same verdict, and no page shows
it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a role may lack: how a role is given it, what it is called, and who decides on it.

    `unit` is in front of the figure or after it; a line of reporting has no figure, and so no way to read one.
    """

    give: Callable[[LeadershipRole, Decimal], LeadershipRole]
    words: str
    decides: str
    unit: str = ""
    read: Callable[[str], Decimal] | None = None

    def shown(self, figure: Decimal) -> str:
        """“£50,000”, or “0.6 WTE”."""
        return f"£{figure:,.0f}" if self.unit == "£" else f"{figure.normalize():f} {self.unit}"


PARTS = {
    "protected time": Part(
        lambda role, figure: replace(role, protected_wte=figure), "protected time", "Chief executive", "WTE", read_time
    ),
    "team": Part(
        lambda role, figure: replace(role, team_wte=figure), "a team of its own", "Chief executive", "WTE", read_time
    ),
    "budget": Part(
        lambda role, figure: replace(role, budget_pounds=figure),
        "a yearly budget of its own",
        "Chief executive, with the finance director",
        "£",
        read_pounds,
    ),
    "delegated limit": Part(
        lambda role, figure: replace(role, limit_pounds=figure),
        "a delegated limit",
        "The board, in its scheme of delegation",
        "£",
        read_pounds,
    ),
    LINE: Part(
        lambda role, _: replace(role, reports_to=AT_THE_TOP),
        "a line to the board or chief executive",
        "Chief executive",
    ),
}


def _find(trust: Trust) -> tuple[Move, ...]:
    """What each CCIO and CNIO role is recorded to be without, with the figure another role like it has."""
    return tuple(_lacking(trust))


def _lacking(trust: Trust) -> Iterator[Move]:
    for role in sorted((role for role in trust.roles if role.kind in CLINICAL), key=_place):
        for lack in lacks_of(role):
            like = _like(trust, Move(NAME, role.name, lack))
            yield Move(NAME, role.name, lack, f"{_figure(like, lack):f}" if like else "")


def _place(role: LeadershipRole) -> tuple[int, str]:
    return CLINICAL.index(role.kind), role.name


def _figure(role: LeadershipRole, detail: str) -> Decimal:
    return dict(figures_of(role)).get(detail) or Decimal(0)


def _like(trust: Trust, move: Move) -> LeadershipRole | None:
    """The other CCIO or CNIO role that has what this one lacks; of several the one with least."""
    roles = [role for role in trust.roles if role.kind in CLINICAL and role.name != move.subject]
    having = [role for role in roles if _figure(role, move.detail) > 0]
    return min(having, key=lambda role: (_figure(role, move.detail), role.name), default=None)


def _role(trust: Trust, move: Move) -> LeadershipRole | None:
    return next((role for role in trust.roles if role.name == move.subject), None)


def _make(trust: Trust, move: Move) -> Trust:
    give, figure = PARTS[move.detail].give, Decimal(move.figure or SOME)
    roles = tuple(give(role, figure) if role.name == move.subject else role for role in trust.roles)
    return replace(trust, roles=roles)


def _costs(trust: Trust, move: Move) -> Cost:
    """Protected time is paid, and a budget spent; a team has no bands before it has posts; the others cost nothing."""
    role, figure = _role(trust, move), Decimal(move.figure or 0)
    if move.detail == "delegated limit":
        return Cost(basis="A limit says who decides, not what is spent.")
    if PARTS[move.detail].read is None:
        return Cost(basis="It is a change of whom the role reports to.")
    if not figure or role is None:
        return Cost(missing="It hangs on the figure that whoever chooses this move writes.")
    if move.detail == "budget":
        return Cost(spending=int(figure * 100), basis="That is the budget itself.")
    if move.detail == "team":
        return Cost(missing="No band is recorded for the people of such a team: add their posts, with bands, to Posts.")
    return cost_of_protected(trust, role, figure)


def _says(move: Move) -> str:
    return f"Give the role {move.subject} {PARTS[move.detail].words}"


def _words(trust: Trust, move: Move) -> Words:
    part = PARTS[move.detail]
    return Words(_says(move), _needs(trust, move, part), part.decides)


def _needs(trust: Trust, move: Move, part: Part) -> str:
    if part.read is None:
        return "A change of whom the role reports to."
    like = _like(trust, move)
    if like is None:
        return "A figure from whoever chooses this move: no other CCIO or CNIO role has one. Any above 0 would do."
    its = f"{part.shown(_figure(like, move.detail))}, which the role {like.name} has"
    figure = Decimal(move.figure or 0)
    if figure == _figure(like, move.detail):
        return f"{its}; whoever chooses this move may write another figure."
    return f"{part.shown(figure)}, as whoever chose this move wrote. Compare {its}."


def _see(trust: Trust, move: Move, _since: object) -> Shown | None:
    """The record shows as much as was planned, or anything where no figure was."""
    role, part = _role(trust, move), PARTS[move.detail]
    if role is None:
        return None
    if part.read is None:
        at_top = role.reports_to == AT_THE_TOP
        return Shown(f"{role.name}: reports to the board or chief executive", role.origin) if at_top else None
    figure = _figure(role, move.detail)
    if figure <= 0 or figure < Decimal(move.figure or 0):
        return None
    return Shown(f"{role.name}: {move.detail} {part.shown(figure)}", role.origin)


def _together(moves: tuple[Move, ...]) -> str:
    roles = dict.fromkeys(move.subject for move in moves)
    given = [(role, [PARTS[move.detail].words for move in moves if move.subject == role]) for role in roles]
    return f"Give {listed([f'the role {role} {listed(words)}' for role, words in given])}"


def _asks(move: Move) -> Figure | None:
    part = PARTS[move.detail]
    if part.read is None:
        return None
    is_pounds = part.unit == "£"
    label = f"{move.detail[0].upper()}{move.detail[1:]} ({part.unit})"
    return Figure(label, "50000" if is_pounds else "0.6", part.read, part.shown)


GIVE_AUTHORITY = Kind(
    NAME,
    ("clinical-leaders-have-authority",),
    frozenset(("leadership roles",)),
    _find,
    _make,
    _words,
    _says,
    _see,
    _together,
    asks=_asks,
    costs=_costs,
)
