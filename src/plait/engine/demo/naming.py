"""Names for invented people: a first and a family name from two lists, as mixed as Britain's health service."""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

MOST_TRIES = 50
SHARE_OF_MIXED_NAMES = 0.07
SHARE_OF_WOMEN = {"midwife": 0.99, "nurse": 0.88, "doctor": 0.48, "digital": 0.42, "estates": 0.35}
USUAL_SHARE_OF_WOMEN = 0.78


@dataclass(frozen=True, slots=True)
class Origin:
    """First and family names that go together."""

    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]


@cache
def origins() -> tuple[Origin, ...]:
    """Every pair of lists."""
    text = files("plait.engine.demo").joinpath("names.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Origin(int(r["weight"]), *(tuple(r[c].split()) for c in ("women", "men", "family"))) for r in rows)


class Namer:
    """Draws names, none twice while there are others, and an e-mail address for each."""

    def __init__(self, chance: Random, domain: str, taken: frozenset[str]) -> None:
        """Names come from `chance`; those `taken` are never drawn."""
        self._chance = chance
        self._domain = domain
        self._names = set(taken)
        self._addresses: dict[str, int] = {}

    def draw(self, group: str) -> str:
        """The name of somebody of a staff group."""
        is_woman = self._chance.random() < SHARE_OF_WOMEN.get(group, USUAL_SHARE_OF_WOMEN)
        name = self._combine(is_woman=is_woman)
        for _ in range(MOST_TRIES):
            if name not in self._names:
                break
            name = self._combine(is_woman=is_woman)
        self._names.add(name)
        return name

    def _combine(self, *, is_woman: bool) -> str:
        first, family = self._origin(), None
        if self._chance.random() < SHARE_OF_MIXED_NAMES:
            family = self._origin()
        given = self._chance.choice(first.women if is_woman else first.men)
        return f"{given} {self._chance.choice((family or first).family)}"

    def _origin(self) -> Origin:
        return self._chance.choices(origins(), weights=[origin.weight for origin in origins()])[0]

    def family_name(self) -> str:
        """Another family name, for somebody who marries."""
        return self._chance.choice(self._origin().family)

    def address(self, name: str) -> str:
        """A work e-mail address for a name, with a number after the first of that name."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
        local = plain.replace(" ", ".")
        times = self._addresses[local] = self._addresses.get(local, 0) + 1
        return f"{local}{times if times > 1 else ''}@{self._domain}"
