"""Programmes: who leads them, what they promise and report, which outcomes they should move, and what people say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.engine.programme_sheets import GREEN
from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated, stated_text


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme; `owner`, `lead` and `clinical_lead` are employee numbers, empty where nobody is named.

    `portfolio` is the territory it belongs to, empty where none is named.
    """

    name: str
    starts: date
    ends: date | None = None
    purpose: str = ""
    owner: str = ""
    lead: str = ""
    clinical_lead: str = ""
    service: str = ""
    portfolio: str = ""
    relaunched_on: date | None = None
    relaunch_reason: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a programme promises for a day; the first plan stays, whatever was planned since."""

    programme: str
    name: str
    planned_on: date
    replanned_on: date | None = None
    done_on: date | None = None
    origin: Origin | None = None

    def is_late(self, on: date) -> bool:
        """Had the day it was first planned for passed, and was it not done?"""
        return self.planned_on < on and (self.done_on is None or self.done_on > on)

    def days_late(self, on: date) -> int:
        """Days from the first plan to when it was done, or else to that day; none where it was in time."""
        until = self.done_on if self.done_on and self.done_on <= on else on
        return max(0, (until - self.planned_on).days)


@dataclass(frozen=True, slots=True)
class Report:
    """How a programme says that it stands; `improving` is an outcome and `in_time` a milestone it vouches for."""

    programme: str
    reported_on: date
    status: str
    says: str = ""
    written_by: str = ""
    improving: str = ""
    in_time: str = ""
    origin: Origin | None = None

    @property
    def is_green(self) -> bool:
        """Does it say that all is on track?"""
        return self.status == GREEN


@dataclass(frozen=True, slots=True)
class Move:
    """An outcome that a programme should move, and by when."""

    programme: str
    outcome: str
    due_on: date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What keeps coming up, and how it was answered; `decision` is the design decision that followed."""

    programme: str
    name: str
    answer_kind: str = ""
    answered_on: date | None = None
    answer: str = ""
    decision: str = ""
    origin: Origin | None = None

    def kind_on(self, on: date) -> str:
        """Answered or challenged by that day, or empty while it is open."""
        return self.answer_kind if self.answered_on and self.answered_on <= on else ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said; `told_on` is the day the person got an answer."""

    programme: str
    said_on: date
    remark: str
    session: str = ""
    user_group: str = ""
    theme: str = ""
    told_on: date | None = None
    origin: Origin | None = None

    def is_told(self, on: date) -> bool:
        """Had the person an answer by that day?"""
        return self.told_on is not None and self.told_on <= on


@dataclass(frozen=True, slots=True)
class ThemeHeard:
    """A theme with its remarks up to a day; `days` is how long it has been open, or how long it took to answer."""

    theme: Theme
    kind: str
    remarks: int
    told: int
    first: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard up to a day: sessions, remarks, how many who spoke got an answer, theme by theme."""

    sessions: int
    remarks: int
    told: int
    themes: tuple[ThemeHeard, ...]
    without_theme: int


def listen(themes: Iterable[Theme], remarks: Iterable[Remark], on: date) -> Heard:
    """The listening log of one programme as it stands on a day; open themes first, the oldest before the others."""
    said = [one for one in remarks if one.said_on <= on]
    by_theme: dict[str, list[Remark]] = {}
    for one in said:
        by_theme.setdefault(one.theme.casefold(), []).append(one)
    told = [_theme_heard(one, by_theme.get(one.name.casefold(), []), on) for one in themes]
    return Heard(
        sessions=len({(one.said_on, one.session.casefold()) for one in said}),
        remarks=len(said),
        told=sum(one.is_told(on) for one in said),
        themes=tuple(sorted(told, key=lambda one: (bool(one.kind), -(one.days or 0), one.theme.name.casefold()))),
        without_theme=len(by_theme.get("", ())),
    )


def _theme_heard(theme: Theme, remarks: list[Remark], on: date) -> ThemeHeard:
    first, kind = min((one.said_on for one in remarks), default=None), theme.kind_on(on)
    until = theme.answered_on if kind and theme.answered_on else on
    days = None if first is None else max(0, (until - first).days)
    return ThemeHeard(theme, kind, len(remarks), sum(one.is_told(on) for one in remarks), first, days)


def programme_of(entry: Entry, *, starts: date, origin: Origin) -> Programme:
    """The programme an entry states; `starts` where it gives no first day."""
    return Programme(
        name=stated_text(entry, "name"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        purpose=stated_text(entry, "purpose"),
        owner=stated_text(entry, "owner"),
        lead=stated_text(entry, "lead"),
        clinical_lead=stated_text(entry, "clinical_lead"),
        service=stated_text(entry, "service"),
        portfolio=stated_text(entry, "portfolio"),
        relaunched_on=perhaps(entry, "relaunched_on", date),
        relaunch_reason=stated_text(entry, "relaunch_reason"),
        origin=origin,
    )


def milestone_of(entry: Entry, origin: Origin) -> Milestone:
    """The milestone that a good row states."""
    return Milestone(
        stated_text(entry, "programme"),
        stated_text(entry, "name"),
        stated(entry, "planned_on", date),
        perhaps(entry, "replanned_on", date),
        perhaps(entry, "done_on", date),
        origin,
    )


def report_of(entry: Entry, origin: Origin) -> Report:
    """The report that a good row states."""
    words = {name: stated_text(entry, name) for name in ("status", "says", "written_by", "improving", "in_time")}
    return Report(stated_text(entry, "programme"), stated(entry, "reported_on", date), **words, origin=origin)


def move_of(entry: Entry, origin: Origin) -> Move:
    """The outcome that a programme should move, as a good row states it."""
    return Move(stated_text(entry, "programme"), stated_text(entry, "outcome"), perhaps(entry, "due_on", date), origin)


def theme_of(entry: Entry, origin: Origin) -> Theme:
    """The theme that a good row states."""
    words = {name: stated_text(entry, name) for name in ("programme", "name", "answer_kind", "answer", "decision")}
    return Theme(**words, answered_on=perhaps(entry, "answered_on", date), origin=origin)


def remark_of(entry: Entry, origin: Origin) -> Remark:
    """The remark that a good row states."""
    words = {name: stated_text(entry, name) for name in ("programme", "remark", "session", "user_group", "theme")}
    said, told = stated(entry, "said_on", date), perhaps(entry, "told_on", date)
    return Remark(**words, said_on=said, told_on=told, origin=origin)
