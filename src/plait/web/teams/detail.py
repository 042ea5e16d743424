"""What the page of one team shows: strands, size, members, releases, dependencies, lineage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from plait.engine.permissions import Action, Viewer, reaches, scope_of
from plait.engine.teams import Team
from plait.engine.viewpoints import Viewpoint
from plait.store.history import HistoryLine
from plait.store.offers import OfferLine
from plait.store.teams import Member, TeamDetail
from plait.web.shared.jinja import full_date, plural, short_date, wte
from plait.web.shared.naming import reads_names
from plait.web.shared.offers import add_offer, may_offer, offers_of_giver
from plait.web.shared.origins import runs_words, show_history, source_words
from plait.web.shared.page import (
    Definition,
    Fact,
    HistoryEntry,
    Link,
    LockedAction,
    Strands,
    TablePage,
)
from plait.web.teams.guests import guest_table, guests_as_members
from plait.web.teams.ribbons import RibbonChart, draw_ribbons
from plait.web.teams.tables import dependency_table, member_table, release_table

SOON = timedelta(days=120)
MONTH_DAYS = 30.44


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One member of today in the column of their strand."""

    name: str
    href: str
    part: str
    time: str
    since: str
    until: str
    why: str
    edit: Link | None


@dataclass(frozen=True, slots=True)
class StrandColumn:
    """The members who bring one viewpoint."""

    strand: str
    counted: str
    members: tuple[MemberCard, ...]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One team."""

    name: str
    purpose: str
    answer: str
    strands: Strands
    facts: tuple[Fact, ...]
    columns: tuple[StrandColumn, ...]
    guests: TablePage | None
    add_member: Link | None
    another: Link | None
    locked: LockedAction | None
    chart: RibbonChart | None
    times: TablePage | None
    releases: TablePage
    add_release: Link | None
    waits_for: TablePage
    waited_for_by: TablePage
    add_dependency: Link | None
    offers: TablePage
    add_offer: Link | None
    parent: Link | None
    children: tuple[Link, ...]
    lineage: str
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    note: str = ""


def sees_time(viewer: Viewer, team: TeamDetail, member: Member) -> bool:
    """May this viewer read how much time this person gives to the team?"""
    number = member.employee_number
    return reaches(viewer, Action.READ_CAPACITY, employee_number=number, teams=[team.name])


def members_today(team: TeamDetail, today: date) -> list[Member]:
    """Those in the team on the day, or on its first day where that is to come, each once; whom others lend as well.

    Of somebody in it by two posts the later seat counts, with the time of both.
    """
    day = max(today, team.starts)
    everybody = (*team.members, *guests_as_members(team))
    now = [one for one in everybody if one.starts <= day and (one.ends is None or one.ends > day)]
    seats: dict[int, Member] = {}
    for one in sorted(now, key=lambda one: (one.starts, one.joined, one.employee_number)):
        other = seats.get(one.person_id)
        seats[one.person_id] = replace(one, wte=one.wte + other.wte) if other else one
    return [seats[one.person_id] for one in now if seats[one.person_id].id == one.id]


def is_running(team: TeamDetail, today: date) -> bool:
    """Does the team run on the day?"""
    return team.starts <= today and (team.ends is None or team.ends > today)


def first_release(team: TeamDetail, today: date) -> date | None:
    """The day of its first release that people could see."""
    days = [one.released_on for one in team.releases if one.visible and one.released_on <= today]
    return min(days, default=None)


def team_page(
    viewer: Viewer,
    team: TeamDetail,
    history: Iterable[HistoryLine],
    today: date,
    offers: Iterable[OfferLine] = (),
) -> TeamPage:
    """One team as this viewer may read it; `offers` are what it gives other teams part-time."""
    home = f"/t/{viewer.trust_code}/teams"
    here, now, named = f"{home}/{team.id}", members_today(team, today), reads_names(viewer)
    hidden = {one.person_id for one in team.members if not sees_time(viewer, team, one)}
    readable = frozenset(one.employment_id for one in team.members if one.person_id not in hidden)
    lent = frozenset(one.employment_id for one in guests_as_members(team) if sees_time(viewer, team, one))
    may_release = reaches(viewer, Action.RECORD_RELEASE, teams=[team.name])
    may_depend = reaches(viewer, Action.EDIT_DEPENDENCIES, teams=[team.name])
    may_staff = bool(scope_of(viewer, Action.CREATE_TEAM)) and (team.ends is None or team.ends > today)
    is_full = len(now) >= team.sizes.most
    shut, another = locked(viewer, team, today) if may_staff and is_full else None, _another(viewer, team, today)
    drawn = bool(team.members) and named
    offers_it = may_offer(viewer, team=team.name)
    return TeamPage(
        name=team.name,
        purpose=team.purpose,
        answer=answer(team, now, today),
        strands=_strands(now),
        facts=_facts(viewer, team, now, today),
        columns=tuple(_column(viewer, strand.value, now, readable | lent) for strand in Viewpoint),
        guests=guest_table(team, today, named=named, with_time=bool(lent)),
        add_member=Link("Add a person", f"{here}/members/add/") if may_staff and not is_full else None,
        another=another if shut is None or another != shut.instead else None,
        locked=shut,
        chart=draw_ribbons(team.members, readable, ended=team.ends, today=today) if drawn else None,
        times=member_table(viewer, team, readable, today) if drawn else None,
        releases=release_table(viewer, team, may_edit=may_release),
        add_release=Link("Record a release", f"{here}/releases/add/") if may_release else None,
        waits_for=dependency_table(viewer, team.waits_for, "This team waits for", may_edit=may_depend),
        waited_for_by=dependency_table(viewer, team.waited_for_by, "Others wait for this team", may_edit=False),
        add_dependency=Link("Record what it waits for", f"{here}/dependencies/add/") if may_depend else None,
        offers=offers_of_giver(viewer, offers, may_edit=offers_it),
        add_offer=add_offer(viewer, "team", team.id) if offers_it else None,
        parent=Link(team.parent.name, f"{home}/{team.parent.id}/") if team.parent else None,
        children=tuple(Link(child.name, f"{home}/{child.id}/") for child in team.children),
        lineage=_lineage(team, today),
        about=_about(team),
        history=_history(team, history, readable) if named else (),
        edit=_edit(viewer, team, here),
        note="" if named else "Your role shows how many people there are, not who they are.",
    )


def _history(team: TeamDetail, lines: Iterable[HistoryLine], readable: frozenset[int]) -> tuple[HistoryEntry, ...]:
    """What happened, with the name of the member concerned, and their time only where the viewer may read it."""
    members = {one.id: one for one in team.members}
    told: list[HistoryEntry] = []
    for line in lines:
        member = members.get(line.record_id or 0) if line.kind == "membership" else None
        may_read = line.kind != "membership" or (member is not None and member.employment_id in readable)
        told += show_history([line], hidden=frozenset() if may_read else frozenset(("wte",)), named=True)
    return tuple(told)


def _edit(viewer: Viewer, team: TeamDetail, here: str) -> Link | None:
    if scope_of(viewer, Action.CREATE_TEAM) or reaches(viewer, Action.EDIT_TEAM, teams=[team.name]):
        return Link("Change this team", f"{here}/edit/")
    return None


def answer(team: TeamDetail, now: list[Member], today: date) -> str:
    """The state of the team in a sentence or two."""
    if team.ends is not None and team.ends <= today:
        return f"This team ended on {full_date(team.ends - timedelta(days=1))}."
    if team.starts > today:
        return f"This team starts on {full_date(team.starts)} with {plural(len(now), 'person', 'people')}."
    missing = _strands(now).missing
    least, most = team.sizes.least_of(Team(team.name, team.starts), today), team.sizes.most
    size = f"{plural(len(now), 'person', 'people')}."
    if len(now) < least:
        size = f"{plural(len(now), 'person', 'people')}, {least - len(now)} fewer than a team needs."
    elif len(now) > most:
        size = f"{plural(len(now), 'person', 'people')}, {len(now) - most} more than a team may have."
    lacks = f" Nobody brings the {' or '.join(missing)} viewpoint." if missing and now else ""
    leaving = [one for one in now if one.ends is not None and one.ends - today <= SOON]
    leave = f" {plural(len(leaving), 'person leaves', 'people leave')} within {SOON.days} days." if leaving else ""
    return size + lacks + leave


def _strands(now: list[Member]) -> Strands:
    count = {strand: sum(one.viewpoint == strand for one in now) for strand in Viewpoint}
    return Strands(count[Viewpoint.DIGITAL], count[Viewpoint.CLINICAL], count[Viewpoint.OPERATIONAL])


def _facts(viewer: Viewer, team: TeamDetail, now: list[Member], today: date) -> tuple[Fact, ...]:
    facts = []
    if is_running(team, today):
        most = team.sizes.most
        facts.append(Fact("Size", f"{len(now)} of {most}", note=_room(most - len(now))))
    if now:
        months = round(median((today - one.joined).days for one in now) / MONTH_DAYS)
        facts.append(Fact("Settled", plural(months, "month"), note="middle time in team"))
    released = [one for one in team.releases if one.visible and one.released_on <= today]
    latest = Fact("Last release", short_date(released[0].released_on), note=released[0].name) if released else None
    facts.append(latest or Fact("Last release", "None yet", note="that people can see"))
    if team.service_id is not None:
        href = f"/t/{viewer.trust_code}/services/{team.service_id}/"
        facts.append(Fact("Service", "", link=Link(team.service, href)))
    return tuple(facts)


def _room(places: int) -> str:
    if places < 0:
        return f"{-places} too many"
    return f"Room for {places} more" if places else "Full"


def _column(viewer: Viewer, strand: str, now: list[Member], readable: frozenset[int]) -> StrandColumn:
    here = [one for one in now if one.viewpoint == strand]
    counted = plural(len(here), "person", "people")
    if here and all(one.employment_id in readable for one in here):
        counted += f", {wte(sum((one.wte for one in here), start=here[0].wte * 0))} WTE"
    cards = tuple(_card(viewer, one, is_readable=one.employment_id in readable) for one in here)
    return StrandColumn(strand, counted, cards if reads_names(viewer) else ())


def _card(viewer: Viewer, one: Member, *, is_readable: bool) -> MemberCard:
    home = f"/t/{viewer.trust_code}"
    until = f"Ends {full_date(one.ends - timedelta(days=1))}" if one.ends else ""
    may_change = bool(scope_of(viewer, Action.CREATE_TEAM))
    is_ours = one.id > 0
    edit = f"{home}/teams/members/{one.id}/edit/"
    change = Link(f"Change {one.name}", edit) if may_change and is_ours else None
    return MemberCard(
        name=one.name,
        href=f"{home}/people/{one.employment_id}/" if is_ours else "",
        part=one.part or one.job_title,
        time=wte(one.wte) if is_readable else "",
        since=f"since {one.joined:%b %Y}",
        until=until,
        why=one.reason,
        edit=change,
    )


def locked(viewer: Viewer, team: TeamDetail, today: date) -> LockedAction:
    """Why nobody can be added to a full team, and what to do instead: another team, once there is a release."""
    released = first_release(team, today)
    now, most = len(members_today(team, today)), team.sizes.most
    there = f"has {now} people and may have {most}" if now > most else f"is full at {most}"
    full = f"This team {there}. To do more, build a second team."
    if released is None:
        full += " It may have one after a release people can see, or by an executive director’s exception."
    else:
        full += f" This one may have a second team because it has a visible release ({full_date(released)})."
    return LockedAction("add-person", "Add a person", full, _build(viewer, team))


def _build(viewer: Viewer, team: TeamDetail) -> Link:
    return Link("Build another team", f"/t/{viewer.trust_code}/assemble/another/{team.id}/")


def _another(viewer: Viewer, team: TeamDetail, today: date) -> Link | None:
    """The way to a second team, or, for a director, to an exception where there is no release yet."""
    if team.ends is not None and team.ends <= today:
        return None
    if scope_of(viewer, Action.ASSEMBLE):
        return _build(viewer, team)
    if scope_of(viewer, Action.EXCEPT_RELEASE) and first_release(team, today) is None:
        return Link("Record an exception", f"/t/{viewer.trust_code}/teams/{team.id}/exception/")
    return None


def _lineage(team: TeamDetail, today: date) -> str:
    released = first_release(team, today)
    if team.parent is None and not team.children:
        return "It grew out of no other team, and no team grew out of it."
    if team.children and released is not None:
        return f"It had its first visible release on {full_date(released)}."
    return "It has no release that people can see yet." if team.children else ""


def _about(team: TeamDetail) -> tuple[Definition, ...]:
    return (
        Definition("Purpose", team.purpose or "Not recorded"),
        Definition("Runs", runs_words(team.starts, team.ends)),
        Definition("Where it came from", source_words(team.origin)),
    )
