"""A decision that benefits one trust at another's cost, led or advised by an executive of both: what to ask for."""

from collections.abc import Iterable
from dataclasses import dataclass

ALSO = {"CDIO": "chief digital and information officer"}
"""Kinds of roles, and the office that goes with them at the board."""


@dataclass(frozen=True, slots=True)
class Interested:
    """An executive of two trusts: by name, by the offices, roles and kinds of role held on the day of a decision."""

    name: str
    offices: frozenset[str]

    def takes_part(self, leads: Iterable[str], advice_by: str) -> bool:
        """Did they lead the decision, or advise on it, by any of their names?"""
        own = {self.name.casefold(), *(office.casefold() for office in self.offices)}
        own |= {words for kind, words in ALSO.items() if kind.casefold() in own}
        advice = advice_by.casefold()
        return any(lead.casefold() in own for lead in leads) or any(one in advice for one in own if one)


def to_ask(*, is_declared: bool, stood_aside: Iterable[str]) -> tuple[str, ...]:
    """What is still to be asked for where such an executive took part; nothing where both are recorded."""
    return (
        *(() if is_declared else ("a declaration of interest",)),
        *(() if tuple(stood_aside) else ("who stood aside",)),
    )
