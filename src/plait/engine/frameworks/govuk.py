"""The GOV.UK capability framework as published, read into competencies and what each role level asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plait.engine.competencies import Competency, Level
from plait.engine.competency_sheets import COMPETENCIES
from plait.engine.frameworks.cleaning import Act, Cleaned, Example, choose_spelling, make_report
from plait.engine.frameworks.published import NOT_IN_USE, ROLES, SKILLS, Published, PublishedRow, read_published
from plait.engine.frameworks.skills import GOVUK, Skill, merge_skills
from plait.engine.origins import Origin
from plait.engine.sheets import Entry, Reading, key_of
from plait.engine.tables import Problem, Table
from plait.engine.viewpoints import Viewpoint


@dataclass(frozen=True, slots=True)
class RoleNeed:
    """A competency at a level that one level of one published role asks for."""

    family: str
    role: str
    role_level: str
    competency: str
    level: Level


@dataclass(frozen=True, slots=True)
class FrameworkReading:
    """What the published tables state once cleaned, what was cleaned, and what could not be read."""

    competencies: tuple[Competency, ...] = ()
    role_needs: tuple[RoleNeed, ...] = ()
    report: tuple[Cleaned, ...] = ()
    problems: tuple[Problem, ...] = ()

    def cleaned(self, kind: Act) -> int:
        """How many times one kind of cleaning was done."""
        return sum(cleaned.count for cleaned in self.report if cleaned.kind == kind)


def read_framework(roles: Table | None, skills: Table | None) -> FrameworkReading:
    """The competencies and role needs of the two published tables; either alone will do.

    Every competency is of the digital viewpoint until somebody changes it. Its family is the role family
    with most role levels that use it. Nothing depends on the order of the lines. Never raises for bad data.
    """
    asked = read_published(ROLES, roles) if roles else Published()
    told = read_published(SKILLS, skills) if skills else Published()
    problems = asked.problems + told.problems
    if not roles and not skills:
        problems = (_nothing_to_read(),)
    spelt, variants = _one_spelling(asked.rows)
    rows, repeated = _without_repeats(spelt)
    unused = [row for row in rows if not _is_in_use(row)]
    merged, acts = merge_skills(spelt, told.rows)
    names = {name: skill for skill in merged for name in skill.folded_names}
    needs, twice = _role_needs([row for row in rows if _is_in_use(row)], names)
    acts[Act.SPELLING].extend(variants)
    acts[Act.TIDIED] = [*asked.tidied, *told.tidied]
    acts[Act.REPEATED] = repeated
    acts[Act.NOT_IN_USE] = [row.example(f"{row.text('role')}, {row.text('skill')}") for row in unused]
    acts[Act.ASKED_TWICE] = twice
    return FrameworkReading(tuple(_competency(skill) for skill in merged), needs, make_report(acts), problems)


def competency_entries(competencies: Iterable[Competency]) -> Reading:
    """The competencies as rows of the competencies sheet, so that they are staged and approved like any others."""
    return Reading(COMPETENCIES.name, tuple(_entry(competency) for competency in competencies))


def _entry(competency: Competency) -> Entry:
    values = {
        "name": competency.name,
        "family": competency.family,
        "viewpoint": competency.viewpoint.value,
        "description": competency.description,
        **{level.name.lower(): competency.meaning(level) for level in Level},
        "framework": competency.framework,
        "also_called": competency.also_called,
    }
    origin = competency.origin
    key = key_of(COMPETENCIES, values)
    return Entry(COMPETENCIES.name, values, origin.sheet if origin else "", origin.line if origin else None, key)


def _nothing_to_read() -> Problem:
    wrong = "There is neither a table of roles nor a table of skills"
    return Problem("", None, "", "", wrong, "Bring the roles file, the skills file or both, as GOV.UK publishes them")


def _one_spelling(rows: Sequence[PublishedRow]) -> tuple[list[PublishedRow], list[Example]]:
    """The rows with each family, role and role level spelt one way, and each other spelling once."""
    variants: dict[str, Example] = {}
    spelt = list(rows)
    for column in ("family", "role", "role_level"):
        written: dict[str, list[str]] = {}
        for row in spelt:
            written.setdefault(row.text(column).casefold(), []).append(row.text(column))
        chosen = {folded: choose_spelling(spellings) for folded, spellings in written.items()}
        for place, row in enumerate(spelt):
            name = chosen[row.text(column).casefold()]
            if name != row.text(column):
                variants.setdefault(row.text(column), row.example(f"{row.text(column)}, now {name}"))
                spelt[place] = replace(row, values={**row.values, column: name})
    return spelt, list(variants.values())


def _without_repeats(rows: Iterable[PublishedRow]) -> tuple[list[PublishedRow], list[Example]]:
    """The rows, each said once: the same role level asking for the same skill at the same level is one row."""
    first: dict[tuple[object, ...], PublishedRow] = {}
    repeated: list[Example] = []
    for row in rows:
        named = [row.text(name) for name in ("family", "role", "role_level", "skill")]
        key = (*(name.casefold() for name in named), row.level)
        if first.setdefault(key, row) is not row:
            repeated.append(row.example(", ".join(named[1:])))
    return list(first.values()), repeated


def _is_in_use(row: PublishedRow) -> bool:
    return row.level is not None and row.text("role_level").casefold() != NOT_IN_USE


def _role_needs(
    rows: Iterable[PublishedRow], skills: Mapping[str, Skill]
) -> tuple[tuple[RoleNeed, ...], list[Example]]:
    """What each role level asks for, each competency once at its highest level, and each line left out by that."""

    def place(row: PublishedRow) -> tuple[str, ...]:
        skill = skills[row.text("skill").casefold()]
        return (*(row.text(name).casefold() for name in ("family", "role", "role_level")), skill.name.casefold())

    needs: list[RoleNeed] = []
    twice: list[Example] = []
    for _, group in groupby(sorted(rows, key=place), key=place):
        first, *others = sorted(group, key=lambda row: (-(row.level or 0), row.text("skill"), row.line))
        named = (first.text("family"), first.text("role"), first.text("role_level"))
        needs.append(RoleNeed(*named, skills[first.text("skill").casefold()].name, Level(first.level or 0)))
        twice.extend(row.example(f"{named[2]}: {row.text('skill')}") for row in others)
    return tuple(needs), twice


def _competency(skill: Skill) -> Competency:
    return Competency(
        name=skill.name,
        family=skill.family,
        viewpoint=Viewpoint.DIGITAL,
        description=skill.description,
        levels=skill.levels,
        framework=GOVUK,
        also_called=skill.also_called,
        origin=Origin("", skill.table, skill.line),
    )
