"""The digital, clinical and operational competencies that come with Plait, in its own words."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from plait.engine.competencies import Competency, Level
from plait.engine.viewpoints import Viewpoint

PLAIT = "Plait"


@cache
def shipped_competencies() -> tuple[Competency, ...]:
    """Every competency that comes with Plait: digital first, then clinical, then operational, family by family."""
    return tuple(competency for viewpoint in Viewpoint for competency in _of_file(viewpoint))


def _of_file(viewpoint: Viewpoint) -> Iterable[Competency]:
    text = files("plait.engine.frameworks").joinpath(f"{viewpoint.value}.csv").read_text("utf-8")
    for name, family, description, awareness, working, practitioner, expert in list(csv.reader(text.splitlines()))[1:]:
        levels = (awareness, working, practitioner, expert)
        yield Competency(name, family, viewpoint, description, levels, framework=PLAIT)


PREFACE = """# The competencies that come with Plait

A competency is something people can do; a level says how well. Plait counts competencies, never job titles.
These are the families every trust starts with, in Plait's own words. A trust may change them, add its own,
and [bring in the GOV.UK framework](../how-to/import-framework.md) beside them.

| Level | In short |
|---|---|
| Awareness | Knows what it is and whom to ask |
| Working | Does it for common cases, with support near by |
| Practitioner | Does it alone, in hard cases too, and shows others |
| Expert | Sets how the trust does it and answers for it |
"""


def competency_page() -> str:
    """The reference page of the shipped competencies, in Markdown."""
    competencies = shipped_competencies()
    families = dict.fromkeys((competency.viewpoint, competency.family) for competency in competencies)
    parts = [PREFACE]
    for viewpoint in Viewpoint:
        own = [competency for competency in competencies if competency.viewpoint == viewpoint]
        parts.append(f"## {viewpoint.word}\n\n{len(own)} competencies.\n")
        for family in (family for of, family in families if of == viewpoint):
            parts.append(f"### {family}\n")
            parts.extend(_section(competency) for competency in own if competency.family == family)
    return "\n".join(parts)


def _section(competency: Competency) -> str:
    rows = "\n".join(f"| {level.word} | {competency.meaning(level)} |" for level in Level)
    return (
        f"#### {competency.name}\n\n{competency.description}\n\n| Level | What somebody can do |\n|---|---|\n{rows}\n"
    )
