"""Worked examples of the board's questions: small invented boards, drawn in a line for each item and decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from plait.engine.board import AgendaItem, Decision, Meeting, StandingRight
from plait.engine.board_actions import BoardAction
from plait.engine.board_sheets import BOARD, DIGITAL, PUBLISHED, RIGHTS, SUBJECTS
from plait.engine.challenges import Challenge
from plait.engine.litmus.examples import BEGAN, ON
from plait.engine.trust import Trust

BOARD_RECORD = (
    "board meetings", "agenda items", "board decisions", "board challenges", "board actions", "sponsorships",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemSketch:
    """An agenda item in one line: its confirmed tag, its minutes and whose paper it is."""

    tag: str = DIGITAL
    minutes: int | None = 20
    authors: tuple[str, ...] = ()
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class DecisionSketch:
    """A decision in one line, taken at the item with this number or at none."""

    name: str
    item: str = ""
    is_technology: bool = True
    specialist: bool | None = None
    advice: str = ""
    leads: tuple[str, ...] = ()
    challenged_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionSketch:
    """An action in one line: what is to be done, by which office, about what; due a month after the meeting."""

    name: str
    owner: str
    tag: str = DIGITAL
    item: str = ""


@dataclass(frozen=True, slots=True)
class ChallengeSketch:
    """A question in one line: who put it, at which item or decision, and what changed."""

    question: str
    raised_by: str
    item: str = ""
    decision: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class MeetingSketch:
    """A meeting so many days ago, with its items numbered from 1 and its decisions."""

    days_ago: int
    items: tuple[ItemSketch, ...] = ()
    decisions: tuple[DecisionSketch, ...] = ()
    kind: str = BOARD
    status: str = PUBLISHED
    actions: tuple[ActionSketch, ...] = ()
    challenges: tuple[ChallengeSketch, ...] = ()

    @property
    def name(self) -> str:
        """What the trust calls it."""
        held = ON - timedelta(days=self.days_ago)
        return f"{self.kind.capitalize()}, {held.day} {held:%B %Y}"


def sketch_board(*meetings: MeetingSketch, sheets: Iterable[str] = BOARD_RECORD) -> Trust:
    """An invented trust whose board met like this; `sheets` were all sent on its day."""
    return Trust(
        "EXA",
        "Example trust",
        ON,
        meetings=tuple(
            Meeting(one.name, one.kind, ON - timedelta(days=one.days_ago), status=one.status) for one in meetings
        ),
        items=tuple(
            AgendaItem(
                one.name,
                str(number),
                f"{item.tag.capitalize()} report",
                item.minutes,
                item.tag,
                item.is_confirmed,
                authors=item.authors,
            )
            for one in meetings
            for number, item in enumerate(one.items, 1)
        ),
        decisions=tuple(
            Decision(
                one.name,
                taken.name,
                taken.item,
                is_technology=taken.is_technology,
                specialist=taken.specialist,
                advice=taken.advice,
                advice_by="CCIO" if taken.advice else "",
                leads=taken.leads,
                challenged_by=taken.challenged_by,
            )
            for one in meetings
            for taken in one.decisions
        ),
        challenges=tuple(
            Challenge(one.name, put.question, put.raised_by, put.item, put.decision, changed=put.changed)
            for one in meetings
            for put in one.challenges
        ),
        actions=tuple(
            BoardAction(one.name, act.name, act.owner, ON - timedelta(days=one.days_ago - 30), act.item, tag=act.tag)
            for one in meetings
            for act in one.actions
        ),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


def sketch_rights(finance: int, quality: int, digital: int, *, unrecorded: int = 0) -> Trust:
    """An invented trust in which each subject has the first so many of the eight rights.

    The last `unrecorded` rights of digital stand on no row.
    """
    counts = dict(zip(SUBJECTS, (finance, quality, digital), strict=True))
    rights = [
        StandingRight(right, subject, has=place < counts[subject], since=BEGAN if place < counts[subject] else None)
        for place, right in enumerate(RIGHTS)
        for subject in SUBJECTS
        if subject != DIGITAL or place < len(RIGHTS) - unrecorded
    ]
    return Trust(
        "EXA", "Example trust", ON, rights=tuple(rights), feeds={"standing rights": ON}, is_invented=True
    )  # fmt: skip
