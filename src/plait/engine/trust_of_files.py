"""A trust as its files state it, with no database: what `plait judge folder/` judges."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.accountability_sheets import claim_of, settlement_of, territory_of
from plait.engine.areas import area_of, visit_of
from plait.engine.attendance import attendance_of
from plait.engine.board import decision_of, item_of, meeting_of, right_of
from plait.engine.board_actions import action_of
from plait.engine.board_development import learning_of
from plait.engine.board_members import member_of
from plait.engine.challenges import challenge_of
from plait.engine.champions import champion_of
from plait.engine.communities import Community
from plait.engine.competency_sheets import COMPETENCIES
from plait.engine.contacts import contact_of
from plait.engine.deputies import deputy_of
from plait.engine.design import blocker_of, voice_of
from plait.engine.design import decision_of as design_decision_of
from plait.engine.education import session_of, target_of
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.long_leave import leave_of
from plait.engine.offered import InCommunity, Offers
from plait.engine.offers import offer_of
from plait.engine.outcomes import measured_of_entries, outcome_of, read_outcomes
from plait.engine.people import Person, person_of
from plait.engine.programmes import programme_of
from plait.engine.quarters import Staffing, Worked, given_of
from plait.engine.research import assumption_of, group_of, round_of
from plait.engine.said import Said
from plait.engine.sheets import Entry
from plait.engine.sponsorships import sponsorship_of
from plait.engine.staff_groups import USUAL_STAFF_GROUPS, with_stated
from plait.engine.stated import perhaps, stated_text
from plait.engine.strategy import not_chosen_of, objective_of
from plait.engine.trust import Trust, holding_on
from plait.engine.workbook import Intake


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
    said = Said(start.on, file, _by_sheet(entries))
    groups = with_stated(start.staff_groups, said.groups())
    viewpoints = {group.name: group.viewpoint for group in groups}

    def person(entry: Entry) -> Person:
        return person_of(entry, viewpoints, starts=start.on, origin=said.origin(entry))

    people, teams = said.records("people", person), said.records("teams", said.team)
    first_days = {team.name: team.starts for team in teams}
    last_days = {person.employee_number: person.ends for person in people}
    outcomes = holding_on(
        said.records("outcomes", lambda one: outcome_of(one, starts=start.on, origin=said.origin(one))), start.on
    )
    measured = measured_of_entries(said.sheets, outcomes, start.on)
    return replace(
        start,
        staff_groups=groups,
        people=holding_on(people, start.on),
        posts=holding_on(said.records("posts", said.post), start.on),
        competencies=start.competencies + said.records("competencies", said.competency),
        holdings=holding_on(said.records("holdings", said.holding), start.on),
        communities=holding_on(_communities(said), start.on),
        offers=said.records("offers", lambda one: offer_of(one, starts=start.on, origin=said.origin(one))),
        services=holding_on(said.records("services", said.service), start.on),
        needs=holding_on(said.records("needs", said.need), start.on),
        teams=teams,
        memberships=said.records("memberships", lambda entry: said.membership(entry, first_days, last_days)),
        releases=said.records("releases", said.release),
        dependencies=holding_on(said.records("dependencies", said.dependency), start.on),
        roles=holding_on(said.records("leadership roles", said.role), start.on),
        holders=said.records("role holders", lambda entry: said.holder(entry, last_days)),
        deputies=said.records(
            "deputies",
            lambda one: deputy_of(
                one, starts=said.starts(one), ends=said.end_of_stay(one, last_days), origin=said.origin(one)
            ),
        ),
        leave=said.records("long leave", lambda entry: leave_of(entry, said.origin(entry))),
        meetings=said.records("board meetings", lambda entry: meeting_of(entry, said.origin(entry))),
        items=said.records("agenda items", lambda entry: item_of(entry, said.origin(entry))),
        decisions=said.records("board decisions", lambda entry: decision_of(entry, said.origin(entry))),
        rights=said.records("standing rights", lambda entry: right_of(entry, said.origin(entry))),
        board_members=said.records(
            "board members",
            lambda one: member_of(
                one, starts=said.starts(one), ends=said.end_of_stay(one, last_days), origin=said.origin(one)
            ),
        ),
        attendance=said.records("board attendance", lambda entry: attendance_of(entry, said.origin(entry))),
        challenges=said.records("board challenges", lambda entry: challenge_of(entry, said.origin(entry))),
        actions=said.records("board actions", lambda entry: action_of(entry, said.origin(entry))),
        sponsorships=said.records(
            "sponsorships", lambda one: sponsorship_of(one, starts=said.starts(one), origin=said.origin(one))
        ),
        user_groups=said.records("user groups", lambda entry: group_of(entry, said.origin(entry))),
        rounds=said.records("research rounds", lambda entry: round_of(entry, said.origin(entry))),
        assumptions=said.records("assumptions", lambda entry: assumption_of(entry, said.origin(entry))),
        design_decisions=said.records("design decisions", lambda one: design_decision_of(one, said.origin(one))),
        voices=said.records("design voices", lambda entry: voice_of(entry, said.origin(entry))),
        blockers=said.records("blockers", lambda entry: blocker_of(entry, said.origin(entry))),
        areas=said.records("clinical areas", lambda one: area_of(one, starts=start.on, origin=said.origin(one))),
        visits=said.records("clinical visits", lambda entry: visit_of(entry, said.origin(entry))),
        sessions=said.records("education sessions", lambda entry: session_of(entry, said.origin(entry))),
        targets=said.records("education targets", lambda entry: target_of(entry, said.origin(entry))),
        contacts=said.records("contacts", lambda entry: contact_of(entry, said.origin(entry))),
        learning=said.records("board development", lambda entry: learning_of(entry, said.origin(entry))),
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
        outcomes=outcomes,
        readings=read_outcomes(outcomes, measured),
        objectives=holding_on(
            said.records(
                "strategic objectives", lambda one: objective_of(one, starts=start.on, origin=said.origin(one))
            ),
            start.on,
        ),
        not_chosen=said.records("not chosen", lambda one: not_chosen_of(one, said.origin(one))),
        programmes=holding_on(
            said.records("programmes", lambda one: programme_of(one, starts=start.on, origin=said.origin(one))),
            start.on,
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
    said = Said(on, intake.name, _by_sheet(intake.entries()))
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
        Offers(
            said.records("offers", lambda one: offer_of(one, starts=on, origin=said.origin(one))),
            tuple(_in_community(entry, on) for entry in said.sheets.get("community members", ())),
            {team.name: team.service for team in teams},
        ),
    )


def _in_community(entry: Entry, on: date) -> InCommunity:
    starts, ends = perhaps(entry, "starts", date) or on, perhaps(entry, "ends", date)
    return InCommunity(stated_text(entry, "community"), stated_text(entry, "employee_number"), starts, ends)


def _by_sheet(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    sheets: dict[str, list[Entry]] = {}
    for entry in entries:
        sheets.setdefault(entry.sheet, []).append(entry)
    return sheets


def _communities(said: Said) -> tuple[Community, ...]:
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
