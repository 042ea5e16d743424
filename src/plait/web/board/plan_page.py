"""What the page of the plan to the next board shows, and the form on which its moves are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plait.engine.cells import CannotRead, read_date
from plait.engine.litmus.moves.board_plan import NO_PLAN, BoardPlan, Chosen, PlanLine, last_plan, next_plan
from plait.engine.litmus.moves.telling import from_to
from plait.engine.litmus.tried import Tried
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.question_owners import OWNERS
from plait.store.board_record import ActionLine
from plait.store.history import HistoryLine
from plait.web.board.actions_page import open_actions
from plait.web.shared.entry_form import day_text, fault_words, plain_field
from plait.web.shared.forms import FormField
from plait.web.shared.jinja import full_date
from plait.web.shared.origins import show_history
from plait.web.shared.page import (
    Cell,
    Choice,
    ColumnHead,
    EmptyState,
    Fault,
    HistoryEntry,
    Link,
    Row,
    TablePage,
)

TOLD = frozenset(("chosen by", "chosen on", "decides", "detail", "kind", "needs", "subject", "title"))
"""What a history leaves out: the title tells it, or the line beneath."""
MOST = 200
"""More moves than this no form is read for."""
EMPTY = EmptyState("No move is chosen.")
HEADS = tuple(map(ColumnHead, ("Move", "Who", "By when", "State")))
CSV_HEADS = ("Board", "Move", "Who", "By when", "State", "Record", "File", "Sheet", "Line")


@dataclass(frozen=True, slots=True)
class Past:
    """How the plan to the last board went."""

    title: str
    answer: str
    moves: TablePage
    verdicts: TablePage


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan to the next board: its moves, what they change together, and how the last plan went."""

    answer: str
    moves: TablePage
    together: tuple[str, ...]
    since: str
    choose: Link | None
    past: Past | None
    download: Link | None
    history: tuple[HistoryEntry, ...]
    actions: TablePage | None


@dataclass(frozen=True, slots=True)
class About:
    """What stands beside the plan: its history, and the actions of the board; None for who does not read these."""

    history: Iterable[HistoryLine]
    actions: Sequence[ActionLine] | None


@dataclass(frozen=True, slots=True)
class Choosable:
    """One move on the form: what it is, what it changes and needs, and its three fields."""

    title: str
    words: tuple[str, ...]
    key: FormField
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """The form on which the moves of the plan are chosen."""

    board: FormField
    lines: tuple[Choosable, ...]
    seen: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed on the form: the board's day and the chosen moves where all can be read, else the faults."""

    texts: Mapping[str, str]
    board_on: date | None = None
    chosen: tuple[Chosen, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


def plan_page(viewer: Viewer, plans: Sequence[BoardPlan], about: About, today: date) -> PlanPage:
    """The plan as this viewer reads it."""
    plan, past = next_plan(plans, today), last_plan(plans, today)
    may = bool(scope_of(viewer, Action.CHOOSE_MOVES))
    way = Link("Change the plan" if plan else "Choose moves", f"/t/{viewer.trust_code}/board/plan/choose/")
    predicted = plan.predicted if plan else None
    return PlanPage(
        answer=plan.sentence if plan else NO_PLAN,
        moves=TablePage("Moves", HEADS, _rows(plan.lines() if plan else ()), EMPTY, caption_hidden=True),
        together=plan.together() if plan else (),
        since=f"Predicted from the record of {full_date(predicted.on)}." if predicted else "",
        choose=way if may else None,
        past=_past(past) if past else None,
        download=Link("Download these plans (CSV)", "?format=csv") if plans else None,
        history=tuple(show_history(about.history, hidden=TOLD)),
        actions=None if about.actions is None else open_actions(viewer, about.actions, came_from="plan"),
    )


def _rows(lines: Iterable[PlanLine]) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                Cell(one.title, look="strong"),
                Cell(one.owner),
                Cell(one.due),
                Cell(one.state, note=". ".join(part for part in (one.record, _place(one)) if part)),
            )
        )
        for one in lines
    )


def _place(one: PlanLine) -> str:
    origin = one.origin
    if origin is None or not origin.file:
        return ""
    return f"{origin.file}, {origin.sheet}" + (f", line {origin.line}" if origin.line else "")


def _past(plan: BoardPlan) -> Past:
    heads = tuple(map(ColumnHead, ("Question", "Predicted", "Came out as", "As predicted?", "Why it differs")))
    rows = tuple(
        Row(
            (
                Cell(one.question, look="strong"),
                Cell(one.predicted),
                Cell(one.now, look="verdict"),
                Cell(one.answer),
                Cell(one.why),
            )
        )
        for one in plan.check_lines()
    )
    nothing = EmptyState("This plan was not judged before its board met, so nothing was predicted.")
    return Past(
        f"How the plan to the board on {full_date(plan.board_on)} went",
        plan.went,
        TablePage("Moves of that plan", HEADS, _rows(plan.lines()), EMPTY),
        TablePage("Verdicts against the prediction", heads, rows, nothing),
    )


def plan_rows(plans: Iterable[BoardPlan]) -> Iterable[tuple[str, ...]]:
    """Every plan, move by move, as a file holds it."""
    for plan in plans:
        for one in plan.lines():
            origin = one.origin
            place = (origin.file, origin.sheet, str(origin.line or "")) if origin else ("", "", "")
            yield plan.board_on.isoformat(), one.title, one.owner, one.due, one.state, one.record, *place


