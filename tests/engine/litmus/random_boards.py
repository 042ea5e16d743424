"""Boards drawn at random, for what must hold of every question."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from plait.engine.board import AgendaItem, Decision, Meeting, StandingRight
from plait.engine.board_actions import BoardAction
from plait.engine.board_sheets import DIGITAL, DIRECTORS, FINANCE, FOUR_DIRECTORS, QUALITY, RIGHTS, SUBJECTS
from plait.engine.challenges import Challenge
from plait.engine.sponsorships import Sponsorship
from tests.builders import ON

DAYS_BACK = (-10, 0, 30, 100, 200, 364, 365, 400)


def random_board(seed: int) -> dict[str, Any]:
    """Up to 4 meetings, what they discussed and decided, and a parity ladder that may lack a row."""
    chance = Random(f"board {seed}")
    meetings = [
        Meeting(
            f"Meeting {number}",
            chance.choice(("board", "board", "board", "committee")),
            ON - timedelta(days=chance.choice(DAYS_BACK)),
            status=chance.choice(("published", "published", "published", "draft")),
        )
        for number in range(chance.randrange(5))
    ]
    return {
        "meetings": tuple(meetings),
        "items": tuple(_item(one.name, number, chance) for one in meetings for number in range(chance.randrange(4))),
        "decisions": tuple(
            _decision(one.name, number, chance) for one in meetings for number in range(chance.randrange(4))
        ),
        "rights": random_rights(chance),
        "challenges": tuple(_challenge(one.name, number, chance) for one in meetings for number in range(2)),
        "actions": tuple(
            BoardAction(one.name, f"Action {number}", chance.choice(DIRECTORS), ON, tag=chance.choice(("digital", "")))
            for one in meetings
            for number in range(chance.randrange(4))
        ),
        "sponsorships": tuple(
            Sponsorship(chance.choice(FOUR_DIRECTORS), "service", f"Service {number}", "lead", *_days(chance))
            for number in range(chance.randrange(3))
        ),
    }


def _item(meeting: str, number: int, chance: Random) -> AgendaItem:
    return AgendaItem(
        meeting,
        str(number),
        f"Item {number}",
        chance.choice((None, 10, 45)),
        chance.choice((*SUBJECTS, "other", "")),
        chance.random() < 0.8,
        authors=_offices(chance),
    )


def _decision(meeting: str, number: int, chance: Random) -> Decision:
    return Decision(
        meeting,
        f"Decision {number}",
        chance.choice(("", "0", "1")),
        is_technology=chance.random() < 0.5,
        specialist=chance.choice((True, True, False, None)),
        advice=chance.choice(("", "Options", "Options")),
        leads=_offices(chance),
        challenged_by=_offices(chance),
    )


def _challenge(meeting: str, number: int, chance: Random) -> Challenge:
    return Challenge(
        meeting,
        f"Question {number}",
        chance.choice(DIRECTORS),
        chance.choice(("", "0", "1")),
        chance.choice(("", "decision 0", "Decision 1")),
    )


def _days(chance: Random) -> tuple[date, date | None]:
    starts = ON - timedelta(days=chance.choice((-1, 0, 300, 900)))
    return starts, chance.choice((None, None, max(starts, ON - timedelta(days=chance.choice((364, 365)))) + DAY))


def _offices(chance: Random) -> tuple[str, ...]:
    return tuple(chance.sample(chance.choice((FOUR_DIRECTORS, DIRECTORS)), chance.randrange(3)))


def random_rights(chance: Random) -> tuple[StandingRight, ...]:
    """The ladder, whole four times in five; digital has fewer rights than the others, or about as many."""
    odds = {FINANCE: chance.choice((0.9, 0.9, 0)), QUALITY: 0.8, DIGITAL: chance.choice((0.3, 0.7, 0.95))}
    rights = [
        StandingRight(right, subject, chance.random() < odds[subject], chance.choice((None, None, ON + DAY, ON - DAY)))
        for right in RIGHTS
        for subject in SUBJECTS
    ]
    return tuple(rights[chance.choice((0, 0, 0, 0, 1)) :])


DAY = timedelta(days=1)
