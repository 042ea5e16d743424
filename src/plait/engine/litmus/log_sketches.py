"""Research, assumptions and design decisions in one line each, for worked examples of the questions about them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plait.engine.design import DesignDecision, Voice
from plait.engine.litmus.examples import ON, STRANDS, sketch
from plait.engine.research import Assumption, Round, UserGroup
from plait.engine.research_sheets import OTHERS, PATIENTS, STAFF
from plait.engine.services import Service
from plait.engine.teams import Team
from plait.engine.trust import Trust

GROUPS = {
    "P": UserGroup("Patients", PATIENTS),
    "S": UserGroup("Staff", STAFF),
    "L": UserGroup("People who do not read English", PATIENTS, is_seldom_heard=True),
    "O": UserGroup("Partners", OTHERS),
}


@dataclass(frozen=True, slots=True)
class RoundsSketch:
    """A team begun `age_days` ago in one line: how many days ago it held each of its rounds."""

    team: str
    days_ago: tuple[int, ...]
    age_days: int = 400


RESEARCH_SHEETS = ("services", "teams", "user groups", "research rounds")


def sketch_rounds(*teams: RoundsSketch, sheets: Iterable[str] = RESEARCH_SHEETS) -> Trust:
    """An invented trust of these teams and their rounds; `sheets` were all sent on its day."""
    return replace(
        sketch(sheets=sheets),
        teams=tuple(Team(one.team, _ago(one.age_days)) for one in teams),
        user_groups=tuple(GROUPS.values()),
        rounds=tuple(_round(one.team, days, "S") for one in teams for days in one.days_ago),
    )


@dataclass(frozen=True, slots=True)
class HeardSketch:
    """A service begun `age_days` ago in one line: P patients, S staff, L seldom heard, O others, so many days ago."""

    service: str
    heard: str = "PSL"
    days_ago: int = 30
    age_days: int = 400
    phase: str = "live"


def sketch_heard(*services: HeardSketch, sheets: Iterable[str] = RESEARCH_SHEETS) -> Trust:
    """An invented trust of these services with a team each; `sheets` were all sent on its day."""
    return replace(
        sketch(sheets=sheets),
        services=tuple(Service(one.service, one.phase, _ago(one.age_days)) for one in services),
        teams=tuple(Team(f"{one.service} team", _ago(one.age_days), service=one.service) for one in services),
        user_groups=tuple(GROUPS.values()),
        rounds=tuple(_round(f"{one.service} team", one.days_ago, letter) for one in services for letter in one.heard),
    )


def _round(team: str, days: int, letter: str) -> Round:
    return Round(team, _ago(days), GROUPS[letter].name, 5, "Can you find it?", "3 could not")


@dataclass(frozen=True, slots=True)
class BeliefsSketch:
    """So many assumptions of a team, written 100 days ago, in one line.

    `tested` and `built` say how many days ago, `outcome` whether they held or were wrong.
    """

    count: int
    tested: int | None = 60
    built: int | None = 50
    is_wrong: bool = False


def sketch_beliefs(*beliefs: BeliefsSketch, sheets: Iterable[str] = ("assumptions",)) -> Trust:
    """An invented trust with these assumptions; `sheets` were all sent on its day."""
    return replace(
        sketch(sheets=sheets),
        assumptions=tuple(
            Assumption(
                "Virtual ward",
                f"Belief {place}{number}",
                _ago(100),
                tested_on=None if one.tested is None else _ago(one.tested),
                is_wrong=None if one.tested is None else one.is_wrong,
                built_on=None if one.built is None else _ago(one.built),
                changes="Something else" if one.is_wrong else "",
            )
            for place, one in enumerate(beliefs)
            for number in range(one.count)
        ),
    )


@dataclass(frozen=True, slots=True)
class DesignSketch:
    """A service in one line: each of `decisions`, the first one first, has a letter for each viewpoint that wrote it.

    A letter in small took part and did not write.
    """

    service: str
    decisions: tuple[str, ...]
    phase: str = "live"
    age_days: int = 400


DESIGN_SHEETS = ("people", "services", "design decisions", "design voices")


def sketch_design(*services: DesignSketch, sheets: Iterable[str] = DESIGN_SHEETS) -> Trust:
    """An invented trust of these services and their design decisions; `sheets` were all sent on its day."""
    made = [
        (one, f"{one.service}, decision {n}", n, said) for one in services for n, said in enumerate(one.decisions, 1)
    ]
    return replace(
        sketch(sheets=sheets),
        services=tuple(Service(one.service, one.phase, _ago(one.age_days)) for one in services),
        design_decisions=tuple(
            DesignDecision(name, one.service, _ago(one.age_days - 10 * number)) for one, name, number, _ in made
        ),
        voices=tuple(
            Voice(name, f"{letter.upper()}1", wrote=letter.isupper(), viewpoint=STRANDS[letter.upper()])
            for _, name, _, said in made
            for letter in said
        ),
    )


def _ago(days: int) -> date:
    return ON - timedelta(days=days)
