"""When the digital leader met which director: a log that both sides agree to, by office and never by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import CDIO_OFFICE, DIRECTORS, FOUR_DIRECTORS, read_offices
from plait.engine.cells import read_choice, read_date, read_yes_no
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet
from plait.engine.stated import stated, stated_text, stated_words

ONE_TO_ONE, SESSION = "one to one", "session"
KIND_CHOICES = {"One to one": ONE_TO_ONE, "Session": SESSION}
KINDS = {kind: words for words, kind in KIND_CHOICES.items()}
"""The words for each kind of contact."""
LEADER_OFFICES = (CDIO_OFFICE, "Chief clinical information officer", "Chief nursing information officer")
TO_MEET = ("Chief executive", *FOUR_DIRECTORS, "Finance director")
"""Whom the digital leader is expected to meet, besides whoever stands in the log (our default)."""

CONTACTS = Sheet(
    name="contacts",
    title="Contacts",
    help="One line for each time a digital leader met directors, where they agreed that it is logged.",
    key=("met_on", "leader", "kind"),
    columns=(
        Column("met_on", "Day", "The day they met.", "12/10/2026", read_date, required=True),
        Column(
            "leader", "Digital leader", "The office of who met them.", CDIO_OFFICE,
            read_choice({**{office: office for office in LEADER_OFFICES}, "CDIO": CDIO_OFFICE, "CIO": CDIO_OFFICE,
                         "CCIO": LEADER_OFFICES[1], "CNIO": LEADER_OFFICES[2]}),
            choices=LEADER_OFFICES, required=True,
        ),
        Column(
            "kind", "Kind", "One to one, or a Session with several directors.", "One to one",
            read_choice(KIND_CHOICES), choices=tuple(KIND_CHOICES), required=True,
        ),
        Column(
            "offices", "Directors", "Whom, by office, separated by semicolons.", "Medical director", read_offices,
            required=True, suggests=DIRECTORS,
        ),
        Column(
            "agreed", "Agreed", "Yes once everybody in it agreed that it is logged. Without that, leave the row out.",
            "Yes", read_yes_no, choices=("Yes", "No"), required=True,
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting of a digital leader with one director or several; all are offices."""

    met_on: date
    leader: str
    kind: str
    offices: tuple[str, ...]
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A director and the contacts with the CDIO, latest first; `days` since the last, or since the log began."""

    office: str
    contacts: tuple[Contact, ...]
    days: int
    alone: int | None

    @property
    def last(self) -> Contact | None:
        """The latest contact, where there was one."""
        return self.contacts[0] if self.contacts else None


def directors_met(contacts: Iterable[Contact], on: date) -> tuple[Met, ...]:
    """Each director who should be met and how long ago that was on that day, the longest first.

    Of a director who does not stand in the log the days count from its first, for nobody knows of earlier ones.
    `alone` are the days since the last contact of two. Contacts of other leaders, and those to come, count in nothing.
    """
    counted = [one for one in contacts if one.leader == CDIO_OFFICE and one.met_on <= on]
    if not counted:
        return ()
    first = min(one.met_on for one in counted)
    others = {office for one in counted for office in one.offices} - {*TO_MEET, *LEADER_OFFICES}
    met = [_met(office, counted, first, on) for office in (*TO_MEET, *sorted(others))]
    return tuple(sorted(met, key=lambda one: (-one.days, DIRECTORS.index(one.office))))


def _met(office: str, counted: list[Contact], first: date, on: date) -> Met:
    mine = sorted(
        (one for one in counted if office in one.offices), key=lambda one: (-one.met_on.toordinal(), one.kind)
    )
    alone = [one.met_on for one in mine if one.kind == ONE_TO_ONE]
    days = (on - (mine[0].met_on if mine else first)).days
    return Met(office, tuple(mine), days, (on - alone[0]).days if alone else None)


Fault = tuple[str, str, str, str]


def check_agreed(entry: Entry) -> list[Fault]:
    """A contact that somebody did not agree to have logged."""
    if entry.values.get("agreed") is True:
        return []
    return [
        ("Agreed", "No", "The log holds only what everybody agreed to", "Leave the row out until they have, then Yes")
    ]


def check_company(entry: Entry) -> list[Fault]:
    """A one to one with several directors."""
    offices = stated_words(entry, "offices")
    if stated_text(entry, "kind") != ONE_TO_ONE or len(offices) == 1:
        return []
    shown = "; ".join(offices)
    return [("Directors", shown, "A one to one is with one director", "Name one, or write Session under Kind")]


def contact_of(entry: Entry, origin: Origin) -> Contact:
    """The contact that a good row states."""
    return Contact(
        met_on=stated(entry, "met_on", date),
        leader=stated_text(entry, "leader"),
        kind=stated_text(entry, "kind"),
        offices=stated_words(entry, "offices"),
        origin=origin,
    )
