"""Services in one line each, for worked examples of questions about how services begin and get their teams."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from plait.engine.litmus.examples import BEGAN, NEED_SHEETS, ON, NeedSketch, TeamSketch, sketch, sketch_needs
from plait.engine.services import Service
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust

SHEETS = ("people", "services", "teams", "memberships")


@dataclass(frozen=True, slots=True)
class ServiceSketch:
    """A service begun so many days ago, and its team: one letter for the viewpoint of each member, none for no team.

    The team began `after` days later.
    """

    name: str
    days_ago: int
    strands: str = "DCO"
    after: int = 30


def sketch_services(*services: ServiceSketch, sheets: Iterable[str] = SHEETS) -> Trust:
    """An invented trust with these services; `sheets` were all sent on its day."""
    teams = [TeamSketch(one.name, one.strands, age_days=one.days_ago - one.after) for one in services if one.strands]
    told = sketch(*teams, sheets=sheets)
    return replace(
        told,
        services=tuple(Service(one.name, "alpha", ON - timedelta(days=one.days_ago)) for one in services),
        teams=tuple(replace(team, service=team.name) for team in told.teams),
    )


@dataclass(frozen=True, slots=True)
class WaitSketch:
    """A need for one person in one line: how many days ago it began, and how many it waited; nothing where it waits."""

    competency: str
    service: str
    days_ago: int
    waited: int | None = None


WAIT_SHEETS = (*NEED_SHEETS, "teams", "memberships")


def sketch_waits(*waits: WaitSketch, sheets: Iterable[str] = WAIT_SHEETS) -> Trust:
    """An invented trust whose services have these needs and a team each; `sheets` were all sent on its day."""
    trust = sketch_needs(*(NeedSketch(one.competency, one.service, 1, 1) for one in waits), sheets=sheets)
    needs = tuple(
        replace(need, starts=ON - timedelta(days=one.days_ago)) for need, one in zip(trust.needs, waits, strict=True)
    )
    members = tuple(
        Membership(f"{one.service} team", held.employee_number, Decimal("0.5"), joined, joined)
        for one, need, held in zip(waits, needs, trust.holdings, strict=True)
        if one.waited is not None
        for joined in [need.starts + timedelta(days=one.waited)]
    )
    teams = tuple(Team(f"{service.name} team", BEGAN, service=service.name) for service in trust.services)
    return replace(trust, needs=needs, teams=teams, memberships=members)
