"""The questions that no kind of move is for, each with its reason, so that none is forgotten.

Every question is either one that some kind of move is for, or it stands here: a test holds that against the folder of
questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why no kind of move is for a question."""

    CONDUCT = "conduct"
    RECORD = "needs a record"
    CONTEXT = "for context"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class NoMove:
    """The reason in short, and in a sentence for whoever reads the question."""

    why: Why
    says: str


def _conduct(what: str) -> NoMove:
    return NoMove(Why.CONDUCT, f"No move is offered: {what}, which no decision brings about by itself.")


_CONTEXT = NoMove(Why.CONTEXT, "It gives no verdict, so there is none that a move could change.")
_MONEY = NoMove(Why.NOT_YET, "No move can be tried yet: the record has no lines of funding.")

WITHOUT: Mapping[str, NoMove] = {
    # Leadership
    "advice-before-decisions": _conduct("advice counts when it was given before the board decided"),
    "agenda-time": _CONTEXT,
    "board-learns-and-visits": _conduct("learning and visits count when a member of the board has done them"),
    "change-share": _CONTEXT,
    "clinical-areas-are-reached": _CONTEXT,
    "clinicians-lead-change": _CONTEXT,
    "directors-are-met": _conduct("contact counts when the two have met"),
    "four-directors-take-part": _conduct("a director takes part by what is written, led, sponsored or challenged"),
    "informaticians-are-enough": _conduct("champions count by their training and by what they did in 90 days"),
    "leader-brings-experience": _CONTEXT,
    "leader-serves-the-whole-board": _conduct("taking part counts when it has happened"),
    "objectives-are-linked": NoMove(
        Why.RECORD,
        "No move is offered: which objective of the trust one serves is known to those who set it, and is written on "
        "the Strategic objectives sheet.",
    ),
    "papers-are-joint": _CONTEXT,
    "trust-is-educated": _CONTEXT,
    "work-is-not-delegated": _conduct("work is shared when several directors have done it"),
    # Approach to new services
    "changes-are-codesigned": _conduct("a first design counts when all three were there"),
    "competencies-met": _CONTEXT,
    "decisions-are-shared": _conduct("a decision counts when all three took part in it"),
    "new-services-start-fused": NoMove(
        Why.RECORD,
        "No move is offered: how a service began cannot be changed afterwards; the next one that begins counts.",
    ),
    "outcomes-not-outputs": NoMove(
        Why.RECORD,
        "No move is offered: a measure, a baseline and a target are for those who set the objective, and are written "
        "on the Outcomes sheet.",
    ),
    "research-is-regular": _conduct("a round of research counts when users were heard"),
    "teams-form-quickly": _CONTEXT,
    # Finances
    "funding-outlives-go-live": _MONEY,
    "money-is-blended": _MONEY,
    "whole-life-is-costed": _MONEY,
    # Operating model
    "communities-of-practice": _conduct("a community counts while it meets"),
    "groups-work-together": _CONTEXT,
    "hard-dependencies": _CONTEXT,
    "layers-are-few": NoMove(
        Why.NOT_YET,
        "No move is offered: fewer layers give somebody another line manager, and Plait tries no change of a person’s "
        "line.",
    ),
    # User centricity
    "assumptions-are-tested": _conduct("an assumption counts when it was tested"),
    "users-are-heard": _conduct("users count as heard when they were asked"),
}
