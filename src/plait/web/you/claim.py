"""The forms of a claim and of a confirmation, and the list a competency is chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plait.engine.competencies import Level
from plait.engine.permissions import Viewer
from plait.store.claims import Overseer, Waiting
from plait.store.competencies import Described, Supply
from plait.store.paging import Page
from plait.store.you import Own, OwnHolding
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import source_words
from plait.web.shared.page import Cell, EmptyState, Fault, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """One level to choose, with what it means."""

    value: int
    word: str
    meaning: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LevelForm:
    """A form that asks for a level; `version` is that of the row it was opened on."""

    title: str
    competency: str
    words: str
    choices: tuple[LevelChoice, ...]
    version: int
    action: str
    legend: str
    withdraw: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a form said: the level chosen, if one was, and the version it was opened on."""

    level: Level | None
    version: int


def read_level_form(posted: Mapping[str, str]) -> Said:
    """The level and version a form states; anything else counts as nothing chosen."""
    level, version = (posted.get(name, "") for name in ("level", "version"))
    chosen = Level(int(level)) if level in {str(one.value) for one in Level} else None
    is_whole = version.isascii() and version.isdigit() and len(version) < 9
    return Said(chosen, int(version) if is_whole else 0)


def held_by(own: Own, competency_id: int) -> OwnHolding | None:
    """What one holds of a competency today."""
    return next((one for one in own.holdings if one.competency_id == competency_id), None)


@dataclass(frozen=True, slots=True)
class Held:
    """What one holds of a competency today, and who could confirm a claim of it."""

    holding: OwnHolding | None
    overseers: tuple[Overseer, ...]


def claim_form(viewer: Viewer, described: Described, own: Held, *, is_faulty: bool = False) -> LevelForm:
    """The form in which one claims a competency or changes the level."""
    held = own.holding
    home = f"/t/{viewer.trust_code}/you/claim/{described.supply.id}/"
    chosen = held.level if held else None
    return LevelForm(
        title=f"Claim {described.supply.name}",
        competency=described.supply.name,
        words=f"{_claim_words(held)} {_confirmers(viewer, described, own.overseers)}".lstrip(),
        choices=_choices(described.levels, Level, chosen),
        version=held.version if held else 0,
        action="Save this claim",
        legend="Which level fits you today?",
        withdraw=f"{home}withdraw/" if held and held.is_claim else "",
        faults=(Fault("Choose the level that fits you today", "level-1"),) if is_faulty else (),
    )


def _claim_words(held: OwnHolding | None) -> str:
    if held is None:
        return ""
    if held.is_claim:
        return f"You claimed {held.level.word}. Nobody has confirmed it yet."
    return f"{held.level.word} is confirmed. Another level is a new claim, to be confirmed again."


def _confirmers(viewer: Viewer, described: Described, overseers: Iterable[Overseer]) -> str:
    can = [one for one in overseers if one.may_confirm(described.supply.family)]
    if can and reads_names(viewer):
        return f"{' or '.join(map(overseer_words, can))} can confirm it."
    words = "Your line manager or the lead of your community of practice confirms it"
    return f"{words}." if can else f"{words}; neither is recorded for you."


def overseer_words(one: Overseer) -> str:
    """Who it is, and by what they see what one can do."""
    return f"{one.name} ({f'leads {one.community}' if one.community else 'your line manager'})"


def confirm_form(one: Waiting, *, is_faulty: bool = False) -> LevelForm:
    """The form in which somebody confirms a claim, at the level claimed or at a lower one."""
    levels = [level for level in Level if level <= one.level]
    return LevelForm(
        title=f"Confirm {one.competency} of {one.name}",
        competency=one.competency,
        words=f"{one.name} claims {one.level.word}. Confirm this level, or a lower one that you have seen.",
        choices=_choices(one.levels, levels, one.level),
        version=one.version,
        action="Confirm this level",
        legend="Which level have you seen?",
        faults=(Fault(f"Choose a level up to {one.level.word}", "level-1"),) if is_faulty else (),
    )


def _choices(meanings: tuple[str, ...], levels: Iterable[Level], chosen: Level | None) -> tuple[LevelChoice, ...]:
    return tuple(LevelChoice(one.value, one.word, meanings[one - 1], one is chosen) for one in levels)


def offer(families: Iterable[str]) -> Listing:
    """What the list of competencies to claim offers."""
    return Listing(
        columns=(
            Column("name", "Competency"),
            Column("family", "Family"),
            Column("mine", "You", sortable=False),
            Column("source", "Source", sortable=False),
        ),
        filters=(Filter("family", "Family", tuple((family, family) for family in families)),),
        search_label="Find a competency",
        sort="name",
    )


def choose_table(viewer: Viewer, own: Own, query: Query, offered: Listing, found: Page[Supply]) -> TablePage:
    """The competencies one may claim, each with what one holds of it."""
    home = f"/t/{viewer.trust_code}/you/claim"
    mine = {one.competency_id: one.level.word for one in own.holdings}
    rows = [
        Row(
            (
                Cell(one.name, href=f"{home}/{one.id}/"),
                Cell(one.family),
                Cell(mine.get(one.id, "–")),
                Cell(source_words(one.origin, one.framework), look="source"),
            )
        )
        for one in found.rows
    ]
    empty = EmptyState("The trust has no competencies yet.", Link("Back to For you", f"/t/{viewer.trust_code}/you/"))
    return show_table(offered, query, ListWords("Competencies", "competencies", empty), rows=rows, total=found.total)
