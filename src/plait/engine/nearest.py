"""Nearest names: what someone probably meant."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

ALIKE = 0.7
"""How much of two names without a common word must be alike; at 0.6 “Clerical and admin” was “Medical and Dental”."""


def nearest(name: str, names: Sequence[str], *, most: int = 3) -> tuple[str, ...]:
    """Up to `most` of `names` that `name` probably means, best first, or none; case does not matter.

    Names that share the most words with it, and at least half of its own, come before any that only look like it.
    """
    folded: dict[str, str] = {}
    for other in names:
        folded.setdefault(other.casefold(), other)
    said = _words(name)
    shared = {other: len(said & _words(other)) for other in folded} if said else {}
    top = max(shared.values(), default=0)
    if top and 2 * top >= len(said):
        likely, alike = [other for other, count in shared.items() if count == top], 0.0
    else:
        likely, alike = list(folded), ALIKE
    return tuple(folded[near] for near in get_close_matches(name.casefold(), likely, n=most, cutoff=alike))


def _words(name: str) -> frozenset[str]:
    """The longer words by their first four letters: “admin” is “administrative”, “nursing” is “nurses”."""
    return frozenset(part[:4] for part in re.findall(r"[a-z]{4,}", name.casefold()))
