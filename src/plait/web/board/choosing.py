"""The form on which the moves of the plan to the next board are chosen: as it opens, and as it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from plait.engine.cells import CannotRead, read_date
from plait.engine.litmus.cost import ROUNDED, are_rounded
from plait.engine.litmus.moves.board_plan import BoardPlan, Chosen
from plait.engine.litmus.moves.telling import costs_of
from plait.engine.litmus.moves.trying import BY_NAME
from plait.engine.litmus.tried import Move, Tried
from plait.engine.question_owners import OWNERS
from plait.web.shared.effects import EffectLine, effect_lines
from plait.web.shared.entry_form import day_text, fault_words, plain_field
from plait.web.shared.forms import FormField
from plait.web.shared.jinja import full_date
from plait.web.shared.page import Choice, Fault

Value = TypeVar("Value", date, Decimal)
MOST = 200
"""More moves than this no form is read for."""
FIELDS = ("pick", "owner", "due", "figure")


@dataclass(frozen=True, slots=True)
class Choosable:
    """One move on the form: what it is, what it changes and needs, and its fields."""

    title: str
    effects: tuple[EffectLine, ...]
    words: tuple[str, ...]
    key: FormField
    pick: FormField
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """The form on which the moves of the plan are chosen; `rounded` says where pay is told as a range that it is."""

    board: FormField
    lines: tuple[Choosable, ...]
    seen: str
    faults: tuple[Fault, ...]
    rounded: str


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed on the form: the board's day and the chosen moves where all can be read, else the faults."""

    texts: Mapping[str, str]
    board_on: date | None = None
    chosen: tuple[Chosen, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form is made of: the plan that stands, the moves that can be tried, and who looks.

    `home` is the address of the trust; `exact` says whether the reader may know pay to the penny.
    """

    plan: BoardPlan | None
    tried: Sequence[Tried]
    home: str
    exact: bool

    @property
    def stand(self) -> dict[str, Chosen]:
        """What is chosen, by its key."""
        return {one.chosen.move.key: one.chosen for one in self.plan.moves} if self.plan else {}

    @property
    def offered(self) -> dict[str, Tried]:
        """What can be tried, by its key."""
        return {one.moves[0].key: one for one in self.tried}

    def keys(self) -> list[str]:
        """Every key the form has a line for: what is chosen first, then what can be."""
        return list(dict.fromkeys((*self.stand, *self.offered)))

    def move(self, key: str) -> Move:
        """The move of a line, with the figure that was chosen, or the one the trust has in another place."""
        return self.stand[key].move if key in self.stand else self.offered[key].moves[0]


def opened(offer: Offer, board_on: date | None) -> Read:
    """The form as it opens: what is chosen already stands chosen, and a figure the trust has stands written."""
    on = offer.plan.board_on if offer.plan else board_on
    texts = {"board_on": day_text(on) if on else ""}
    for place, key in enumerate(offer.keys()):
        texts[f"figure-{place}"] = offer.move(key).figure
        if chosen := offer.stand.get(key):
            picked = {"pick": "on", "owner": chosen.owner, "due": day_text(chosen.due_on)}
            texts |= {f"{name}-{place}": text for name, text in picked.items()}
    return Read(texts)


def choose_page(offer: Offer, read: Read) -> ChoosePage:
    """The form, with what was typed and what is wrong with it."""
    lines = tuple(_line(place, key, offer, read) for place, key in enumerate(offer.keys()))
    board = replace(
        _field("board_on", "The board on", "text", read),
        hint="The day of the meeting this plan leads to. Like: 03/12/2026",
    )
    own = (Fault(f"{board.label}: {board.error}", board.id),) if board.error else ()
    of_lines = (Fault(f"{line.title}: {one.error}", one.id) for line in lines for one in line.fields if one.error)
    seen = ",".join(f"{one.id}:{one.version}" for one in offer.plan.moves) if offer.plan else ""
    rounded = any(are_rounded(one.costs, exact=offer.exact) for one in offer.tried)
    return ChoosePage(board, lines, seen, (*own, *of_lines), ROUNDED if rounded else "")


def _line(place: int, key: str, offer: Offer, read: Read) -> Choosable:
    tried, chosen = offer.offered.get(key), offer.stand.get(key)
    owner = _field(f"owner-{place}", "Who does it", "select", read)
    options = (Choice("", "Choose", selected=not owner.value), *(Choice(o, o, o == owner.value) for o in OWNERS))
    due = replace(_field(f"due-{place}", "By when", "text", read), hint="Like: 20/11/2026")
    return Choosable(
        tried.title if tried else chosen.title if chosen else "",
        effect_lines(tried.effects, offer.home) if tried else (),
        _words(tried, chosen, exact=offer.exact),
        plain_field(f"key-{place}", "", "hidden", key),
        _field(f"pick-{place}", "Choose this move", "checkbox", read),
        (replace(owner, choices=options), due, *_figure_field(place, offer.move(key), read)),
    )


def _figure_field(place: int, move: Move, read: Read) -> tuple[FormField, ...]:
    asked = BY_NAME[move.kind].figure_of(move)
    if asked is None:
        return ()
    return (replace(_field(f"figure-{place}", asked.label, "text", read), hint=f"Like: {asked.like}"),)


def _words(tried: Tried | None, chosen: Chosen | None, *, exact: bool) -> tuple[str, ...]:
    if tried is None:
        return ("Done already, or no longer open.", *((chosen.needs,) if chosen and chosen.needs else ()))
    alone = () if tried.effects else ("Changes no verdict alone.",)
    costs = costs_of(tried, exact=exact)
    terms = (f"Needs: {tried.needs}", *((costs,) if costs else ()), f"Decided by: {tried.decides}.")
    return (*alone, *terms)


def _field(name: str, label: str, kind: str, read: Read) -> FormField:
    made = plain_field(name, label, kind, read.texts.get(name, ""))
    return replace(made, error=read.wrong.get(name, ""))


def read_choice_of(posted: Mapping[str, str], offer: Offer, today: date) -> Read:
    """What was typed: moves that are neither chosen nor offered are left aside, and every fault has its field."""
    wrong: dict[str, str] = {}
    board_on = _day(posted, "board_on", wrong)
    if board_on and board_on < today:
        wrong["board_on"] = "That board has met. Write the day of the next one."
    texts, chosen = {"board_on": posted.get("board_on", "").strip()}, []
    for place, key in enumerate(offer.keys()):
        typed = _typed(posted, key)
        texts |= {f"{name}-{place}": text for name, text in typed.items()}
        if typed.get("pick"):
            owner, due = _owner(typed, place, wrong), _due(typed, place, board_on, wrong)
            move = replace(offer.move(key), figure=_figure(typed, place, offer.move(key), wrong))
            if owner and due:
                chosen.append(_chosen(offer, key, Chosen(move, owner, due, "")))
    return Read(texts, board_on, tuple(chosen), wrong)


def _typed(posted: Mapping[str, str], key: str) -> dict[str, str]:
    """The fields of the line that bears this key, wherever it stood when the form was shown."""
    place = next((n for n in range(MOST) if posted.get(f"key-{n}") == key), None)
    return {} if place is None else {name: posted.get(f"{name}-{place}", "").strip() for name in FIELDS}


def _owner(typed: Mapping[str, str], place: int, wrong: dict[str, str]) -> str:
    if typed["owner"] not in OWNERS:
        wrong[f"owner-{place}"] = "Nobody is named. Choose who does it."
        return ""
    return typed["owner"]


def _due(typed: Mapping[str, str], place: int, board_on: date | None, wrong: dict[str, str]) -> date | None:
    name = f"due-{place}"
    due = _day({name: typed["due"]}, name, wrong)
    if due and board_on and due > board_on:
        wrong[name] = f"After the board on {full_date(board_on)}. Write a day up to the board."
        return None
    return due


def _day(posted: Mapping[str, str], name: str, wrong: dict[str, str]) -> date | None:
    text = posted.get(name, "").strip()
    if not text:
        wrong[name] = "No day is given. Write a day, like 03/12/2026."
        return None
    return _as_read(read_date, text, name, wrong)


def _figure(typed: Mapping[str, str], place: int, move: Move, wrong: dict[str, str]) -> str:
    """The figure that was typed, as plain digits; empty where the move wants none."""
    asked, name, text = BY_NAME[move.kind].figure_of(move), f"figure-{place}", typed["figure"]
    if asked is None:
        return ""
    figure = _as_read(asked.read, text, name, wrong) if text else Decimal(0)
    if figure is None:
        return ""
    if figure <= 0:
        wrong[name] = f"No figure is given. Write how much the role gets, like {asked.like}."
    return f"{figure:f}"


def _as_read(read: Callable[[str], Value], text: str, name: str, wrong: dict[str, str]) -> Value | None:
    try:
        return read(text)
    except CannotRead as fault:
        wrong[name] = fault_words(fault.wrong, fault.remedy)
        return None


def _chosen(offer: Offer, key: str, typed: Chosen) -> Chosen:
    if stands := offer.stand.get(key):
        return replace(stands, move=typed.move, owner=typed.owner, due_on=typed.due_on)
    tried = offer.offered[key]
    return replace(typed, title=tried.title[:400], needs=tried.needs[:600], decides=tried.decides[:200])
