"""The wishes of the form that asks for teams: those set so far, and small groups of fields that add one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plait.engine.assembly.wish_sheet import (
    APART,
    BUDGET,
    IN,
    LEAD,
    OUT,
    PRIORITY,
    SIZE,
    TOGETHER,
    WEIGHTS,
    cells_of,
    read_wish,
)
from plait.engine.assembly.wishes import MOST_WISHES, Apart, Size, Together, Wish, Without, people_of
from plait.engine.assembly.wishing import contradictions
from plait.engine.assembly.wording import wish_words
from plait.engine.permissions import Viewer
from plait.files.plans import wishes_of
from plait.store.assembly import Run
from plait.store.people import name_numbers
from plait.web.assembly.why import find_somebody
from plait.web.shared.page import Choice, Fault

Posted = Mapping[str, Sequence[str]]
KINDS = {IN: "must be in the team", LEAD: "leads the team", OUT: "is left out"}
PAIRS = {TOGETHER: "are in one team", APART: "are in no team together"}
GROUPS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "place": (("kind", "person", "service", "wte"), ("person", "wte")),
    "pair": (("kind", "person", "other"), ("person", "other")),
    "need": (("service", "competency", "priority"), ("competency",)),
    "size": (("service", "least", "most"), ("least", "most")),
    "budget": (("service", "pounds"), ("pounds",)),
}
"""The fields of each group, and those of which one is filled where somebody wishes something by it."""
KIND_OF = {"need": PRIORITY, "size": SIZE, "budget": BUDGET}
TOO_MANY = f"{MOST_WISHES} wishes are the most a plan can follow. Remove one first"
FAR_TOO_MANY = f"{{:,}} wishes were sent, and {MOST_WISHES} are the most a plan can follow. The others are left out"
UNREADABLE = "A wish was sent in a form Plait does not read, and left out. Add it again"


@dataclass(frozen=True, slots=True)
class WishLine:
    """One wish set so far: as it goes with the form, and in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Wished:
    """The wishes as they are now, what is wrong, whom a name may mean by its field, and what stays in the fields."""

    wishes: tuple[Wish, ...] = ()
    faults: tuple[Fault, ...] = ()
    offered: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    sent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WishPart:
    """What the form shows of wishes."""

    lines: tuple[WishLine, ...]
    kinds: tuple[Choice, ...]
    pairs: tuple[Choice, ...]
    services: tuple[Choice, ...]
    competencies: tuple[str, ...]
    priorities: tuple[Choice, ...]
    offered: Mapping[str, tuple[Choice, ...]]
    sent: Mapping[str, str]


def wish_part(viewer: Viewer, wished: Wished, services: Sequence[str], competencies: tuple[str, ...]) -> WishPart:
    """The part of the form, the fields as they were sent where something is wrong with them."""
    names, sent = names_of(viewer, wished.wishes), wished.sent
    return WishPart(
        tuple(WishLine(_cells(one), wish_words(one, names)) for one in wished.wishes),
        tuple(Choice(kind, words, kind == sent.get("place-kind")) for kind, words in KINDS.items()),
        tuple(Choice(kind, words, kind == sent.get("pair-kind")) for kind, words in PAIRS.items()),
        tuple(Choice(name, name) for name in services),
        competencies,
        tuple(Choice(word, word, word == sent.get("need-priority")) for word in WEIGHTS),
        wished.offered,
        sent,
    )


def names_of(viewer: Viewer, wishes: Sequence[Wish]) -> dict[str, str]:
    """The names of those the wishes are about, by employee number."""
    numbers = [number for one in wishes for number in people_of(one)]
    names = name_numbers(viewer.trust_id, numbers) if numbers else {}
    return {number: names.get(number.casefold(), number) for number in numbers}


def sent_again(run: Run) -> dict[str, list[str]]:
    """The wishes of a run, as the form sends them."""
    return {"wish": [_cells(one) for one in wishes_of_run(run)]}


def wishes_of_run(run: Run) -> tuple[Wish, ...]:
    """All that was wished of a run, whom to do without in every team first."""
    return tuple(dict.fromkeys((*map(Without, run.left_out), *wishes_of(run.wishes))))


def _cells(wish: Wish) -> str:
    return json.dumps(cells_of(wish), ensure_ascii=False)


def read_wished(viewer: Viewer, posted: Posted) -> Wished:
    """The wishes that were sent, without one to remove, and with those of each filled group of fields."""
    removed = set(posted.get("remove", ()))
    kept = [_kept(text) for text in posted.get("wish", ()) if text not in removed]
    faults = [Fault(UNREADABLE, "wishes")] if None in kept else []
    wishes = [one for one in kept if one is not None]
    offered: dict[str, tuple[Choice, ...]] = {}
    sent: dict[str, str] = {}
    for group, (columns, telling) in GROUPS.items():
        typed = {f"{group}-{name}": " ".join(posted.get(f"{group}-{name}", [""])[-1].split()) for name in columns}
        if any(typed[f"{group}-{name}"] for name in telling):
            wish, wrong, choices = _read_group(viewer, group, typed)
            offered |= choices
            if wish is None or (len(wishes) >= MOST_WISHES and wish not in wishes):
                faults.append(Fault(wrong or TOO_MANY, next(iter(choices), f"{group}-{telling[0]}")))
                sent |= typed
            else:
                wishes.append(wish)
    different = tuple(dict.fromkeys(wishes))
    if len(different) > MOST_WISHES:
        return Wished(different[:MOST_WISHES], (Fault(FAR_TOO_MANY.format(len(different)), "wishes"),), offered, sent)
    against = [Fault(text, "wishes") for text in contradictions(different, names_of(viewer, different))]
    return Wished(different, (*faults, *against), offered, sent)


def _kept(text: str) -> Wish | None:
    try:
        cells = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(cells, dict) or not all(isinstance(cell, str) for cell in cells.values()):
        return None
    return read_wish(cells)[0]


def _read_group(
    viewer: Viewer, group: str, typed: Mapping[str, str]
) -> tuple[Wish | None, str, dict[str, tuple[Choice, ...]]]:
    """The wish of one group of fields; or what is wrong with it, and whom a name may mean, by the field it is in."""
    cells = {name.partition("-")[2]: text for name, text in typed.items()}
    for name in ("person", "other"):
        if cells.get(name):
            number, offered, fault = find_somebody(viewer, cells[name])
            if fault:
                return None, fault, {f"{group}-{name}": offered}
            cells[name] = number
    wish, wrong = read_wish({"kind": KIND_OF.get(group, ""), **cells})
    if wish is not None and (never := against_itself(wish)):
        return None, never, {}
    return wish, "; ".join(wrong.values()), {}


def against_itself(wish: Wish) -> str:
    """Why no plan could keep this wish, whatever the record holds, and what to do; empty where one might."""
    if isinstance(wish, Size) and wish.least and wish.most and wish.least > wish.most:
        return f"{wish.least} people at least is more than {wish.most} at most. Write the smaller number first"
    if isinstance(wish, Together | Apart) and wish.person == wish.other:
        return "Both are the same person. Name two"
    return ""


def unticked(wishes: Sequence[Wish], services: Sequence[str]) -> tuple[Fault, ...]:
    """Wishes about services that are not to be staffed."""
    strange = dict.fromkeys(one.service for one in wishes if one.service and one.service not in services)
    return tuple(Fault(f"A wish is about {name}. Tick it too, or remove the wish", "services") for name in strange)
