"""A plan of the assembler as plain values that JSON can hold, and back; `VERSION` says which shape they have."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import Any

from plait.engine.assembly.asks import Ask, Pin, Seat, Wanted, Window
from plait.engine.assembly.by_role import ByRole, RoleAsked
from plait.engine.assembly.levels import Weights
from plait.engine.assembly.part_time import Help, Served
from plait.engine.assembly.plan import Gap, Level, Member, Plan, ProposedTeam, Share, Status
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.wishes import Apart, Budget, Lead, Must, Size, Together, Weight, Wish, Without
from plait.engine.competencies import Level as Held
from plait.engine.viewpoints import Viewpoint
from plait.files.celltext import shown
from plait.files.limits import MAX_FILE_BYTES, Refused

VERSION, OLDER = 2, 1
"""Version 2 has the levels beside coverage; a plan of version 1 has none."""
Plain = Mapping[str, Any]
KINDS: Mapping[str, type[Wish]] = {
    "must": Must,
    "lead": Lead,
    "without": Without,
    "weight": Weight,
    "size": Size,
    "budget": Budget,
    "together": Together,
    "apart": Apart,
}
WORDS = {kind: word for word, kind in KINDS.items()}


def plain_plan(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: dates as ISO text, WTE as decimal text."""
    return {"version": VERSION, **as_plain(asdict(plan)), "wishes": plain_wishes(plan.wishes)}


def plain_wishes(wishes: Iterable[Wish]) -> list[dict[str, Any]]:
    """The wishes as plain values, each with its kind."""
    return [{"kind": WORDS[type(one)], **asdict(one)} for one in wishes]


def wishes_of(plain: Iterable[Plain]) -> tuple[Wish, ...]:
    """The wishes that plain values state."""
    return tuple(KINDS[one["kind"]](**{key: value for key, value in one.items() if key != "kind"}) for one in plain)


def as_plain(value: Any) -> Any:
    """Any value of a plan as JSON can hold it."""
    if isinstance(value, dict):
        return {key: as_plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def plan_of(plain: Plain) -> Plan:
    """The plan that plain values state; a ValueError where they are of another version."""
    if plain.get("version") not in {VERSION, OLDER}:
        raise ValueError(f"This plan is of version {plain.get('version')}; this Plait reads {OLDER} and {VERSION}")
    plan = Plan(
        tuple(_team(one) for one in plain["teams"]),
        Level(**plain["coverage"]),
        Level(**plain["effort"]),
        Status(plain["status"]),
        plain["looked_at"],
        tuple(_candidate(one) for one in plain["pool"]),
        wishes_of(plain["wishes"]) if "wishes" in plain else tuple(map(Without, plain["left_out"])),
    )
    if plain["version"] == OLDER:
        return plan
    return replace(
        plan,
        levels=tuple(Level(**one) for one in plain["levels"]),
        weights=Weights(**plain["weights"]),
        near=frozenset((service, number) for service, number in plain["near"]),
        gap=plain["gap"],
        strict=plain["strict"],
    )


def plain_teams(teams: Iterable[ProposedTeam]) -> list[dict[str, Any]]:
    """Proposed teams as plain values."""
    return [as_plain(asdict(one)) for one in teams]


def teams_of(plain: Iterable[Plain]) -> tuple[ProposedTeam, ...]:
    """The proposed teams that plain values state."""
    return tuple(map(_team, plain))


def plain_by_role(picked: ByRole) -> dict[str, Any]:
    """A pick by role as plain values, to be kept beside the plan it is compared with."""
    return {"plan": plain_plan(picked.plan), "asked": [asdict(one) for one in picked.asked], "misfits": picked.misfits}


def by_role_of(plain: Plain) -> ByRole | None:
    """The pick by role kept beside a plan; None where there is none, as with plans of before."""
    kept = plain.get("by_role")
    if not kept:
        return None
    return ByRole(plan_of(kept["plan"]), tuple(RoleAsked(**one) for one in kept["asked"]), kept["misfits"])


def read_plan(path: Path) -> Plan:
    """The plan in a file that `plait assemble --json` wrote; Refused where it holds none that this Plait reads."""
    remedy = "Write it with `plait assemble --json`"
    try:
        with path.open("rb") as file:
            return plan_of(json.loads(file.read(MAX_FILE_BYTES)))
    except OSError as error:
        raise Refused(f"{shown(path.name)} cannot be opened", "Write the path of a file you may read") from error
    except json.JSONDecodeError as fault:
        raise Refused(f"{shown(path.name)} is no JSON", remedy) from fault
    except (ValueError, RecursionError, InvalidOperation, KeyError, TypeError, AttributeError) as fault:
        raise Refused(f"{shown(path.name)} is no plan of version {VERSION}", remedy) from fault


def _candidate(plain: Plain) -> Candidate:
    known = {
        "identity": tuple(plain["identity"]),
        "viewpoint": Viewpoint(plain["viewpoint"]),
        "teams": frozenset(plain["teams"]),
        "levels": {name: Held(level) for name, level in plain["levels"].items()},
        "confirmed": frozenset(plain["confirmed"]),
        "kept_out": frozenset(plain.get("kept_out", ())),
        "open_to": frozenset(plain.get("open_to", ())),
    }
    return Candidate(**{**plain, **known})


def _team(plain: Plain) -> ProposedTeam:
    members = tuple(_member(one) for one in plain["members"])
    gaps = tuple(Gap(**{**one, "wte": Decimal(one["wte"]), "nearly": tuple(one["nearly"])}) for one in plain["gaps"])
    served = tuple(Served(**one) for one in plain.get("served", ()))
    return ProposedTeam(_ask(plain["ask"]), members, plain["covered"], gaps, plain["refusal"], served)


def _ask(plain: Plain) -> Ask:
    window = Window(date.fromisoformat(plain["window"]["starts"]), plain["window"]["months"])
    needs = tuple(Wanted(**{**one, "wte": _decimal(one["wte"])}) for one in plain["needs"])
    seats = tuple(
        Seat(**{**one, "wte": Decimal(one["wte"]), "viewpoint": Viewpoint(one["viewpoint"])}) for one in plain["seats"]
    )
    pins = tuple(Pin(**one) for one in plain.get("pins", ()))
    known = {"window": window, "needs": needs, "seats": seats, "pins": pins}
    return Ask(**{**plain, **known, "help": tuple(Help(**one) for one in plain.get("help", ()))})


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _member(plain: Plain) -> Member:
    shares = tuple(Share(one["competency"], Decimal(one["tenths"])) for one in plain["shares"])
    known = {"viewpoint": Viewpoint(plain["viewpoint"]), "wte": Decimal(plain["wte"]), "shares": shares}
    return Member(**{**plain, **known, "serves": tuple(plain["serves"])})