def opened(plan: BoardPlan | None, tried: Sequence[Tried], board_on: date | None) -> Read:
    """The form as it opens: what is chosen already stands chosen."""
    on = plan.board_on if plan else board_on
    texts = {"board_on": day_text(on) if on else ""}
    stand = {one.chosen.move.key: one.chosen for one in plan.moves} if plan else {}
    for place, key in enumerate(_keys(stand, tried)):
        if key in stand:
            picked = {"pick": "on", "owner": stand[key].owner, "due": day_text(stand[key].due_on)}
            texts |= {f"{name}-{place}": text for name, text in picked.items()}
    return Read(texts)


def _keys(stand: Mapping[str, Chosen], tried: Iterable[Tried]) -> list[str]:
    """Every key the form has a line for: what is chosen first, then what can be."""
    return list(dict.fromkeys((*stand, *(one.moves[0].key for one in tried))))


def choose_page(plan: BoardPlan | None, tried: Sequence[Tried], read: Read) -> ChoosePage:
    """The form, with what was typed and what is wrong with it."""
    stand = {one.chosen.move.key: one.chosen for one in plan.moves} if plan else {}
    offered = {one.moves[0].key: one for one in tried}
    lines = tuple(
        _line(place, key, stand.get(key), offered.get(key), read) for place, key in enumerate(_keys(stand, tried))
    )
    board = replace(
        _field("board_on", "The board on", "text", read),
        hint="The day of the meeting this plan leads to. Like: 03/12/2026",
    )
    own = (Fault(f"{board.label}: {board.error}", board.id),) if board.error else ()
    of_lines = (Fault(f"{line.title}: {one.error}", one.id) for line in lines for one in line.fields if one.error)
    faults = (*own, *of_lines)
    seen = ",".join(f"{one.id}:{one.version}" for one in plan.moves) if plan else ""
    return ChoosePage(board, lines, seen, faults)


def _line(place: int, key: str, chosen: Chosen | None, tried: Tried | None, read: Read) -> Choosable:
    owner = _field(f"owner-{place}", "Who does it", "select", read)
    options = (Choice("", "Choose", selected=not owner.value), *(Choice(o, o, o == owner.value) for o in OWNERS))
    due = replace(_field(f"due-{place}", "By when", "text", read), hint="Like: 20/11/2026")
    title = tried.title if tried else chosen.title if chosen else key
    return Choosable(
        title,
        _words(tried, chosen),
        plain_field(f"key-{place}", "", "hidden", key),
        (_field(f"pick-{place}", "Choose this move", "checkbox", read), replace(owner, choices=options), due),
    )


def _words(tried: Tried | None, chosen: Chosen | None) -> tuple[str, ...]:
    if tried is None:
        return ("Done already, or no longer open.", *((chosen.needs,) if chosen and chosen.needs else ()))
    effects = tuple(f"{'Worse' if one.is_worse else 'Better'}: {from_to(one)}." for one in tried.effects)
    return (*(effects or ("Changes no verdict alone.",)), f"Needs: {tried.needs}", f"Decided by: {tried.decides}.")


def _field(name: str, label: str, kind: str, read: Read) -> FormField:
    made = plain_field(name, label, kind, read.texts.get(name, ""))
    return replace(made, error=read.wrong.get(name, ""))


def read_choice_of(posted: Mapping[str, str], plan: BoardPlan | None, tried: Sequence[Tried], today: date) -> Read:
    """What was typed: moves that are neither chosen nor offered are left aside, and every fault has its field."""
    stand = {one.chosen.move.key: one.chosen for one in plan.moves} if plan else {}
    offered = {one.moves[0].key: one for one in tried}
    wrong: dict[str, str] = {}
    board_on = _day(posted, "board_on", wrong)
    if board_on and board_on < today:
        wrong["board_on"] = "That board has met. Write the day of the next one."
    texts, chosen = {"board_on": posted.get("board_on", "").strip()}, []
    for place, key in enumerate(_keys(stand, tried)):
        typed = _typed(posted, key)
        texts |= {f"{name}-{place}": text for name, text in typed.items()}
        if typed.get("pick"):
            owner, due = _owner(typed, place, wrong), _due(typed, place, board_on, wrong)
            if owner and due:
                chosen.append(_chosen(stand.get(key), offered.get(key), owner, due))
    return Read(texts, board_on, tuple(chosen), wrong)


def _typed(posted: Mapping[str, str], key: str) -> dict[str, str]:
    """The fields of the line that bears this key, wherever it stood when the form was shown."""
    place = next((n for n in range(MOST) if posted.get(f"key-{n}") == key), None)
    return (
        {} if place is None else {name: posted.get(f"{name}-{place}", "").strip() for name in ("pick", "owner", "due")}
    )


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
    try:
        return read_date(text)
    except CannotRead as fault:
        wrong[name] = fault_words(fault.wrong, fault.remedy)
        return None


def _chosen(stands: Chosen | None, tried: Tried | None, owner: str, due: date) -> Chosen:
    if stands is not None:
        return replace(stands, owner=owner, due_on=due)
    if tried is None:  # every line is of one that is chosen or of one that is offered
        raise ValueError("A move that nobody offered")
    return Chosen(tried.moves[0], owner, due, tried.title[:400], tried.needs[:600], tried.decides[:200])
