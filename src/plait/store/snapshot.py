"""One trust on one day, whole: for judging, assembly and the command line, never for a page."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection

from plait.engine.accountability import Claim, Settlement, Territory
from plait.engine.appointments import AppointmentRecord
from plait.engine.areas import Area, Visit
from plait.engine.attendance import Attendance
from plait.engine.board import AgendaItem, Decision, Meeting, StandingRight, board_year
from plait.engine.board_actions import BoardAction
from plait.engine.board_development import Learning
from plait.engine.board_members import BoardMember
from plait.engine.challenges import Challenge
from plait.engine.champions import Champion
from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.contacts import Contact
from plait.engine.deputies import Deputy
from plait.engine.design import Blocker, DesignDecision, Voice
from plait.engine.education import Session, Target
from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.long_leave import LongLeave
from plait.engine.offers import Offer
from plait.engine.origins import Origin
from plait.engine.outcomes import Measured, Outcome, read_outcomes
from plait.engine.people import Person
from plait.engine.posts import Post
from plait.engine.programmes import Programme
from plait.engine.research import Assumption, ResearchLog, Round, UserGroup
from plait.engine.services import Need, Service
from plait.engine.sponsorships import Sponsorship
from plait.engine.staff_groups import StaffGroup
from plait.engine.strategy import NotChosen, Objective
from plait.engine.taking_part import BoardWork, board_work
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.thresholds import OwnThreshold
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from plait.store import models
from plait.store.columns import Readers, records_of
from plait.store.snapshot_queries import QUERIES

Record = TypeVar("Record")
VIEWPOINTS = {viewpoint.value: viewpoint for viewpoint in Viewpoint}
LEVELS = {level.value: level for level in Level}

Columns = Sequence[Sequence[Any]]


def load_trust(code: str, *, on: date) -> Trust:
    """The trust as we know today that it stood on `on`; two queries, at any size.

    Raises Trust.DoesNotExist when the scope holds no trust of this code.
    """
    with collecting_later():
        trust = models.Trust.objects.get(code=code)
        return _trust(trust, on, _Found(_ask(QUERIES, {"trust": trust.pk, "on": on})))


def load_competencies(trust_id: int) -> tuple[Competency, ...]:
    """The competencies of a trust alone, whole: what a published framework is joined with."""
    asked = {name: QUERIES[name] for name in ("sheets", "competencies")}
    return _Found(_ask(asked, {"trust": trust_id})).competencies()


LOG = ("names", "sheets", "teams", "releases", "user groups", "rounds", "assumptions")


def load_research_log(trust_id: int, *, on: date) -> ResearchLog:
    """The research log of a trust alone, with its teams and releases, for pages; one query."""
    return _Found(_ask({name: QUERIES[name] for name in LOG}, {"trust": trust_id, "on": on})).research_log(on)


BOARD = ("names", "sheets", "meetings", "items", "decisions", "challenges", "actions", "sponsorships")


def load_board_work(trust_id: int, *, on: date) -> BoardWork:
    """What the board of a trust did in the 12 months up to a day, for pages; one query."""
    found = _Found(_ask({name: QUERIES[name] for name in BOARD}, {"trust": trust_id, "on": on}))
    record = found.board(found.names()["meeting"])
    year = board_year(record["meetings"], record["items"], record["decisions"], on)
    return board_work(year, record["challenges"], record["actions"], record["sponsorships"])


def _ask(queries: Mapping[str, str], parameters: Any) -> dict[str, Columns]:
    """What several queries find, by name, each as its columns."""
    found: dict[str, Columns] = {}
    with connection.cursor() as cursor:
        cursor.execute(";".join(queries.values()), parameters)
        for name in queries:
            rows = sorted(cursor.fetchall(), key=itemgetter(0))
            found[name] = list(zip(*rows, strict=True)) or [()] * len(cursor.description)
            cursor.nextset()
    return found


@contextmanager
def collecting_later() -> Iterator[None]:
    """Rest the collector of cyclic garbage, which would walk the many new records again and again; they hold none.

    Afterwards they count as old, so that the next of its many short walks does not begin with them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


