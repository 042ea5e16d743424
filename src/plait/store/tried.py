"""Moves that were tried, as they are kept beside the findings: plain values, and back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from plait.engine.litmus.cost import Cost
from plait.engine.litmus.tried import Effect, Move, Tried
from plait.engine.litmus.verdicts import Verdict


def read_tried(plain: Iterable[Mapping[str, Any]]) -> tuple[Tried, ...]:
    """What was kept as plain values, as records again."""
    return tuple(_tried(one) for one in plain)


def _tried(plain: Mapping[str, Any]) -> Tried:
    return Tried(
        tuple(Move(**one) for one in plain["moves"]),
        plain["title"],
        plain["needs"],
        plain["decides"],
        read_effects(plain["effects"]),
        read_effects(plain["tests"]),
        tuple((slug, sentence) for slug, sentence in plain["said"]),
        tuple(Cost(**one) for one in plain.get("costs", ())),  # what was tried before has none
    )


def read_effects(plain: Iterable[Mapping[str, Any]]) -> tuple[Effect, ...]:
    """Verdicts that would change, as records again."""
    return tuple(
        Effect(
            one["name"],
            Verdict(one["before"]),
            Verdict(one["after"]),
            date.fromisoformat(one["starts"]) if one["starts"] else None,
        )
        for one in plain
    )
