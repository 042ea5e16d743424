"""The board's record: its meetings, what they discussed and decided, and which subject has which standing there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.board_sheets import BOARD, DIGITAL, DRAFT, FINANCE, PUBLISHED, QUALITY, RIGHTS
from plait.engine.origins import Origin
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated, stated_text, stated_words

YEAR = timedelta(days=365)
"""How far back the board's questions look: 12 months."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the board or a committee; times are hours and minutes, or nothing where nobody said."""

    name: str
    kind: str
    held_on: date
    begins: str = ""
    finishes: str = ""
    status: str = PUBLISHED
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of an agenda; its tag counts once the board secretary has confirmed it. Authors are offices."""

    meeting: str
    number: str
    title: str
    minutes: int | None = None
    tag: str = ""
    is_confirmed: bool = False
    for_decision: bool = False
    authors: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def subject(self) -> str:
        """What it is mostly about, where that is confirmed."""
        return self.tag if self.is_confirmed else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided: whether technology is a material part, which advice was there, who led and who asked."""

    meeting: str
    name: str
    item: str = ""
    decided_on: date | None = None
    is_technology: bool = False
    specialist: bool | None = None
    advice: str = ""
    advice_by: str = ""
    leads: tuple[str, ...] = ()
    challenged_by: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def is_advised(self) -> bool:
        """Was a specialist in the room, or written advice attached?"""
        return bool(self.specialist or self.advice)


@dataclass(frozen=True, slots=True)
class StandingRight:
    """Whether a subject has one of the eight rights, since when that holds, and which document says so."""

    right: str
    subject: str
    has: bool
    since: date | None = None
    document: str = ""
    origin: Origin | None = None

    def held_on(self, on: date) -> bool:
        """Did the subject have it on that day? Before the first day of what is recorded, the contrary held."""
        return self.has if self.since is None or self.since <= on else not self.has


Rung = tuple[str, str]
"""A right and a subject."""


def rights_on(rights: Iterable[StandingRight], on: date) -> dict[Rung, bool]:
    """By right and subject, whether the subject had it on that day; nothing of what nobody recorded."""
    return {(one.right, one.subject): one.held_on(on) for one in rights}


def next_rung(stood: Mapping[Rung, bool]) -> str:
    """The first right that digital lacks and finance and quality both have, or failing that one of them; or nothing."""
    lacking = [right for right in RIGHTS if not stood.get((right, DIGITAL))]
    had = {right: sum(stood.get((right, subject), False) for subject in (FINANCE, QUALITY)) for right in lacking}
    return max((right for right in lacking if had[right]), key=had.__getitem__, default="")


@dataclass(frozen=True, slots=True)
class BoardYear:
    """The published meetings of the 12 months up to a day, oldest first, with their items and decisions."""

    meetings: tuple[Meeting, ...]
    items: tuple[AgendaItem, ...]
    decisions: tuple[Decision, ...]
    on: date

    def day_of(self, record: AgendaItem | Decision) -> date:
        """The day of the meeting of an item or a decision."""
        return next(meeting.held_on for meeting in self.meetings if meeting.name == record.meeting)

    def is_digital(self, decision: Decision) -> bool:
        """Is a decision about digital work: a technology decision, or one of an item that is?"""
        return decision.is_technology or any(
            item.subject == DIGITAL and (item.meeting, item.number) == (decision.meeting, decision.item)
            for item in self.items
        )


def board_year(
    meetings: Iterable[Meeting], items: Iterable[AgendaItem], decisions: Iterable[Decision], on: date
) -> BoardYear:
    """What the board's questions count: what is published of the 12 months up to that day; drafts count in nothing."""
    recent = [one for one in meetings if one.status == PUBLISHED and on - YEAR < one.held_on <= on]
    names = {one.name for one in recent}
    return BoardYear(
        tuple(sorted(recent, key=lambda one: (one.held_on, one.name))),
        tuple(sorted((one for one in items if one.meeting in names), key=_place_of_item)),
        tuple(sorted((one for one in decisions if one.meeting in names), key=lambda one: (one.meeting, one.name))),
        on,
    )


def _place_of_item(item: AgendaItem) -> tuple[str, tuple[int, str], str]:
    return item.meeting, place_of_number(item.number), item.number


def place_of_number(number: str) -> tuple[int, str]:
    """Where an item stands on its agenda: 2 before 10, and 7a after 7."""
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    return int(digits or 0), number[len(digits) :]


def last_board(meetings: Iterable[Meeting], before: date) -> Meeting | None:
    """The last meeting of the board itself held before that day, published or not; nothing where none was."""
    held = [one for one in meetings if one.kind == BOARD and one.held_on < before]
    return max(held, key=lambda one: (one.held_on, one.name), default=None)


def meeting_of(entry: Entry, origin: Origin) -> Meeting:
    """The meeting that a good row of its sheet states."""
    return Meeting(
        name=stated_text(entry, "name"),
        kind=stated_text(entry, "kind"),
        held_on=stated(entry, "held_on", date),
        begins=stated_text(entry, "begins"),
        finishes=stated_text(entry, "finishes"),
        status=stated_text(entry, "status") or DRAFT,
        origin=origin,
    )


def item_of(entry: Entry, origin: Origin) -> AgendaItem:
    """The agenda item that a good row states."""
    return AgendaItem(
        meeting=stated_text(entry, "meeting"),
        number=stated_text(entry, "number"),
        title=stated_text(entry, "title"),
        minutes=perhaps(entry, "minutes", int),
        tag=stated_text(entry, "tag"),
        is_confirmed=perhaps(entry, "is_confirmed", bool) is True,
        for_decision=perhaps(entry, "for_decision", bool) is True,
        authors=stated_words(entry, "authors"),
        origin=origin,
    )


def decision_of(entry: Entry, origin: Origin) -> Decision:
    """The decision that a good row states."""
    return Decision(
        meeting=stated_text(entry, "meeting"),
        name=stated_text(entry, "name"),
        item=stated_text(entry, "item"),
        decided_on=perhaps(entry, "decided_on", date),
        is_technology=stated(entry, "is_technology", bool),
        specialist=perhaps(entry, "specialist", bool),
        advice=stated_text(entry, "advice"),
        advice_by=stated_text(entry, "advice_by"),
        leads=stated_words(entry, "leads"),
        challenged_by=stated_words(entry, "challenged_by"),
        origin=origin,
    )


def right_of(entry: Entry, origin: Origin) -> StandingRight:
    """The standing right that a good row states."""
    return StandingRight(
        right=stated_text(entry, "right"),
        subject=stated_text(entry, "subject"),
        has=stated(entry, "has", bool),
        since=perhaps(entry, "since", date),
        document=stated_text(entry, "document"),
        origin=origin,
    )