def _trust(trust: models.Trust, on: date, found: "_Found") -> Trust:
    groups = list(zip(*found.columns["staff groups"], strict=True))
    viewpoints = VIEWPOINTS | {str(id): VIEWPOINTS[viewpoint] for id, _, viewpoint in groups}
    names = found.names()
    number, competency, service, team = map(names.__getitem__, ("employment", "competency", "service", "team"))
    seen: Readers = {"viewpoint": {"": None} | VIEWPOINTS}
    log = found.research_log(on)
    outcomes = found.records("outcomes", Outcome, {**OUTCOME_READERS, "team": team, "service": service})
    answers: Readers = {"territory": names["territory"], "employee_number": number}
    return Trust(
        code=trust.code,
        name=trust.name,
        on=on,
        sizes=TeamSizes(least=trust.team_least, most=trust.team_most),
        people=found.records(
            "people",
            Person,
            {
                "viewpoint": viewpoints, "staff_group": names["staff group"], "department": names["department"],
                "site": names["site"], "manager": number, "post": names["post"],
            },
        ),
        posts=found.records(
            "posts", Post, {"department": names["department"], "staff_group": names["staff group"]}
        ),
        staff_groups=tuple(StaffGroup(name, VIEWPOINTS[viewpoint]) for _, name, viewpoint in groups),
        competencies=found.competencies(),
        holdings=found.records(
            "holdings", Holding, {"competency": competency, "level": LEVELS, "confirmed_by": number}
        ),
        communities=found.records(
            "communities", Community, {"lead": number, "met_on": tuple, "members": frozenset}
        ),
        offers=found.records(
            "offers",
            Offer,
            {"community": names["community"], "team": team, "competency": competency, "service": service},
        ),
        services=found.records("services", Service, {"owner": number}),
        needs=found.records("needs", Need, {"service": service, "competency": competency}),
        teams=log.teams,
        memberships=(
            *found.records("memberships", Membership, {"team": team, "employee_number": number, **seen}),
            *found.records("guests", Membership, {"team": team, **seen}),
            *found.records("given", Membership, {"employee_number": number, **seen}),
        ),
        guests=frozenset(found.columns["guests"][2]),
        releases=log.releases,
        dependencies=found.records("dependencies", Dependency, {"team": team, "on_team": team}),
        roles=found.records("roles", LeadershipRole, {"post": names["post"]}),
        holders=found.records("holders", Holder, {"role": names["leadership role"], "employee_number": number}),
        leave=found.records("leave", LongLeave, {"employee_number": number}),
        deputies=found.records("deputies", Deputy, {"role": names["leadership role"], "employee_number": number}),
        **found.board(names["meeting"]),
        rights=found.records("rights", StandingRight, {}),
        board_members=found.records("board members", BoardMember, {"employee_number": number}),
        attendance=found.records(
            "attendance", Attendance, {"meeting": names["meeting"], "member": names["board member"]}
        ),
        user_groups=log.groups,
        rounds=log.rounds,
        assumptions=log.assumptions,
        design_decisions=found.records("design decisions", DesignDecision, {"service": service, "team": team}),
        voices=found.records(
            "voices",
            Voice,
            {
                "decision": names["design decision"], "employee_number": number,
                "viewpoint": {"": None} | VIEWPOINTS,
            },
        ),
        blockers=found.records("blockers", Blocker, {"team": team}),
        areas=found.records("areas", Area, {"site": names["site"]}),
        visits=found.records("visits", Visit, {"area": names["clinical area"], "employee_number": number}),
        sessions=found.records("sessions", Session, {"staff_group": names["staff group"]}),
        targets=found.records("targets", Target, {"staff_group": names["staff group"]}),
        contacts=found.records("contacts", Contact, {"offices": tuple}),
        learning=found.records("learning", Learning, {"member": names["board member"]}),
        thresholds=found.records("thresholds", OwnThreshold, {}),
        territories=found.records("territories", Territory, {}),
        champions=found.records(
            "champions", Champion, {"employee_number": number, "shifts": tuple, "site": names["site"]}
        ),
        claims=found.records("claims", Claim, answers),
        settlements=found.records("settlements", Settlement, answers),
        outcomes=outcomes,
        readings=read_outcomes(outcomes, found.measured()),
        objectives=found.records("objectives", Objective, {"measured_by": tuple}),
        not_chosen=found.records("not chosen", NotChosen, {"meeting": names["meeting"]}),
        programmes=found.records(
            "programmes",
            Programme,
            {
                **dict.fromkeys(("owner", "lead", "clinical_lead"), number), "service": service,
                "portfolio": names["territory"],
            },
        ),
        appointments=tuple(
            AppointmentRecord(names["leadership role"][role], latest)
            for _, role, latest in zip(*found.columns["appointments"], strict=True)
        ),
        feeds=dict(zip(*found.columns["feeds"], strict=True)),
        is_invented=trust.is_invented,
    )  # fmt: skip


