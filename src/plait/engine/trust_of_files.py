"""A trust as its files state it, with no database: what `plait judge folder/` judges."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from plait.engine.accountability_sheets import claim_of, settlement_of, territory_of
from plait.engine.board import decision_of, item_of, meeting_of, right_of
from plait.engine.champions import champion_of
from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.competency_sheets import COMPETENCIES
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.origins import Origin
from plait.engine.people import Person, person_of
from plait.engine.posts import Post
from plait.engine.quarters import Staffing, Worked, given_of
from plait.engine.services import PRIORITY_CHOICES, Need, Service
from plait.engine.sheets import Entry
from plait.engine.staff_groups import STAFF_GROUPS, USUAL_STAFF_GROUPS, with_stated
from plait.engine.stated import perhaps, stated, stated_text, stated_words
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.thresholds import OwnThreshold
from plait.engine.trust import Trust, holding_on
from plait.engine.viewpoints import Viewpoint
from plait.engine.workbook import Intake

Kept = TypeVar("Kept")


def trust_of_intake(intake: Intake, *, code: str, name: str, on: date) -> Trust:
    """The trust a read file or folder states on that day; every sheet it holds counts as confirmed then.

    As in a new record, the competencies that come with Plait stand beside the file's own.
    """
    feeds = {reading.sheet: on for reading in intake.readings}
    own = {entry.key[0] for entry in intake.entries() if entry.sheet == COMPETENCIES.name}
    shipped = tuple(one for one in shipped_competencies() if one.name.casefold() not in own)
    start = Trust(code, name, on, staff_groups=USUAL_STAFF_GROUPS, competencies=shipped, feeds=feeds)
    return trust_of_entries(intake.entries(), start=start, file=intake.name)


def trust_of_entries(entries: Iterable[Entry], *, start: Trust, file: str) -> Trust:
    """`start` with what the entries state added to it, as it stands on its day.

    `start` brings the day, the settings, the staff groups and the feeds; its competencies stay beside
    those of the entries. A first day nobody wrote is that of the trust; for a membership, that of its team.
    """
    said = _Said(start.on, file, _by_sheet(entries))
    groups = with_stated(start.staff_groups, said.groups())
    viewpoints = {group.name: group.viewpoint for group in groups}

    def person(entry: Entry) -> Person:
        return person_of(entry, viewpoints, starts=start.on, origin=said.origin(entry))

    people, teams = said.records("people", person), said.records("teams", said.team)
    first_days = {team.name: team.starts for team in teams}
    last_days = {person.employee_number: person.ends for person in people}
    return replace(
        start,
        staff_groups=groups,
        people=holding_on(people, start.on),
        posts=holding_on(said.records("posts", said.post), start.on),
        competencies=start.competencies + said.records("competencies", said.competency),
        holdings=holding_on(said.records("holdings", said.holding), start.on),
        communities=holding_on(_communities(said), start.on),
        services=holding_on(said.records("services", said.service), start.on),
        needs=holding_on(said.records("needs", said.need), start.on),
        teams=teams,
        memberships=said.records("memberships", lambda entry: said.membership(entry, first_days, last_days)),
        releases=said.records("releases", said.release),
        dependencies=holding_on(said.records("dependencies", said.dependency), start.on),
        roles=holding_on(said.records("leadership roles", said.role), start.on),
        holders=said.records("role holders", lambda entry: said.holder(entry, last_days)),
        meetings=said.records("board meetings", lambda entry: meeting_of(entry, said.origin(entry))),
        items=said.records("agenda items", lambda entry: item_of(entry, said.origin(entry))),
        decisions=said.records("board decisions", lambda entry: decision_of(entry, said.origin(entry))),
        rights=said.records("standing rights", lambda entry: right_of(entry, said.origin(entry))),
        thresholds=holding_on(said.records("thresholds", said.threshold), start.on),
        territories=holding_on(
            said.records("territories", lambda one: territory_of(one, starts=start.on, origin=said.origin(one))),
            start.on,
        ),
        claims=said.records(
            "accountability claims",
            lambda one: claim_of(one, ends=said.end_of_stay(one, last_days), origin=said.origin(one)),
        ),
        champions=said.records(
            "champions",
            lambda one: champion_of(
                one, starts=said.starts(one), ends=said.end_of_stay(one, last_days), origin=said.origin(one)
            ),
        ),
        settlements=said.records(
            "accountability settlements",
            lambda one: settlement_of(one, ends=said.end_of_stay(one, last_days), origin=said.origin(one)),
        ),
    )


def staffing_of_intake(intake: Intake, *, on: date) -> Staffing:
    """Needs, who can meet them and their time as a read file or folder states them, past and to come.

    A first day nobody wrote is `on`; services that are retired need nothing.
    """
    said = _Said(on, intake.name, _by_sheet(intake.entries()))
    viewpoints = {group.name: group.viewpoint for group in with_stated(USUAL_STAFF_GROUPS, said.groups())}
    people = said.records("people", lambda entry: person_of(entry, viewpoints, starts=on, origin=said.origin(entry)))
    teams, last_days = said.records("teams", said.team), {person.employee_number: person.ends for person in people}
    first_days = {team.name: team.starts for team in teams}
    stays = said.records("memberships", lambda entry: said.membership(entry, first_days, last_days))
    running = {
        service.name: service for service in said.records("services", said.service) if service.phase != "retired"
    }
    return Staffing(
        tuple(
            replace(need, ends=min((day for day in (need.ends, running[need.service].ends) if day), default=None))
            for need in said.records("needs", said.need)
            if need.service in running
        ),
        said.records("holdings", said.holding),
        tuple(Worked(one.employee_number, one.employee_number, one.wte, one.starts, one.ends) for one in people),
        given_of(stays, teams),
    )


def _by_sheet(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    sheets: dict[str, list[Entry]] = {}
    for entry in entries:
        sheets.setdefault(entry.sheet, []).append(entry)
    return sheets


def _communities(said: "_Said") -> tuple[Community, ...]:
    members: dict[str, set[str]] = {}
    for entry in said.sheets.get("community members", ()):
        if holding_on((_Period(perhaps(entry, "starts", date), perhaps(entry, "ends", date)),), said.on):
            members.setdefault(stated_text(entry, "community"), set()).add(stated_text(entry, "employee_number"))
    communities = said.records("communities", said.community)
    return tuple(replace(one, members=frozenset(members.get(one.name, ()))) for one in communities)


@dataclass(frozen=True, slots=True)
class _Period:
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class _Said:
    """The entries of a file by sheet, and how each becomes a record."""

    on: date
    file: str
    sheets: dict[str, list[Entry]]

    def records(self, sheet: str, record_of: Callable[[Entry], Kept]) -> tuple[Kept, ...]:
        return tuple(record_of(entry) for entry in self.sheets.get(sheet, ()))

    def groups(self) -> Iterable[Entry]:
        return self.sheets.get(STAFF_GROUPS.name, ())

    def origin(self, entry: Entry) -> Origin:
        return Origin(self.file, entry.table, entry.line, self.on)

    def starts(self, entry: Entry) -> date:
        return perhaps(entry, "starts", date) or self.on

    def post(self, entry: Entry) -> Post:
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
        return Release(
            team=stated_text(entry, "team"),
            released_on=stated(entry, "released_on", date),
            name=stated_text(entry, "name"),
            visible=perhaps(entry, "visible", bool) is not False,
            accepted_by=stated_text(entry, "accepted_by"),
            origin=self.origin(entry),
        )

    def dependency(self, entry: Entry) -> Dependency:
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
            origin=self.origin(entry),
        )

    def holder(self, entry: Entry, last_days: Mapping[str, date | None]) -> Holder:
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
        return OwnThreshold(
            question=stated_text(entry, "question"),
            value=stated(entry, "value", Decimal),
            reason=stated_text(entry, "reason"),
            starts=self.starts(entry),
            ends=perhaps(entry, "ends", date),
            origin=self.origin(entry),
        )
