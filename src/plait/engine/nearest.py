"""Nearest names: what someone probably meant."""

from collections.abc import Sequence
from difflib import get_close_matches


def nearest(name: str, names: Sequence[str], *, most: int = 3) -> tuple[str, ...]:
    """Up to `most` of `names` that look like `name`, best first; case does not matter."""
    folded: dict[str, str] = {}
    for other in names:
        folded.setdefault(other.casefold(), other)
    return tuple(folded[near] for near in get_close_matches(name.casefold(), list(folded), n=most, cutoff=0.6))
