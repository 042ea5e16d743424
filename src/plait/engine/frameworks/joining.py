"""One name, one competency: how a framework brought in meets the competencies already there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plait.engine.competencies import Competency
from plait.engine.frameworks.cleaning import NOT_PUBLISHED


@dataclass(frozen=True, slots=True)
class Joined:
    """The competencies of both, and the names under which the two met."""

    competencies: tuple[Competency, ...]
    met: tuple[str, ...]


def join_frameworks(known: Iterable[Competency], brought: Iterable[Competency]) -> Joined:
    """The `known` competencies in their order, then those of `brought` that are new.

    A competency brought under the name of a known one, or under another name of it, is that competency:
    holdings and needs stay with it. It keeps its name, family and viewpoint; description, levels and
    framework become those brought, for people are assessed against the published words. A text the
    publisher left out leaves the known one standing.
    """
    joined = {competency.name.casefold(): competency for competency in known}
    others = {other.casefold(): name for name, competency in joined.items() for other in competency.also_called}
    met: list[str] = []
    for competency in sorted(brought, key=lambda competency: (competency.name.casefold(), competency.name)):
        folded = competency.name.casefold()
        name = folded if folded in joined else others.get(folded, folded)
        there = joined.get(name)
        joined[name] = _become(there, competency) if there else competency
        if there:
            met.append(there.name)
    return Joined(tuple(_without_taken_names(c, joined.keys()) for c in joined.values()), tuple(met))


def _become(known: Competency, brought: Competency) -> Competency:
    words = [
        new if new not in ("", NOT_PUBLISHED) else old for old, new in zip(known.levels, brought.levels, strict=True)
    ]
    names: dict[str, str] = {}
    for name in (*known.also_called, brought.name, *brought.also_called):
        names.setdefault(name.casefold(), name)
    return replace(
        brought,
        name=known.name,
        family=known.family,
        viewpoint=known.viewpoint,
        description=known.description if brought.description in ("", NOT_PUBLISHED) else brought.description,
        levels=(words[0], words[1], words[2], words[3]),
        also_called=tuple(names.values()),
    )


def _without_taken_names(competency: Competency, taken: Iterable[str]) -> Competency:
    """Without other names that are the name of a competency: that name belongs to it alone."""
    names = frozenset(taken)
    kept = tuple(name for name in competency.also_called if name.casefold() not in names)
    return replace(competency, also_called=kept)
