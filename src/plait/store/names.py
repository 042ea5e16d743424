"""Names and numbers of the registers, and the ids behind them: loaded once, used by every row."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection, models
from django.db.models import TextField
from django.db.models.functions import Cast

from plait.engine.accountability_sheets import SEPARATOR, SETTLED, STARTS_OF_EMPLOYMENTS
from plait.engine.board_sheets import (
    DAYS_OF_DECISIONS,
    DAYS_OF_MEETINGS,
    DECISIONS_OF_MEETINGS,
    ITEMS_OF_MEETINGS,
    one_text,
)
from plait.engine.leadership import ENDS_OF_EMPLOYMENTS
from plait.engine.litmus.judging import known_questions
from plait.engine.long_leave import LEAVES, MEMBERS, named_days
from plait.engine.outcome_sheets import MEASURED_DAYS, UNITS
from plait.engine.programme_sheets import PARTS_OF_PROGRAMMES, part_of
from plait.engine.record_rules import SEATS, days_of_seat
from plait.engine.research_sheets import DAYS_OF_RELEASES
from plait.store.models import (
    AgendaItem,
    Assignment,
    BoardMember,
    ClinicalArea,
    Community,
    Competency,
    Decision,
    Department,
    DesignDecision,
    Employment,
    LeadershipRole,
    ListeningTheme,
    LongLeave,
    Meeting,
    Milestone,
    Observation,
    Outcome,
    Post,
    Programme,
    Release,
    Service,
    Settlement,
    Site,
    StaffGroup,
    Team,
    Territory,
    UserGroup,
)  # fmt: skip
from plait.store.writing import Writing, draw_ids

NAMED: dict[str, tuple[type[models.Model], str]] = {
    "staff groups": (StaffGroup, "name"),
    "departments": (Department, "name"),
    "sites": (Site, "name"),
    "people": (Employment, "employee_number"),
    "posts": (Post, "number"),
    "competencies": (Competency, "name"),
    "communities": (Community, "name"),
    "services": (Service, "name"),
    "teams": (Team, "name"),
    "leadership roles": (LeadershipRole, "name"),
    "board meetings": (Meeting, "name"),
    "board members": (BoardMember, "name"),
    "territories": (Territory, "name"),
    "user groups": (UserGroup, "name"),
    "design decisions": (DesignDecision, "name"),
    "outcomes": (Outcome, "name"),
    "programmes": (Programme, "name"),
    "clinical areas": (ClinicalArea, "name"),
}
_EVERY_NAME = " UNION ALL ".join(
    f"SELECT '{register}', id, {column} FROM {model._meta.db_table} WHERE trust_id = %(trust)s"
    for register, (model, column) in NAMED.items()
)


class Names:
    """Both ways between the ids of a trust's records and the names people know them by."""

    def __init__(self, trust_id: int) -> None:
        """Load every name of a trust, in one query."""
        self._trust_id = trust_id
        self._spellings: dict[str, dict[int, str]] = {register: {} for register in NAMED}
        with connection.cursor() as cursor:
            cursor.execute(_EVERY_NAME, {"trust": trust_id})
            for register, id, name in cursor.fetchall():
                self._spellings[register][id] = name
        self._ids = {
            register: {name.casefold(): id for id, name in names.items()} for register, names in self._spellings.items()
        }

    def known(self) -> dict[str, dict[str, str]]:
        """By register: each name, folded, to its spelling, as readers of files take it; and the days they go by.

        Those are from when to when people are employed, for how long who answers for a territory is settled, and the
        days of meetings, decisions and releases; and which milestones and themes programmes have.
        """
        employed = Employment.objects.filter(trust_id=self._trust_id)
        days = list(employed.values_list("employee_number", "starts", "ends"))
        names = {r: {folded: self._spellings[r][id] for folded, id in ids.items()} for r, ids in self._ids.items()}
        return {
            **names,
            STARTS_OF_EMPLOYMENTS: {number.casefold(): f"{starts}" for number, starts, _ in days},
            ENDS_OF_EMPLOYMENTS: {number.casefold(): f"{ends}" for number, _, ends in days if ends},
            SETTLED: self._settled(),
            **self._of_meetings(),
            **self._of_leave(),
            DAYS_OF_RELEASES: self._of_releases(),
            **self._of_outcomes(),
            PARTS_OF_PROGRAMMES: self._of_programmes(),
            **known_questions(),
        }

    def _of_meetings(self) -> dict[str, dict[str, str]]:
        """On which day each meeting is held, its items and decisions with the days they state, and who sits when."""
        days = Meeting.objects.filter(trust_id=self._trust_id).values_list("name", "held_on")
        items = AgendaItem.objects.filter(trust_id=self._trust_id).values_list("meeting__name", "number")
        taken = Decision.objects.filter(trust_id=self._trust_id).values_list("meeting__name", "name", "decided_on")
        decisions = list(taken)
        members = BoardMember.objects.filter(trust_id=self._trust_id).values_list("office", "name", "starts", "ends")
        return {
            DAYS_OF_MEETINGS: {one_text(name): f"{day}" for name, day in days},
            ITEMS_OF_MEETINGS: {one_text(*key): key[1] for key in items},
            DAYS_OF_DECISIONS: {one_text(*key): f"{day}" for *key, day in decisions if day},
            DECISIONS_OF_MEETINGS: {one_text(*key): key[1] for *key, _ in decisions},
            SEATS: {one_text(*key): days_of_seat(starts, ends) for *key, starts, ends in members},
        }

    def _of_leave(self) -> dict[str, dict[str, str]]:
        """Who is on leave from when to when, and which employment each member of the board has here."""
        leaves = LongLeave.objects.filter(trust_id=self._trust_id)
        members = BoardMember.objects.filter(trust_id=self._trust_id, employment__isnull=False)
        return {
            LEAVES: {
                named_days(number, first): f"{last or ''}"
                for number, first, last in leaves.values_list("employment__employee_number", "first_on", "last_on")
            },
            MEMBERS: {one_text(name): n for name, n in members.values_list("name", "employment__employee_number")},
        }

    def _of_releases(self) -> dict[str, str]:
        """By team and name of a release, the last day it was released on."""
        rows = Release.objects.filter(trust_id=self._trust_id).order_by("released_on")
        return {one_text(*key): f"{day}" for *key, day in rows.values_list("team__name", "name", "released_on")}

    def _of_outcomes(self) -> dict[str, dict[str, str]]:
        """In which unit each outcome is measured, and on which days it was."""
        units = Outcome.objects.filter(trust_id=self._trust_id).values_list("name", "unit")
        days = Observation.objects.filter(trust_id=self._trust_id).values_list("outcome__name")
        told = days.annotate(days=StringAgg(Cast("observed_on", TextField()), ";"))
        return {
            UNITS: {name.casefold(): unit for name, unit in units},
            MEASURED_DAYS: {name.casefold(): text for name, text in told},
        }

    def _of_programmes(self) -> dict[str, str]:
        """The milestones and the themes of each programme."""
        kinds = (("milestone", Milestone), ("theme", ListeningTheme))
        return {
            part_of(kind, programme, name): name
            for kind, model in kinds
            for programme, name in model._default_manager.filter(trust_id=self._trust_id).values_list(
                "programme__name", "name"
            )
        }

    def _settled(self) -> dict[str, str]:
        settled = Settlement.objects.filter(trust_id=self._trust_id)
        rows = settled.values_list("territory__name", "employment__employee_number", "starts", "ends")
        return {
            SEPARATOR.join((t.casefold(), n.casefold(), f"{starts}")): f"{ends or ''}" for t, n, starts, ends in rows
        }

    def id_of(self, register: str, name: str) -> int:
        """The id behind a name; a KeyError when the register has none."""
        return self._ids[register][name.casefold()]

    def spelling(self, register: str, id: int) -> str:
        """The name of an id, as the register spells it."""
        return self._spellings[register][id]

    def has(self, register: str, name: str) -> bool:
        """Is there such a name in this register?"""
        return name.casefold() in self._ids[register]

    def reserve(self, register: str, names: Iterable[str]) -> None:
        """Draw ids for names about to be added, so that rows saved before them may refer to them."""
        fresh = list({name.casefold(): name for name in names if not self.has(register, name)}.items())
        for (folded, name), id in zip(fresh, draw_ids(NAMED[register][0], len(fresh)), strict=True):
            self._ids[register][folded] = id
            self._spellings[register][id] = name

    def add(self, pen: Writing, register: str, names: Iterable[str], **columns: Any) -> None:
        """Add the names that a register of plain names, like departments, does not have yet."""
        fresh = sorted({name.casefold(): name for name in names if not self.has(register, name)}.values())
        self.reserve(register, fresh)
        rows = [{"id": self.id_of(register, name), "name": name, **columns} for name in fresh]
        pen.add(NAMED[register][0], rows)


def load_managers(trust_id: int) -> dict[str, str]:
    """Employee number to line manager's, for every assignment that has not ended."""
    rows = Assignment.objects.filter(trust_id=trust_id, manager__isnull=False, ends__isnull=True)
    return dict(rows.values_list("employment__employee_number", "manager__employee_number"))
