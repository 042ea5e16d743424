"""Verdicts that moves change, as pages show them: what becomes worse first, with the rows that would be behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from plait.engine.litmus.moves.plans import Marked, Predicted
from plait.engine.litmus.moves.telling import asked
from plait.engine.litmus.tried import Effect, Tried
from plait.web.shared.jinja import full_date


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One verdict that would change: which, from what to what, from when, and the rows that would then be behind it.

    `href` leads to the question, and is empty for a litmus test. `against` are the rows that would count against it,
    `others` how many more there would be.
    """

    what: str
    href: str
    was: str
    becomes: str
    when: str
    is_worse: bool
    against: tuple[str, ...] = ()
    others: int = 0

    @property
    def has_rows(self) -> bool:
        """Are there rows that may be shown?"""
        return bool(self.against or self.others)


def effect_lines(
    effects: Iterable[Effect], home: str, rows: Mapping[str, Marked] | None = None
) -> tuple[EffectLine, ...]:
    """Each question whose verdict changes, what becomes worse first; `rows` are those behind each on the copy."""
    ordered = sorted(effects, key=lambda one: one.is_better)
    return tuple(
        _line(one, asked(one.name), f"{home}/questions/{one.name}/", (rows or {}).get(one.name, ())) for one in ordered
    )


def _line(one: Effect, what: str, href: str, rows: Marked = ()) -> EffectLine:
    when = f"on {full_date(one.starts)}, if nothing else changes" if one.starts else ""
    against = tuple(dict.fromkeys(label for label, counts in rows if counts))
    others = sum(1 for _, counts in rows if not counts)
    return EffectLine(what, href, one.before.value, one.after.value, when, one.is_worse, against, others)


def effects_of(predicted: Predicted, home: str) -> tuple[EffectLine, ...]:
    """What a set changes together: questions, and then litmus tests."""
    return (*effect_lines(predicted.tried.effects, home, predicted.rows), *_tests(predicted.tried))


def effects_of_move(tried: Tried, home: str, of: str = "") -> tuple[EffectLine, ...]:
    """What a move changes, on the page of the question `of` where it stands there: questions, and then tests."""
    lines = effect_lines(tried.effects, home)
    here = f"{home}/questions/{of}/"
    own = (replace(one, what="This question", href="") if one.href == here else one for one in lines)
    return (*own, *_tests(tried))


def _tests(tried: Tried) -> tuple[EffectLine, ...]:
    ordered = sorted(tried.tests, key=lambda one: one.is_better)
    return tuple(_line(one, f"The test {one.name}", "") for one in ordered)
