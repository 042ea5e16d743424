"""The one value that crosses the house: a complete picture of one trust on one day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from plait.engine.accountability import Claim, Settlement, Territory
from plait.engine.appointments import AppointmentRecord
from plait.engine.areas import Area, Visit
from plait.engine.attendance import Attendance
from plait.engine.board import AgendaItem, BoardYear, Decision, Meeting, StandingRight, board_year
from plait.engine.board_actions import BoardAction
from plait.engine.board_development import Learning
from plait.engine.board_members import BoardMember
from plait.engine.challenges import Challenge
from plait.engine.champions import Champion
from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding
from plait.engine.contacts import Contact
from plait.engine.deputies import Deputy
from plait.engine.design import Blocker, DesignDecision, Voice
from plait.engine.education import Session, Target
from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.lending import Loan
from plait.engine.long_leave import LongLeave
from plait.engine.offers import Offer
from plait.engine.outcomes import Outcome, OutcomeReading
from plait.engine.people import Person
from plait.engine.posts import Post
from plait.engine.programmes import Programme
from plait.engine.research import Assumption, ResearchLog, Round, UserGroup
from plait.engine.services import Need, Service
from plait.engine.sponsorships import Sponsorship
from plait.engine.staff_groups import StaffGroup
from plait.engine.strategy import NotChosen, Objective
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.thresholds import OwnThreshold
from plait.engine.viewpoints import Viewpoint


@dataclass(frozen=True, slots=True)
class TeamSizes:
    """How many people a team may have; one setting for the whole trust (our default).

    A new team may start with `start_least` for its first `start_days`.
    """

    least: int = 5
    most: int = 9
    start_least: int = 3
    start_days: int = 90

    def is_starting(self, team: Team, on: date) -> bool:
        """Is the team still in its first days?"""
        return (on - team.starts).days < self.start_days

    def least_of(self, team: Team, on: date) -> int:
        """The fewest people this team may have on that day."""
        return min(self.start_least, self.least) if self.is_starting(team, on) else self.least


@dataclass(frozen=True, slots=True)
class Trust:
    """One trust on one day.

    `people`, `posts`, `holdings`, `communities`, `services`, `needs`, `dependencies`, `roles`, `territories`,
    `outcomes`, `objectives`, `programmes` and `thresholds` are those of the day, with one row for each employee number.
    `teams`, `memberships`, `offers`, `releases`, `holders`, `champions`, `claims` of accountability, `settlements`,
    `board_members` and `sponsorships` hold past ones and those to come as well, so that the order of events can be
    judged; what somebody is in, holds or answers for ends with the employment at the latest. The board's record is
    whole, whatever the day (`meetings`, `items`, `decisions`, `rights`, `attendance`, `challenges` and `actions`), and
    so are the research log (`user_groups`, `rounds` and `assumptions`), design decisions with their `voices`, and
    `blockers`. Whole too are clinical `areas` and `visits`, education `sessions` and
    `targets`, `contacts` with directors, the `learning` of board members, and what was `not_chosen`.
    `readings` say in short how each of the outcomes stands by its figures up to that day, in the order of the
    outcomes; the figures themselves stay outside. `appointments` say only for which roles a record of the
    appointment is kept, `leave` from when to when people are away and never why. `feeds` gives the day each sheet
    was last imported, edited or sent again unchanged. `loans` are of those whom other trusts lend, where somebody
    asked for them too: they stand in `people`, by reference. `guests` are the references of those who take a place
    in a team of this trust, whose
    `memberships` say what viewpoint they bring; they are no people of it.
    """

    code: str
    name: str
    on: date
    sizes: TeamSizes = field(default_factory=TeamSizes)
    people: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    staff_groups: tuple[StaffGroup, ...] = ()
    competencies: tuple[Competency, ...] = ()
    holdings: tuple[Holding, ...] = ()
    communities: tuple[Community, ...] = ()
    offers: tuple[Offer, ...] = ()
    services: tuple[Service, ...] = ()
    needs: tuple[Need, ...] = ()
    teams: tuple[Team, ...] = ()
    memberships: tuple[Membership, ...] = ()
    releases: tuple[Release, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    roles: tuple[LeadershipRole, ...] = ()
    holders: tuple[Holder, ...] = ()
    deputies: tuple[Deputy, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rights: tuple[StandingRight, ...] = ()
    board_members: tuple[BoardMember, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    actions: tuple[BoardAction, ...] = ()
    sponsorships: tuple[Sponsorship, ...] = ()
    thresholds: tuple[OwnThreshold, ...] = ()
    territories: tuple[Territory, ...] = ()
    claims: tuple[Claim, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    champions: tuple[Champion, ...] = ()
    user_groups: tuple[UserGroup, ...] = ()
    rounds: tuple[Round, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    design_decisions: tuple[DesignDecision, ...] = ()
    voices: tuple[Voice, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    areas: tuple[Area, ...] = ()
    visits: tuple[Visit, ...] = ()
    sessions: tuple[Session, ...] = ()
    targets: tuple[Target, ...] = ()
    contacts: tuple[Contact, ...] = ()
    learning: tuple[Learning, ...] = ()
    loans: tuple[Loan, ...] = ()
    guests: frozenset[str] = frozenset()
    outcomes: tuple[Outcome, ...] = ()
    readings: tuple[OutcomeReading, ...] = ()
    objectives: tuple[Objective, ...] = ()
    not_chosen: tuple[NotChosen, ...] = ()
    programmes: tuple[Programme, ...] = ()
    appointments: tuple[AppointmentRecord, ...] = ()
    leave: tuple[LongLeave, ...] = ()
    feeds: Mapping[str, date] = field(default_factory=dict)
    is_invented: bool = False


class Dated(Protocol):
    """A record that holds from `starts` up to, not including, `ends`."""

    @property
    def starts(self) -> date | None:
        """The first day, or nothing where it always held."""

    @property
    def ends(self) -> date | None:
        """The first day that no longer counts, or nothing where no end is known."""


Record = TypeVar("Record", bound=Dated)


def holds(record: Dated, on: date) -> bool:
    """Does this record hold on that day?"""
    return (record.starts is None or record.starts <= on) and (record.ends is None or on < record.ends)


def holding_on(records: Iterable[Record], on: date) -> tuple[Record, ...]:
    """Those of the records that hold on that day."""
    return tuple(record for record in records if holds(record, on))


def by_number(people: Iterable[Person]) -> dict[str, Person]:
    """Employee number to person."""
    return {person.employee_number: person for person in people}


def teams_on(trust: Trust) -> tuple[Team, ...]:
    """The teams that run on the day of the trust, by name."""
    return tuple(sorted(holding_on(trust.teams, trust.on), key=lambda team: (team.name.casefold(), team.name)))


def board_year_of(trust: Trust) -> BoardYear:
    """What the board published in the 12 months up to the day of the trust."""
    return board_year(trust.meetings, trust.items, trust.decisions, trust.on)


def research_log_of(trust: Trust) -> ResearchLog:
    """The research log on the day of the trust."""
    return ResearchLog(trust.on, trust.teams, trust.releases, trust.user_groups, trust.rounds, trust.assumptions)


Identity = tuple[str, str]
"""Who somebody is: the identity several employments may share, or else the employee number."""


def identities(people: Iterable[Person]) -> dict[str, Identity]:
    """Employee number to who bears it."""
    return {one.employee_number: (one.identity, "" if one.identity else one.employee_number) for one in people}


def members_on(trust: Trust) -> dict[str, tuple[Membership, ...]]:
    """By team name, its members on the day of the trust, by employee number; nobody stands twice in one team.

    Someone whose employment has ended is a member no longer, whatever the membership says; whom another trust lends is
    one while the loan lasts. Of somebody in one team
    by two employments the later seat counts, of two of one day that of the later employee number.
    """
    employed = {number: ("", number) for number in trust.guests} | identities(trust.people)
    members: dict[str, dict[Identity, Membership]] = {}
    for membership in holding_on(trust.memberships, trust.on):
        who = employed.get(membership.employee_number)
        if who is not None:
            seats = members.setdefault(membership.team, {})
            if who not in seats or _recency(membership) > _recency(seats[who]):
                seats[who] = membership
    return {team: tuple(sorted(seats.values(), key=_number)) for team, seats in members.items()}


def _recency(membership: Membership) -> tuple[date, date, str, str]:
    return membership.starts, membership.joined, membership.employee_number, membership.viewpoint or ""


def _number(membership: Membership) -> str:
    return membership.employee_number


def viewpoint_of(membership: Membership, people: Mapping[str, Person]) -> Viewpoint:
    """The viewpoint a member brings to the team: stated for this team, or the person's own."""
    return membership.viewpoint or people[membership.employee_number].viewpoint
