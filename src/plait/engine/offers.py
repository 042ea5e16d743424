"""Offers: what communities of practice and enabling teams give services for a fraction of time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.cells import read_choice, read_date, read_text, read_total_wte
from plait.engine.origins import Origin
from plait.engine.services import LEVEL_CHOICES
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.stated import perhaps, stated, stated_text

OFFERS = Sheet(
    name="offers",
    title="Part-time offers",
    help="One line for each competency that a community of practice or an enabling team gives services part-time.",
    key=("community", "team", "competency", "service"),
    columns=(
        Column(
            "community",
            "Community",
            "The community of practice that offers it; leave empty when a team does.",
            "User research community",
            read_text(),
            refers_to="communities",
        ),
        Column(
            "team",
            "Enabling team",
            "The team that offers it to other teams; leave empty when a community does.",
            "Single point of access",
            read_text(),
            refers_to="teams",
        ),
        Column(
            "competency",
            "Competency",
            "A competency of the framework.",
            "Clinical safety",
            read_text(),
            required=True,
            refers_to="competencies",
        ),
        Column(
            "level",
            "Level",
            "The level at which it can be had.",
            "Practitioner",
            read_choice(LEVEL_CHOICES),
            choices=tuple(LEVEL_CHOICES),
            required=True,
        ),
        Column("wte", "WTE", "How much time in all.", "0.4", read_total_wte, required=True),
        Column(
            "service",
            "Service",
            "The service this part of the offer goes to; empty for the whole that is offered.",
            "Single point of access",
            read_text(),
            refers_to="services",
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day it can be had; empty means no end is known."),
    ),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Time at a competency that a community or an enabling team gives; with a `service`, the part that goes there.

    One of `community` and `team` is empty.
    """

    community: str
    team: str
    competency: str
    level: int
    wte: Decimal
    service: str
    starts: date
    ends: date | None = None
    origin: Origin | None = None


def giver_words(community: str, team: str) -> str:
    """Who gives the time, within a sentence."""
    return f"the community {community}" if community else f"the team {team}"


def offer_of(entry: Entry, *, starts: date, origin: Origin) -> Offer:
    """The offer an entry states; `starts` is its first day where it states none."""
    return Offer(
        community=stated_text(entry, "community"),
        team=stated_text(entry, "team"),
        competency=stated_text(entry, "competency"),
        level=stated(entry, "level", int),
        wte=stated(entry, "wte", Decimal),
        service=stated_text(entry, "service"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        origin=origin,
    )


def check_givers(entry: Entry) -> list[tuple[str, str, str, str]]:
    """What is wrong where nobody gives the time, or two do: column, what is shown, the fault and its remedy."""
    community, team = stated_text(entry, "community"), stated_text(entry, "team")
    if bool(community) != bool(team):
        return []
    wrong = "Both a community and a team are written" if community else "Nobody is written who gives this time"
    return [("Community", community, wrong, "Write a community or an enabling team, and not both")]
