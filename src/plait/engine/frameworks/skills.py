"""The skills of a published framework: several names become one, and what is published of each is gathered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plait.engine.competencies import Level
from plait.engine.frameworks.cleaning import NOT_PUBLISHED, Act, Example, choose_spelling, order_names
from plait.engine.frameworks.published import PublishedRow

GOVUK = "GOV.UK capability framework"
MISSING = "missing"
UNDEFINED = "this skill level is currently not defined"

Acts = dict[Act, list[Example]]
Texts = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill as it stands after cleaning, and the line it first stands on."""

    name: str
    also_called: tuple[str, ...]
    family: str
    description: str
    levels: Texts
    table: str
    line: int

    @property
    def folded_names(self) -> tuple[str, ...]:
        """Every name of it, without capitals."""
        return tuple(name.casefold() for name in (self.name, *self.also_called))


@dataclass(slots=True)
class _Named:
    """Everything the two tables say under one name."""

    rows: list[PublishedRow] = field(default_factory=list)
    name: str = ""
    description: str = ""

    def example(self, text: str) -> Example:
        return self.rows[0].example(text)


def merge_skills(asked: Sequence[PublishedRow], told: Sequence[PublishedRow]) -> tuple[tuple[Skill, ...], Acts]:
    """The skills of the roles table (`asked`) and the skills table (`told`), and what was cleaned to get them."""
    acts: Acts = defaultdict(list)
    named: dict[str, _Named] = defaultdict(_Named)
    for row in (*told, *asked):
        named[row.text("skill").casefold()].rows.append(row)
    for entry in named.values():
        _settle_name(entry, acts)
        _settle_description(entry, acts)
    groups: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for folded, entry in named.items():
        # A skill without a description shares it with nobody.
        groups[entry.description.casefold(), "" if entry.description else folded].append(entry)
    skills = [_merge(group, acts) for group in groups.values()]
    return tuple(sorted(skills, key=lambda skill: skill.name.casefold())), acts


def _settle_name(entry: _Named, acts: Acts) -> None:
    spellings = [row.text("skill") for row in entry.rows]
    entry.name = choose_spelling(spellings)
    for spelling in sorted(set(spellings) - {entry.name}):
        row = next(row for row in entry.rows if row.text("skill") == spelling)
        acts[Act.SPELLING].append(row.example(f"{spelling}, now {entry.name}"))


def _settle_description(entry: _Named, acts: Acts) -> None:
    texts = {row.text("description") for row in entry.rows}
    published = {text for text in texts if text and text.casefold() != MISSING}
    entry.description = _longest(published)
    if len(published) > 1:
        acts[Act.DESCRIPTIONS].append(entry.example(entry.name))
    if not published:
        says_missing = any(text.casefold() == MISSING for text in texts)
        acts[Act.MISSING if says_missing else Act.BLANK].append(entry.example(entry.name))


def _longest(texts: set[str]) -> str:
    return min(texts, key=lambda text: (-len(text), text), default="")


def _merge(group: list[_Named], acts: Acts) -> Skill:
    by_name = {entry.name: entry for entry in group}
    ordered = [by_name[name] for name in order_names(by_name, group[0].description)]
    first, others = ordered[0], ordered[1:]
    if others:
        acts[Act.ONE_SKILL].append(first.example(f"{first.name}: also {'; '.join(entry.name for entry in others)}"))
    family = _family([row for entry in ordered for row in entry.rows])
    if not family:
        acts[Act.NO_FAMILY].append(first.example(first.name))
    texts = [_level_text(ordered, level, acts) for level in Level]
    bare = [level.word for level, text in zip(Level, texts, strict=True) if not text]
    acts[Act.NO_LEVEL_TEXT].extend(first.example(f"{first.name}, {word}") for word in bare)
    levels = [text or NOT_PUBLISHED for text in texts]
    return Skill(
        name=first.name,
        also_called=tuple(entry.name for entry in others),
        family=family or GOVUK,
        description=first.description or NOT_PUBLISHED,
        levels=(levels[0], levels[1], levels[2], levels[3]),
        table=first.rows[0].table,
        line=first.rows[0].line,
    )


def _family(rows: Sequence[PublishedRow]) -> str:
    """The role family with most role levels that use the skill; of equals, the first by letter."""
    users: Mapping[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        if row.text("family"):
            users[row.text("family")].add((row.text("role").casefold(), row.text("role_level").casefold()))
    return min(users, key=lambda family: (-len(users[family]), family), default="")


def _level_text(ordered: Sequence[_Named], level: Level, acts: Acts) -> str:
    """What is published of one level: under the first of the names that says anything of it, the longest text."""
    for entry in ordered:
        texts = {_text_of(row, level) for row in entry.rows} - {""}
        if len(texts) > 1:
            acts[Act.LEVEL_TEXTS].append(entry.example(f"{entry.name}, {level.word}"))
        if texts:
            return _longest(texts)
    return ""


def _text_of(row: PublishedRow, level: Level) -> str:
    text = row.text("text") if row.values.get("level") == level else row.text(level.name.lower())
    return "" if text.casefold().rstrip(".") == UNDEFINED else text
