"""The entries of a file by sheet, and how each becomes a record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.origins import Origin
from plait.engine.posts import Post
from plait.engine.services import PRIORITY_CHOICES, Need, Service
from plait.engine.sheets import Entry
from plait.engine.staff_groups import STAFF_GROUPS
from plait.engine.stated import perhaps, stated, stated_text, stated_words
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.thresholds import OwnThreshold
from plait.engine.viewpoints import Viewpoint

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says, on the day of the trust it is read for."""

    on: date
    file: str
    sheets: dict[str, list[Entry]]

    def records(self, sheet: str, record_of: Callable[[Entry], Kept]) -> tuple[Kept, ...]:
        """What the entries of a sheet state, in the order of the file."""
        return tuple(record_of(entry) for entry in self.sheets.get(sheet, ()))

    def groups(self) -> Iterable[Entry]:
        """The entries of the staff groups."""
        return self.sheets.get(STAFF_GROUPS.name, ())

    def origin(self, entry: Entry) -> Origin:
        """Where an entry stood."""
        return Origin(self.file, entry.table, entry.line, self.on)

    def starts(self, entry: Entry) -> date:
        """Its first day: as written, or the day of the trust."""
        return perhaps(entry, "starts", date) or self.on

    def post(self, entry: Entry) -> Post:
        """An established post."""
        return Post(
            number=stated_text(entry, "number"),
            title=stated_text(entry, "title"),
            department=stated_text(entry, "department"),
            budgeted_wte=stated(entry, "budgeted_wte", Decimal),
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            staff_group=stated_text(entry, "staff_group"),
            band=stated_text(entry, "band"),
            origin=self.origin(entry),
        )

    def competency(self, entry: Entry) -> Competency:
        """A competency of the trust’s own."""
        awareness, working, practitioner, expert = (stated_text(entry, level.name.lower()) for level in Level)
        return Competency(
            name=stated_text(entry, "name"),
            family=stated_text(entry, "family"),
            viewpoint=Viewpoint(stated_text(entry, "viewpoint")),
            description=stated_text(entry, "description"),
            levels=(awareness, working, practitioner, expert),
            framework=stated_text(entry, "framework"),
            also_called=stated_words(entry, "also_called"),
            origin=self.origin(entry),
        )

    def holding(self, entry: Entry) -> Holding:
        """A competency somebody holds."""
        starts = self.starts(entry)
        return Holding(
            employee_number=stated_text(entry, "employee_number"),
            competency=stated_text(entry, "competency"),
            level=Level(stated(entry, "level", int)),
            since=starts,
            confirmed_by=stated_text(entry, "confirmed_by"),
            confirmed_on=perhaps(entry, "confirmed_on", date),
            starts=starts,
            origin=self.origin(entry),
        )

    def community(self, entry: Entry) -> Community:
        """A community of practice, without its members."""
        return Community(
            name=stated_text(entry, "name"),
            family=stated_text(entry, "family"),
            lead=stated_text(entry, "lead"),
            met_on=tuple(date.fromisoformat(day) for day in stated_words(entry, "met_on")),
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            origin=self.origin(entry),
        )

    def service(self, entry: Entry) -> Service:
        """A service."""
        return Service(
            name=stated_text(entry, "name"),
            phase=stated_text(entry, "phase"),
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            description=stated_text(entry, "description"),
            outcome=stated_text(entry, "outcome"),
            owner=stated_text(entry, "owner"),
            origin=self.origin(entry),
        )

    def need(self, entry: Entry) -> Need:
        """A need of a service."""
        return Need(
            service=stated_text(entry, "service"),
            competency=stated_text(entry, "competency"),
            level=stated(entry, "level", int),
            people=perhaps(entry, "people", int),
            wte=perhaps(entry, "wte", Decimal),
            priority=perhaps(entry, "priority", int) or PRIORITY_CHOICES["Should"],
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            origin=self.origin(entry),
        )

    def team(self, entry: Entry) -> Team:
        """A team."""
        return Team(
            name=stated_text(entry, "name"),
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            service=stated_text(entry, "service"),
            purpose=stated_text(entry, "purpose"),
            parent=stated_text(entry, "parent"),
            origin=self.origin(entry),
        )

    def membership(
        self, entry: Entry, first_days: Mapping[str, date], last_days: Mapping[str, date | None]
    ) -> Membership:
        """A place in a team, from the first day of the team where nothing else is written."""
        team, number = stated_text(entry, "team"), stated_text(entry, "employee_number")
        starts = perhaps(entry, "starts", date) or first_days.get(team, self.on)
        viewpoint = stated_text(entry, "viewpoint")
        return Membership(
            team=team,
            employee_number=number,
            wte=stated(entry, "wte", Decimal),
            joined=starts,
            starts=starts,
            ends=self.end_of_stay(entry, last_days),
            viewpoint=Viewpoint(viewpoint) if viewpoint else None,
            part=stated_text(entry, "part"),
            reason=stated_text(entry, "reason"),
            origin=self.origin(entry),
        )

    def end_of_stay(self, entry: Entry, last_days: Mapping[str, date | None]) -> date | None:
        """Where the time of somebody ends: as written, or with the employment."""
        number = stated_text(entry, "employee_number")
        return min((day for day in (perhaps(entry, "ends", date), last_days.get(number)) if day), default=None)

    def release(self, entry: Entry) -> Release:
        """A release."""
        return Release(
            team=stated_text(entry, "team"),
            released_on=stated(entry, "released_on", date),
            name=stated_text(entry, "name"),
            visible=perhaps(entry, "visible", bool) is not False,
            accepted_by=stated_text(entry, "accepted_by"),
            origin=self.origin(entry),
        )

    def dependency(self, entry: Entry) -> Dependency:
        """What one team waits for from another."""
        return Dependency(
            team=stated_text(entry, "team"),
            on_team=stated_text(entry, "on_team"),
            what=stated_text(entry, "what"),
            hard=perhaps(entry, "hard", bool) is not False,
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            origin=self.origin(entry),
        )

    def role(self, entry: Entry) -> LeadershipRole:
        """A leadership role."""
        return LeadershipRole(
            name=stated_text(entry, "name"),
            kind=stated_text(entry, "kind"),
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            seat=stated_text(entry, "seat"),
            reports_to=stated_text(entry, "reports_to"),
            protected_wte=perhaps(entry, "protected_wte", Decimal),
            team_wte=perhaps(entry, "team_wte", Decimal),
            budget_pounds=perhaps(entry, "budget_pounds", Decimal),
            limit_pounds=perhaps(entry, "limit_pounds", Decimal),
            emphasis=stated_text(entry, "emphasis"),
            post=stated_text(entry, "post"),
            origin=self.origin(entry),
        )

    def holder(self, entry: Entry, last_days: Mapping[str, date | None]) -> Holder:
        """Somebody’s time in a leadership role."""
        return Holder(
            role=stated_text(entry, "role"),
            employee_number=stated_text(entry, "employee_number"),
            held_as=stated_text(entry, "held_as"),
            wte=stated(entry, "wte", Decimal),
            starts=self.starts(entry),
            ends=self.end_of_stay(entry, last_days),
            origin=self.origin(entry),
        )

    def threshold(self, entry: Entry) -> OwnThreshold:
        """A threshold of the trust’s own."""
        return OwnThreshold(
            question=stated_text(entry, "question"),
            value=stated(entry, "value", Decimal),
            reason=stated_text(entry, "reason"),
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            origin=self.origin(entry),
        )
