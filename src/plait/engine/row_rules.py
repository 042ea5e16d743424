"""What is wrong with one row that no single cell shows, sheet by sheet."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from plait.engine.attendance import ATTENDANCE, check_deputy
from plait.engine.board_members import BOARD_MEMBERS, check_kind
from plait.engine.board_sheets import DECISIONS, MEETINGS, STANDING_RIGHTS
from plait.engine.champions import CHAMPIONS, check_activity, check_training
from plait.engine.change_windows import CHANGE_WINDOWS, check_window
from plait.engine.contacts import CONTACTS, check_agreed, check_company
from plait.engine.design_sheets import BLOCKERS, check_removal
from plait.engine.long_leave import LONG_LEAVE, check_days
from plait.engine.offers import OFFERS, check_givers
from plait.engine.outcome_sheets import OUTCOMES, check_direction, check_percent
from plait.engine.papers import PAPERS, check_file
from plait.engine.programme_sheets import PROGRAMMES, REMARKS, THEMES, check_answer, check_relaunch, check_told
from plait.engine.research_sheets import ASSUMPTIONS, ROUNDS, check_change, check_outcome
from plait.engine.services import NEEDS
from plait.engine.sheets import Entry
from plait.engine.strategy_sheets import NOT_CHOSEN, check_choice
from plait.engine.tables import Problem
from plait.engine.teams import DEPENDENCIES, MEMBERSHIPS, TEAMS

DAY = timedelta(days=1)


def check_entry(entry: Entry) -> tuple[Problem, ...]:
    """What is wrong with one row that no single cell shows."""
    return tuple(
        Problem(entry.table, entry.line, column, shown, wrong, remedy)
        for rule in RULES.get(entry.sheet, (_dates_in_order,))
        for column, shown, wrong, remedy in rule(entry)
    )


Fault = tuple[str, str, str, str]


def _dates_in_order(entry: Entry) -> list[Fault]:
    starts, ends = entry.values.get("starts"), entry.values.get("ends")
    if not isinstance(starts, date) or not isinstance(ends, date) or ends > starts:
        return []
    wrong = f"The last day is before the first, {starts:%d/%m/%Y}"
    return [("Last day", f"{ends - DAY:%d/%m/%Y}", wrong, "Write a later last day, or an earlier Starts")]


def _people_or_wte(entry: Entry) -> list[Fault]:
    people, wte = entry.values.get("people"), entry.values.get("wte")
    if (people is None) != (wte is None):
        return []
    wrong = "Neither people nor WTE is given" if people is None else "Both people and WTE are given"
    return [("People", "", wrong, "Fill in one of the two, and leave the cell of the other empty")]


def _reason_for_viewpoint(entry: Entry) -> list[Fault]:
    if not entry.values.get("viewpoint") or entry.values.get("reason"):
        return []
    return [
        (
            "Reason",
            "",
            "A viewpoint is given without a reason",
            "Say why it differs from the person's usual one, or clear it",
        )
    ]


def _times_in_order(entry: Entry) -> list[Fault]:
    begins, finishes = str(entry.values.get("begins") or ""), str(entry.values.get("finishes") or "")
    if not begins or not finishes or finishes > begins:
        return []
    return [
        ("Ends at", finishes, f"It ends before it starts, at {begins}", "Write a later time, or an earlier Starts at")
    ]


def _who_advised(entry: Entry) -> list[Fault]:
    if bool(entry.values.get("advice")) == bool(entry.values.get("advice_by")):
        return []
    if entry.values.get("advice"):
        return [("Advice by", "", "Written advice is named, but not who gave it", "Write who gave it")]
    shown = str(entry.values["advice_by"])
    return [("Written advice", "", f"{shown} gave advice, but it is not named", "Write what was attached")]


def _since_when(entry: Entry) -> list[Fault]:
    if not entry.values.get("has") or entry.values.get("since"):
        return []
    return [("Since", "", "It is not said since when the right is there", "Write the day, like 01/04/2025")]


def _another_team(column: str, heading: str, own: str) -> Callable[[Entry], list[Fault]]:
    def rule(entry: Entry) -> list[Fault]:
        one, other = str(entry.values.get(own) or ""), str(entry.values.get(column) or "")
        if not other or one.casefold() != other.casefold():
            return []
        return [(heading, other, "A team cannot name itself here", "Name another team, or leave it empty")]

    return rule


RULES: Mapping[str, tuple[Callable[[Entry], list[Fault]], ...]] = {
    NEEDS.name: (_dates_in_order, _people_or_wte),
    OFFERS.name: (_dates_in_order, check_givers),
    MEMBERSHIPS.name: (_dates_in_order, _reason_for_viewpoint),
    TEAMS.name: (_dates_in_order, _another_team("parent", "Parent team", "name")),
    OUTCOMES.name: (_dates_in_order, check_direction, check_percent),
    PROGRAMMES.name: (_dates_in_order, check_relaunch),
    THEMES.name: (check_answer,),
    REMARKS.name: (check_told,),
    CHANGE_WINDOWS.name: (check_window,),
    CHAMPIONS.name: (_dates_in_order, check_training, check_activity),
    BOARD_MEMBERS.name: (_dates_in_order, check_kind),
    ATTENDANCE.name: (check_deputy,),
    LONG_LEAVE.name: (check_days,),
    PAPERS.name: (check_file,),
    CONTACTS.name: (check_agreed, check_company),
    MEETINGS.name: (_times_in_order,),
    DECISIONS.name: (_who_advised,),
    STANDING_RIGHTS.name: (_since_when,),
    ROUNDS.name: (check_change,),
    ASSUMPTIONS.name: (check_outcome,),
    BLOCKERS.name: (check_removal,),
    NOT_CHOSEN.name: (check_choice,),
    DEPENDENCIES.name: (_dates_in_order, _another_team("on_team", "Depends on team", "team")),
}
