"""The same trust by Django's own means: querysets with select_related and prefetch_related, made into records."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet

from bench import orm_board
from bench.orm_board import origin as _origin
from bench.orm_contacts import areas_of, contacts_of, learning_of, sessions_of, targets_of, visits_of
from bench.orm_strategy import not_chosen_of, objective_of
from plait.engine.accountability import Claim, Settlement, Territory
from plait.engine.board import AgendaItem, Decision, Meeting, StandingRight
from plait.engine.champions import Champion
from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.design import Blocker, DesignDecision, Voice
from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.offers import Offer
from plait.engine.outcomes import Measured, Outcome, read_outcomes
from plait.engine.people import Person
from plait.engine.posts import Post
from plait.engine.programmes import Programme
from plait.engine.research import Assumption, Round, UserGroup
from plait.engine.services import Need, Service
from plait.engine.staff_groups import StaffGroup
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.thresholds import OwnThreshold
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from plait.store import models

LEVELS = tuple(Level)

GIVEN = ("community", "team", "competency", "service")


def load_by_orm(code: str, on: date) -> Trust:
    """What `load_trust` gives, as somebody who knows Django well would write it without SQL."""
    trust = models.Trust.objects.get(code=code)
    load = _Query(trust, on)
    outcomes = list(load.dated(models.Outcome).select_related("team", "service"))
    groups = models.StaffGroup.objects.filter(trust=trust).order_by("id")
    return Trust(
        code=trust.code,
        name=trust.name,
        on=on,
        sizes=TeamSizes(least=trust.team_least, most=trust.team_most),
        people=tuple(map(_person, load.people())),
        posts=tuple(map(_post, load.dated(models.Post).prefetch_related("department", "staff_group"))),
        staff_groups=tuple(StaffGroup(group.name, Viewpoint(group.viewpoint)) for group in groups),
        competencies=tuple(map(_competency, load.all(models.Competency))),
        holdings=tuple(map(_holding, load.holdings())),
        communities=tuple(map(_community, load.communities())),
        offers=tuple(map(_offer, load.all(models.Offer).prefetch_related(*GIVEN))),
        services=tuple(map(_service, load.dated(models.Service).select_related("owner"))),
        needs=tuple(map(_need, load.dated(models.Need).prefetch_related("service", "competency"))),
        teams=tuple(map(_team, load.all(models.Team).select_related("service", "parent"))),
        memberships=tuple(map(_membership, load.memberships())),
        releases=tuple(map(_release, load.all(models.Release).prefetch_related("team"))),
        dependencies=tuple(map(_dependency, load.dated(models.Dependency).prefetch_related("team", "on_team"))),
        roles=tuple(map(_role, load.dated(models.LeadershipRole))),
        holders=tuple(map(_holder, load.holders())),
        meetings=tuple(map(_meeting, load.all(models.Meeting))),
        items=tuple(map(_item, load.all(models.AgendaItem).prefetch_related("meeting"))),
        decisions=tuple(map(_decision, load.all(models.Decision).prefetch_related("meeting"))),
        rights=tuple(map(_right, load.all(models.StandingRight))),
        board_members=tuple(map(orm_board.board_member, load.all(models.BoardMember).select_related("employment"))),
        attendance=tuple(map(orm_board.attendance, load.all(models.Attendance).select_related("meeting", "member"))),
        challenges=tuple(map(orm_board.challenge, load.all(models.Challenge).select_related("meeting"))),
        actions=tuple(map(orm_board.action, load.all(models.BoardAction).select_related("meeting"))),
        sponsorships=tuple(map(orm_board.sponsorship, load.all(models.Sponsorship))),
        user_groups=tuple(map(_group, load.all(models.UserGroup))),
        rounds=tuple(map(_round, load.all(models.ResearchRound).select_related("team", "user_group", "service"))),
        assumptions=tuple(map(_assumption, load.all(models.Assumption).select_related("team"))),
        design_decisions=tuple(map(_design, load.all(models.DesignDecision).select_related("service", "team"))),
        voices=tuple(map(_voice, load.all(models.DesignVoice).select_related("decision", "employment"))),
        blockers=tuple(map(_blocker, load.all(models.Blocker).select_related("team"))),
        thresholds=tuple(map(_threshold, load.dated(models.OwnThreshold))),
        territories=tuple(map(_territory, load.dated(models.Territory))),
        areas=areas_of(trust, _origin),
        visits=visits_of(trust, _origin),
        sessions=sessions_of(trust, _origin),
        targets=targets_of(trust, _origin),
        contacts=contacts_of(trust, _origin),
        learning=learning_of(trust, _origin),
        champions=tuple(map(_champion, load.all(models.Champion).select_related("employment", "site"))),
        claims=tuple(map(_claim, load.of_territories(models.AccountabilityClaim))),
        settlements=tuple(map(_settlement, load.of_territories(models.Settlement))),
        outcomes=tuple(map(_outcome, outcomes)),
        programmes=tuple(
            map(_programme, load.dated(models.Programme).select_related("owner", "lead", "clinical_lead", "service"))
        ),
        objectives=tuple(map(objective_of, load.dated(models.Objective))),
        not_chosen=tuple(map(not_chosen_of, load.all(models.NotChosen).select_related("meeting"))),
        readings=read_outcomes(tuple(map(_outcome, outcomes)), [_measured(one, on) for one in outcomes]),
        feeds=dict(models.FeedDate.objects.filter(trust=trust).values_list("sheet", "confirmed_on")),
        is_invented=trust.is_invented,
    )


class _Query:
    def __init__(self, trust: models.Trust, on: date) -> None:
        self._trust, self._on = trust, on

    def all(self, model: type[Any]) -> QuerySet[Any]:
        # What many rows share is fetched once, by prefetch: quicker than joining it to every row.
        rows: QuerySet[Any] = model.objects.filter(trust=self._trust)
        return rows.order_by("id").prefetch_related("origin__imported")

    def dated(self, model: type[Any], through: str = "") -> QuerySet[Any]:
        return self.all(model).filter(self._holds()).filter(self._holds(through) if through else Q())

    def _holds(self, through: str = "") -> Q:
        starts, ends = f"{through}starts__lte", f"{through}ends"
        return Q(**{starts: self._on}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": self._on}))

    def people(self) -> QuerySet[Any]:
        rows = self.dated(models.Assignment, "employment__").order_by("employment_id")
        return rows.select_related("employment__person", "manager", "post").prefetch_related(
            "staff_group", "department", "site"
        )

    def holdings(self) -> QuerySet[Any]:
        rows = self.dated(models.Holding, "employment__")
        return rows.select_related("employment").prefetch_related("competency", "confirmed_by")

    def communities(self) -> QuerySet[Any]:
        members = self.dated(models.CommunityMember, "employment__").select_related("employment")
        return self.dated(models.Community).select_related("lead").prefetch_related(
            Prefetch("communitymember_set", queryset=members)
        )  # fmt: skip

    def memberships(self) -> QuerySet[Any]:
        return self.all(models.Membership).select_related("employment").prefetch_related("team")

    def holders(self) -> QuerySet[Any]:
        return self.all(models.RoleHolder).select_related("employment", "role")

    def of_territories(self, model: type[Model]) -> QuerySet[Any]:
        return self.all(model).select_related("employment", "territory")


def _name(row: Model | None, column: str = "name") -> str:
    return getattr(row, column) if row else ""


def _person(a: Any) -> Person:
    e = a.employment
    return Person(
        e.employee_number, e.person.name, a.staff_group.name, Viewpoint(a.viewpoint or a.staff_group.viewpoint),
        a.department.name, a.wte, e.starts, e.ends, a.job_title, a.profession, _name(a.site), a.band, a.point,
        _name(a.manager, "employee_number"), _name(a.post, "number"), e.person.email, e.person.registration_body,
        e.person.registration_number, str(e.person_id), _origin(a),
    )  # fmt: skip


def _post(p: Any) -> Post:
    return Post(
        p.number, p.title, p.department.name, p.budgeted_wte, p.starts, p.ends, _name(p.staff_group), p.band, _origin(p)
    )


def _competency(c: Any) -> Competency:
    meanings = (c.awareness, c.working, c.practitioner, c.expert)
    return Competency(
        c.name, c.family, Viewpoint(c.viewpoint), c.description, meanings, c.framework, tuple(c.also_called), _origin(c)
    )


def _holding(h: Any) -> Holding:
    return Holding(
        h.employment.employee_number, h.competency.name, LEVELS[h.level - 1], h.since,
        _name(h.confirmed_by, "employee_number"), h.confirmed_on, h.starts, h.ends, _origin(h),
    )  # fmt: skip


def _community(c: Any) -> Community:
    members = frozenset(member.employment.employee_number for member in c.communitymember_set.all())
    lead = _name(c.lead, "employee_number")
    return Community(c.name, c.family, lead, tuple(c.met_on), members, c.starts, c.ends, _origin(c))


def _offer(o: Any) -> Offer:
    givers = _name(o.community), _name(o.team)
    return Offer(*givers, o.competency.name, o.level, o.wte, _name(o.service), o.starts, o.ends, _origin(o))


def _service(s: Any) -> Service:
    owner = _name(s.owner, "employee_number")
    return Service(s.name, s.phase, s.starts, s.ends, s.description, s.outcome, owner, _origin(s))


def _need(n: Any) -> Need:
    return Need(
        n.service.name, n.competency.name, n.level, n.people, n.wte, n.priority, n.starts, n.ends, _origin(n)
    )  # fmt: skip


def _team(t: Any) -> Team:
    return Team(t.name, t.starts, t.ends, _name(t.service), t.purpose, _name(t.parent), _origin(t))


def _membership(m: Any) -> Membership:
    viewpoint = Viewpoint(m.viewpoint) if m.viewpoint else None
    return Membership(
        m.team.name, m.employment.employee_number, m.wte, m.joined, m.starts, _end_of_stay(m), viewpoint, m.part,
        m.reason, _origin(m),
    )  # fmt: skip


def _end_of_stay(stay: Any) -> date | None:
    return min((day for day in (stay.ends, stay.employment.ends) if day), default=None)


def _release(r: Any) -> Release:
    return Release(r.team.name, r.released_on, r.name, r.visible, r.accepted_by, _origin(r))


def _dependency(d: Any) -> Dependency:
    return Dependency(d.team.name, d.on_team.name, d.what, d.hard, d.starts, d.ends, _origin(d))


def _role(r: Any) -> LeadershipRole:
    return LeadershipRole(
        r.name, r.kind, r.starts, r.ends, r.seat, r.reports_to, r.protected_wte, r.team_wte, r.budget_pounds,
        r.limit_pounds, r.emphasis, _name(r.post, "number"), _origin(r),
    )  # fmt: skip


def _holder(h: Any) -> Holder:
    return Holder(h.role.name, h.employment.employee_number, h.held_as, h.wte, h.starts, _end_of_stay(h), _origin(h))


def _meeting(m: Any) -> Meeting:
    return Meeting(m.name, m.kind, m.held_on, m.begins, m.finishes, m.status, _origin(m))


def _item(i: Any) -> AgendaItem:
    return AgendaItem(
        i.meeting.name, i.number, i.title, i.minutes, i.tag, i.is_confirmed, i.for_decision, tuple(i.authors),
        _origin(i),
    )  # fmt: skip


def _decision(d: Any) -> Decision:
    return Decision(
        d.meeting.name, d.name, d.item, d.decided_on, d.is_technology, d.specialist, d.advice, d.advice_by,
        tuple(d.leads), tuple(d.challenged_by), _origin(d),
    )  # fmt: skip


def _right(r: Any) -> StandingRight:
    return StandingRight(r.right, r.subject, r.has, r.since, r.document, _origin(r))


def _group(g: Any) -> UserGroup:
    return UserGroup(g.name, g.kind, g.is_seldom_heard, g.reason, _origin(g))


def _round(r: Any) -> Round:
    return Round(
        r.team.name, r.held_on, r.user_group.name, r.heard, r.asked, r.learnt, r.changes, r.quote, _name(r.service),
        r.release, _origin(r),
    )  # fmt: skip


def _assumption(a: Any) -> Assumption:
    return Assumption(
        a.team.name, a.name, a.written_on, a.tested_on, a.how, a.is_wrong, a.built_on, a.changes, a.release, _origin(a)
    )  # fmt: skip


def _design(d: Any) -> DesignDecision:
    return DesignDecision(
        d.name, d.service.name, d.decided_on, _name(d.team), d.reason, d.with_users, _origin(d)
    )  # fmt: skip


def _voice(v: Any) -> Voice:
    view = Viewpoint(v.viewpoint) if v.viewpoint else None
    return Voice(v.decision.name, v.employment.employee_number, v.wrote, view, _origin(v))


def _blocker(b: Any) -> Blocker:
    return Blocker(
        b.team.name, b.name, b.raised_on, b.whose, b.removed_on, b.removed_by, b.how, _origin(b)
    )  # fmt: skip


def _threshold(r: Any) -> OwnThreshold:
    return OwnThreshold(r.question, r.value, r.reason, r.starts, r.ends, _origin(r))


def _territory(t: Any) -> Territory:
    return Territory(t.name, t.kind, t.starts, t.ends, _origin(t))


def _claim(c: Any) -> Claim:
    number = c.employment.employee_number
    return Claim(c.territory.name, number, c.document, c.starts, _end_of_stay(c), c.overruled_on, _origin(c))


def _settlement(s: Any) -> Settlement:
    number = s.employment.employee_number
    return Settlement(s.territory.name, number, s.decided_on, s.decision, s.starts, _end_of_stay(s), _origin(s))


def _champion(c: Any) -> Champion:
    site = c.site.name if c.site else ""
    return Champion(
        c.employment.employee_number, tuple(c.shifts), c.starts, _end_of_stay(c), c.profession, site, c.trained,
        c.trained_on, c.last_active_on, _origin(c),
    )  # fmt: skip


def _outcome(o: Any) -> Outcome:
    return Outcome(
        o.name, o.starts, o.ends, o.measure, o.unit, o.better, o.baseline, tuple(o.targets), tuple(o.digital_owner),
        tuple(o.other_owner), o.source, o.team.name if o.team else "", o.service.name if o.service else "", o.profile,
        _origin(o),
    )  # fmt: skip


def _programme(p: Any) -> Programme:
    owner, lead, clinical = (one.employee_number if one else "" for one in (p.owner, p.lead, p.clinical_lead))
    service, portfolio = _name(p.service), _name(p.portfolio)
    return Programme(
        p.name, p.starts, p.ends, p.purpose, owner, lead, clinical, service, portfolio, p.relaunched_on,
        p.relaunch_reason, _origin(p),
    )  # fmt: skip


def _measured(o: Any, on: date) -> Measured:
    rows = list(o.observation_set.filter(observed_on__lte=on).order_by("observed_on"))
    marks = o.chartmark_set.filter(kind="rebase", marked_on__lte=on)
    return Measured(
        tuple(one.observed_on for one in rows),
        tuple(None if one.value is None else float(one.value) for one in rows),
        tuple(bool(one.left_out) for one in rows),
        frozenset(marks.values_list("marked_on", flat=True)),
    )
