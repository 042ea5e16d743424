"""Scarce: which competencies only few people of a trust hold, so that a team wants a second holder."""

from collections.abc import Mapping
from datetime import date

from plait.engine.assembly.levels import SCARCE
from plait.engine.trust import Identity, Trust, identities


def scarce_in(trust: Trust, starts: date, ends: date) -> Mapping[str, int]:
    """The least level of each competency held that no more than a few people hold, of all employed all through."""
    who = identities(trust.people)
    there = {
        one.employee_number for one in trust.people if one.starts <= starts and (one.ends is None or one.ends >= ends)
    }
    held: dict[str, dict[Identity, int]] = {}
    for one in trust.holdings:
        if one.employee_number in there and one.is_held(starts):
            levels = held.setdefault(one.competency, {})
            levels[who[one.employee_number]] = max(levels.get(who[one.employee_number], 0), one.level)
    return {name: _least_scarce(sorted(levels.values(), reverse=True)) for name, levels in held.items()}


def _least_scarce(levels: list[int]) -> int:
    """One more than the level of the sixth of those who hold it, the best first: so many hold that level, too many."""
    return levels[SCARCE] + 1 if len(levels) > SCARCE else 0
