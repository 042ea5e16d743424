"""Filling a leadership role that nobody holds, or making the one of the three that a trust never made."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plait.engine.acting_up import serving
from plait.engine.leadership import KINDS, LEADERS, Holder, LeadershipRole, vacant_since
from plait.engine.litmus.cost import Cost
from plait.engine.litmus.moves.costs import cost_of_vacant
from plait.engine.litmus.moves.kinds import TO_BE_NAMED, Kind, Shown, Words
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import day, listed
from plait.engine.trust import Trust, holding_on

NAME = "fill a role"
FULL = Decimal(1)


def _find(trust: Trust) -> tuple[Move, ...]:
    """A move for each of the three kinds whose roles are all vacant, or that has none."""
    return tuple(_needed(trust))


def _needed(trust: Trust) -> Iterator[Move]:
    holders = serving(trust)  # who acts up in another role leaves their own open
    for kind in LEADERS:
        roles = [role for role in trust.roles if role.kind == kind]
        if not roles:
            yield Move(NAME, KINDS[kind].partition(" (")[0], kind)
        elif all(vacant_since(role, holders, trust.on) for role in roles):
            yield Move(NAME, min(role.name for role in roles), kind)


def _role(trust: Trust, move: Move) -> LeadershipRole | None:
    return next((role for role in trust.roles if role.name == move.subject), None)


def _make(trust: Trust, move: Move) -> Trust:
    role = _role(trust, move)
    made = () if role else (LeadershipRole(move.subject, move.detail, trust.on),)
    time = (role and role.protected_wte) or FULL
    holder = Holder(move.subject, TO_BE_NAMED, "substantive", time, trust.on)
    return replace(trust, roles=(*trust.roles, *made), holders=(*trust.holders, holder))


def _words(trust: Trust, move: Move) -> Words:
    role = _role(trust, move)
    if role is None or role.protected_wte is None:
        time = "How much time the role is given is not recorded."
    else:
        time = f"{role.protected_wte.normalize():f} WTE, the time kept free for the role."
    return Words(_says(move) if role else f"Make and fill the {move.detail} role", time, "Chief executive")


def _costs(trust: Trust, move: Move) -> Cost:
    role = _role(trust, move)
    return cost_of_vacant(trust, role, role.protected_wte if role else None)


def _says(move: Move) -> str:
    return f"Fill the {move.detail} role"


def _see(trust: Trust, move: Move, _since: date) -> Shown | None:
    kinds = {role.name for role in trust.roles if move.detail in {role.kind, ""} or role.name == move.subject}
    now = sorted((one for one in holding_on(serving(trust), trust.on) if one.role in kinds), key=_began)
    return Shown(f"{now[0].role}: held since {day(now[0].starts)}", now[0].origin) if now else None


def _began(holder: Holder) -> tuple[date, str, str]:
    return holder.starts, holder.role, holder.employee_number


def _together(moves: tuple[Move, ...]) -> str:
    return f"Fill the {listed([move.detail for move in moves])} roles"


FILL_ROLE = Kind(
    NAME,
    ("digital-leaders-in-post",),
    frozenset(("leadership roles", "role holders")),
    _find,
    _make,
    _words,
    _says,
    _see,
    _together,
    costs=_costs,
)
