"""The forms of pulses, read: a slip with three levels, a new pulse, papers that were counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plait.engine.permissions import Viewer
from plait.engine.pulses import KINDS, LEVELS, SIZE, TEAM, Sheet
from plait.store.pulses import count_asked
from plait.web.pulses.page import Sent, SlipPage, faults_of, select, write
from plait.web.pulses.reach import runs
from plait.web.shared.entry_form import plain_field
from plait.web.shared.forms import FormPage
from plait.web.shared.page import Link

MOST_ASKED = 100_000
PLACES = tuple(str(place) for place in range(len(LEVELS)))


def read_slip(posted: Mapping[str, str]) -> tuple[Sheet | None, Sent]:
    """The answer a slip states, or nothing and what is wrong."""
    names = [f"statement{place}" for place in range(SIZE)]
    values = {name: posted.get(name, "") for name in names}
    wrong = {name: "Choose how far you agree" for name, value in values.items() if value not in PLACES}
    if wrong:
        return None, Sent(values, wrong)
    return tuple(int(values[name]) for name in names), Sent(values)


def open_form(viewer: Viewer, teams: Sequence[str], sent: Sent) -> SlipPage:
    """The form that opens a pulse, with the kinds and teams this viewer may ask."""
    own = [team for team in teams if runs(viewer, team)]
    kinds = [(kind, words) for kind, words in KINDS.items() if kind == TEAM or runs(viewer, "")]
    fields = (
        select("kind", "Whom to ask", kinds, sent),
        select("team", "Team, where a team is asked", [(team, team) for team in own], sent),
        write(
            "asked", "How many people are asked", "text",
            "Empty counts the board, or the team. Of a sample of the trust write the number.", sent,
        ),
    )  # fmt: skip
    back = Link("Pulses", f"/t/{viewer.trust_code}/pulses/")
    return SlipPage("Open a pulse", FormPage(fields, faults_of(fields)), back, "Open")


def read_open(viewer: Viewer, posted: Mapping[str, str], teams: Mapping[str, int], on: date) -> tuple[int, Sent]:
    """How many are asked, or 0 and what is wrong by field; `on` is the day whose members are counted."""
    values = {name: posted.get(name, "").strip() for name in ("kind", "team", "asked")}
    wrong: dict[str, str] = {}
    kind, team = values["kind"], values["team"]
    if kind not in KINDS:
        wrong["kind"] = "Choose whom to ask"
    elif kind == TEAM and (team not in teams or not runs(viewer, team)):
        wrong["team"] = "Choose the team that is asked"
    elif kind != TEAM and team:
        wrong["team"] = "Only a pulse of a team has one. Choose none here"
    known = count_asked(viewer.trust_id, kind, team, on=on) if not wrong else 0
    asked = _asked(values, known)
    if not wrong and not 1 <= asked <= MOST_ASKED:
        wrong["asked"] = "Write how many people are asked, like 12"
    elif not wrong and asked < known:
        wrong["asked"] = f"There are {known} today. Write no fewer, or leave this empty"
    return (0 if wrong else asked), Sent(values, wrong)


def _asked(values: Mapping[str, str], known: int) -> int:
    said = values["asked"].replace(",", "")
    if said:
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 0
    return known


def paper_form(title: str, back: Link, sent: Sent, submission: str) -> SlipPage:
    """The form for answers on paper, a line each."""
    hint = "A line for each paper: 3 numbers from 1 (strongly disagree) to 5 (strongly agree), like 4 3 5."
    fields = (write("papers", "Papers", "textarea", hint, sent),)
    once = plain_field("submission", "", "hidden", submission)
    return SlipPage(title, FormPage((*fields, once), faults_of(fields)), back, "Add")
