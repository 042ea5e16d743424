"""What members of the board did to learn about digital work, and where they saw it in use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.board_members import BoardMember, members_on
from plait.engine.cells import read_choice, read_date, read_text, read_yes_no
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet
from plait.engine.stated import perhaps, stated, stated_text

YEAR = timedelta(days=365)
DEVELOPMENT, VISIT, SHOW = "development", "visit", "show"
KIND_CHOICES = {"Development session": DEVELOPMENT, "Service visit": VISIT, "Show-and-tell": SHOW}
KINDS = {kind: words for words, kind in KIND_CHOICES.items()}
"""The words for each kind."""

BOARD_DEVELOPMENT = Sheet(
    name="board development",
    title="Board development",
    help="One line for each member of the board and each session, service visit or show-and-tell.",
    key=("member", "held_on", "kind"),
    columns=(
        Column(
            "member", "Member", "Somebody of the board members sheet.", "Amina Brightwell", read_text(), required=True,
            refers_to="board members",
        ),
        Column("held_on", "Day", "The day of it.", "12/10/2026", read_date, required=True),
        Column(
            "kind", "Kind", "Development session, Service visit or Show-and-tell.", "Service visit",
            read_choice(KIND_CHOICES), choices=tuple(KIND_CHOICES), required=True,
        ),
        Column("what", "What", "What it was about, or where.", "Virtual ward, evening calls", read_text()),
        Column(
            "took_place", "Took place", "No while it is only booked; empty means Yes.", "Yes", read_yes_no,
            choices=("Yes", "No"), default=True,
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Learning:
    """A session, visit or show-and-tell of a member of the board; one that did not take place is only booked."""

    member: str
    held_on: date
    kind: str
    what: str = ""
    took_place: bool = True
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """A member of the day with the last session, the last visit or show-and-tell of 12 months, and what is booked."""

    member: BoardMember
    session: Learning | None
    visit: Learning | None
    booked: tuple[Learning, ...]

    @property
    def has_both(self) -> bool:
        """Was there a session, and a visit or show-and-tell?"""
        return self.session is not None and self.visit is not None


def learned_by(members: Iterable[BoardMember], learning: Iterable[Learning], on: date) -> tuple[Learned, ...]:
    """Each member of that day: first those with neither in 12 months, then with one, then with both."""
    every = sorted(learning, key=lambda one: (one.held_on, one.kind), reverse=True)
    made = [
        _learned(member, [one for one in every if one.member == member.name], on) for member in members_on(members, on)
    ]
    return tuple(sorted(made, key=lambda one: (one.session is not None) + (one.visit is not None)))


def _learned(member: BoardMember, own: list[Learning], on: date) -> Learned:
    done = [one for one in own if one.took_place and on - YEAR < one.held_on <= on]
    return Learned(
        member,
        next((one for one in done if one.kind == DEVELOPMENT), None),
        next((one for one in done if one.kind != DEVELOPMENT), None),
        tuple(one for one in own if not one.took_place and one.held_on >= on),
    )


def learning_of(entry: Entry, origin: Origin) -> Learning:
    """What a good row states."""
    return Learning(
        member=stated_text(entry, "member"),
        held_on=stated(entry, "held_on", date),
        kind=stated_text(entry, "kind"),
        what=stated_text(entry, "what"),
        took_place=perhaps(entry, "took_place", bool) is not False,
        origin=origin,
    )
