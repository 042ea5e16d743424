"""The sheets of strategy: the objectives of the trust, what measures them, and what it chose not to do."""

from collections.abc import Iterable
from datetime import date

from plait.engine.board_sheets import DAYS_OF_MEETINGS
from plait.engine.cells import read_date, read_list, read_text, read_yes_no
from plait.engine.nearest import nearest
from plait.engine.sheets import Column, Entry, Known, Sheet, last_day
from plait.engine.tables import Problem

Fault = tuple[str, str, str, str]


def read_outcome_names(text: str) -> tuple[str, ...]:
    """Names of outcomes parted by semicolons, each once."""
    return tuple(dict.fromkeys(read_list(text)))


OBJECTIVES = Sheet(
    name="strategic objectives",
    title="Strategic objectives",
    help="One line for each objective of the trust's strategy, with the outcomes that measure it.",
    key=("name",),
    columns=(
        Column("name", "Strategic objective", "What the trust wants to reach.", "Nobody waits in a corridor",
               read_text(), required=True),
        Column("is_digital", "Digital objective", "Yes for an objective of digital work; empty means No.", "No",
               read_yes_no, choices=("Yes", "No"), default=False),
        Column("measured_by", "Measured by", "Outcomes of the outcomes sheet, separated by semicolons.",
               "Seen in time; Calls answered", read_outcome_names),
        Column("reviewed_on", "Reviewed on", "The last day on which the board reviewed it.", "03/09/2026", read_date),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2026", read_date),
        last_day("Last day; empty means no end is known."),
    ),
)  # fmt: skip

NOT_CHOSEN = Sheet(
    name="not chosen",
    title="What we chose not to do",
    help="One line for each thing that the trust chose not to do, with the reason.",
    key=("name",),
    columns=(
        Column("name", "What we will not do", "What was asked for or thought of.", "A portal of our own", read_text(),
               required=True),
        Column("reason", "Reason", "Why not, in a sentence.", "The national app does it", read_text(500),
               required=True),
        Column("decided_on", "Decided on", "The day; empty means the day of the meeting.", "03/09/2026", read_date),
        Column("meeting", "Meeting", "The meeting of the board meetings sheet that decided it.",
               "Board, 3 September 2026", read_text(), refers_to="board meetings"),
        Column("decision", "Decision", "The decision as the minutes call it.", "Use the national app", read_text(300)),
        Column("instead", "Instead", "What is done instead.", "Join the national app", read_text(300)),
        Column("asked_by", "Asked for by", "Who wanted it: a role, a team or a division, and no name.",
               "Surgery division", read_text()),
        Column("look_again_on", "Look again on", "The day on which to ask once more.", "01/09/2027", read_date),
    ),
)  # fmt: skip

STRATEGY_SHEETS = (OBJECTIVES, NOT_CHOSEN)


def check_choice(entry: Entry) -> list[Fault]:
    """Something left undone of which nobody says when that was decided, or which is to be looked at again before."""
    decided, again = entry.values.get("decided_on"), entry.values.get("look_again_on")
    if not decided and not entry.values.get("meeting"):
        return [("Decided on", "", "Nobody can tell when this was decided", "Write the day, or name the meeting")]
    if not isinstance(decided, date) or not isinstance(again, date) or again > decided:
        return []
    wrong = f"To be looked at again before it was decided, on {decided:%d/%m/%Y}"
    return [("Look again on", f"{again:%d/%m/%Y}", wrong, "Write a later day, or leave this empty")]


def check_objectives(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each outcome that is said to measure an objective and is not in the outcomes register."""
    outcomes = known.get("outcomes", {})
    problems: list[Problem] = []
    for entry in entries:
        named = entry.values.get("measured_by")
        for name in named if isinstance(named, tuple) else ():
            if str(name).casefold() in outcomes:
                continue
            near = nearest(str(name), sorted(outcomes.values()))
            remedy = "Nearest: " + "; ".join(near) if near else "Add it to the outcomes sheet first"
            problems.append(
                Problem(entry.table, entry.line, "Measured by", str(name), "Not in the outcomes register", remedy)
            )
    return tuple(problems)


def check_choices(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each thing left undone that was decided on another day than that of its meeting."""
    days = known.get(DAYS_OF_MEETINGS, {})
    problems: list[Problem] = []
    for entry in entries:
        decided, held = entry.values.get("decided_on"), days.get(str(entry.values.get("meeting") or "").casefold(), "")
        again = entry.values.get("look_again_on")
        if isinstance(decided, date) and held and decided.isoformat() != held:
            order = "before" if decided.isoformat() < held else "after"
            wrong = f"This is {order} its meeting, which is held on {date.fromisoformat(held):%d/%m/%Y}"
            remedy = "Write the day of the meeting or leave this empty, or name the meeting that decided it"
            shown = f"{decided:%d/%m/%Y}"
            problems.append(Problem(entry.table, entry.line, "Decided on", shown, wrong, remedy))
        elif decided is None and isinstance(again, date) and held and again.isoformat() <= held:
            wrong = f"To be looked at again before it was decided, on {date.fromisoformat(held):%d/%m/%Y}"
            remedy = "Write a later day, or leave this empty"
            problems.append(Problem(entry.table, entry.line, "Look again on", f"{again:%d/%m/%Y}", wrong, remedy))
    return tuple(problems)
