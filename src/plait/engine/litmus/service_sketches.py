"""Services in one line each, for worked examples of questions about how services begin."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from plait.engine.litmus.examples import ON, TeamSketch, sketch
from plait.engine.services import Service
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