OUTCOME_READERS: Readers = {"targets": tuple, "digital_owner": tuple, "other_owner": tuple}


class _Found:
    """What the queries of one trust found, and how it is made into records."""

    def __init__(self, columns: Mapping[str, Columns]) -> None:
        self.columns = columns
        ids, files, tables, days = columns["sheets"]
        known = (None, *ids)
        self._origin: Readers = {
            "file": dict(zip(known, ("", *files), strict=True)),
            "sheet": dict(zip(known, ("", *tables), strict=True)),
            "on": dict(zip(known, (None, *days), strict=True)),
        }

    def names(self) -> dict[str, dict[int | None, str]]:
        """By kind, id to name, or number, of every row; what has no id has no name."""
        return {
            kind: dict(zip((None, *(ids or ())), ("", *(names or ())), strict=True))
            for kind, ids, names in zip(*self.columns["names"], strict=True)
        }

    def competencies(self) -> tuple[Competency, ...]:
        """Every competency, whatever the day."""
        readers: Readers = {"viewpoint": VIEWPOINTS, "levels": tuple, "also_called": tuple}
        return self.records("competencies", Competency, readers)

    def research_log(self, on: date) -> ResearchLog:
        """The research log with its teams and releases, whole."""
        names = self.names()
        service, team = names["service"], names["team"]
        return ResearchLog(
            on,
            self.records("teams", Team, {"service": service, "parent": team}),
            self.records("releases", Release, {"team": team}),
            self.records("user groups", UserGroup, {}),
            self.records("rounds", Round, {"team": team, "user_group": names["user group"], "service": service}),
            self.records("assumptions", Assumption, {"team": team}),
        )

    def board(self, meeting: Mapping[int | None, str]) -> dict[str, Any]:
        """The board's meetings and what was said and asked there, by the name each kind has in the trust."""
        return {
            "meetings": self.records("meetings", Meeting, {}),
            "items": self.records("items", AgendaItem, {"meeting": meeting, "authors": tuple}),
            "decisions": self.records(
                "decisions", Decision, {"meeting": meeting, "leads": tuple, "challenged_by": tuple}
            ),
            "challenges": self.records("challenges", Challenge, {"meeting": meeting}),
            "actions": self.records("actions", BoardAction, {"meeting": meeting}),
            "sponsorships": self.records("sponsorships", Sponsorship, {}),
        }

    def measured(self) -> tuple[Measured, ...]:
        """The figures of each outcome, in the order of the outcomes."""
        _, *columns = self.columns["measured"]
        return tuple(
            Measured(tuple(days or ()), tuple(figures or ()), tuple(left_out or ()), frozenset(rebased or ()))
            for days, figures, left_out, rebased in zip(*columns, strict=True)
        )

    def records(self, name: str, kind: type[Record], readers: Readers) -> tuple[Record, ...]:
        """What a query found, as records of a kind."""
        _, *columns, sheets, lines = self.columns[name]
        return records_of(kind, (*columns, self._origins(sheets, lines)), readers)

    def _origins(self, sheets: Sequence[int | None], lines: Sequence[int | None]) -> Iterable[Origin | None]:
        made = records_of(Origin, (sheets, sheets, lines, sheets), self._origin)
        if None not in sheets:
            return made
        return [None if id is None else origin for id, origin in zip(sheets, made, strict=True)]
