"""Part-time offers on the pages they concern: of a community, of a team, of a competency and to a service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plait.engine.permissions import Action, Viewer, reaches
from plait.store.offers import OfferLine
from plait.web.shared.jinja import short_date, wte
from plait.web.shared.origins import last_day_words, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage

TITLE = "Part-time help"
NO_OFFER = "Nothing is offered part-time."


def may_offer(viewer: Viewer, *, community: str = "", team: str = "") -> bool:
    """May this viewer say what the community, or else the team, offers part-time?"""
    if community:
        return reaches(viewer, Action.EDIT_COMMUNITIES, communities=(community,))
    return reaches(viewer, Action.EDIT_TEAM, teams=(team,))


def add_offer(viewer: Viewer, what: str, id: int) -> Link:
    """The way to the form that adds an offer of a community or a team."""
    return Link("Add a part-time offer", f"/t/{viewer.trust_code}/offers/{what}/{id}/add/")


def offers_of_giver(viewer: Viewer, found: Iterable[OfferLine], *, may_edit: bool) -> TablePage:
    """What a community or a team offers, and which services have a part of it."""
    heads = ["Competency", "Level", "WTE", "For", "From", "Last day", "Source", *(["Change"] if may_edit else [])]
    rows = tuple(
        Row((_competency(viewer, one), *_what(viewer, one), *_days(one), *_change(viewer, one, may_edit=may_edit)))
        for one in found
    )
    return _table(heads, rows)


def offers_of_competency(viewer: Viewer, found: Iterable[OfferLine], could: Mapping[int, str]) -> TablePage:
    """Who offers a competency part-time; `could` says by offer whose needs it could serve."""
    heads = ["Offered by", "Level", "WTE", "For", "Could serve", "From", "Last day", "Source"]
    rows = tuple(
        Row((_giver(viewer, one), *_what(viewer, one), Cell(could.get(one.id, "–")), *_days(one))) for one in found
    )
    return _table(heads, rows)


def offers_to_service(viewer: Viewer, found: Iterable[OfferLine]) -> TablePage:
    """Who serves a service part-time."""
    heads = ["Served by", "Competency", "Level", "WTE", "From", "Last day", "Source"]
    rows = tuple(
        Row((_giver(viewer, one), _competency(viewer, one), Cell(one.level.word), Cell(wte(one.wte)), *_days(one)))
        for one in found
    )
    return _table(heads, rows)


def _table(heads: Iterable[str], rows: tuple[Row, ...]) -> TablePage:
    columns = tuple(ColumnHead(text, number=text == "WTE") for text in heads)
    return TablePage(TITLE, columns, rows, EmptyState(NO_OFFER), caption_hidden=True)


def _competency(viewer: Viewer, one: OfferLine) -> Cell:
    return Cell(one.competency, href=f"/t/{viewer.trust_code}/competencies/{one.competency_id}/")


def _giver(viewer: Viewer, one: OfferLine) -> Cell:
    where = f"communities/{one.community_id}" if one.community_id else f"teams/{one.team_id}"
    return Cell(one.giver, href=f"/t/{viewer.trust_code}/{where}/")


def _what(viewer: Viewer, one: OfferLine) -> tuple[Cell, ...]:
    level, time = Cell(one.level.word), Cell(wte(one.wte))
    if one.service_id is not None:
        return level, time, Cell(one.service, href=f"/t/{viewer.trust_code}/services/{one.service_id}/")
    left = one.wte - one.taken
    said = f"{wte(left)} WTE is free today" if left >= 0 else f"{wte(-left)} WTE more is promised than offered"
    return level, time, Cell("Any service", note=said, look="warning" if left < 0 else "")


def _days(one: OfferLine) -> tuple[Cell, ...]:
    return Cell(short_date(one.starts)), Cell(last_day_words(one.ends)), Cell(source_words(one.origin), look="source")


def _change(viewer: Viewer, one: OfferLine, *, may_edit: bool) -> tuple[Cell, ...]:
    to = f" to {one.service}" if one.service else ""
    text = f"Change {one.competency}{to}"
    return (Cell(text, href=f"/t/{viewer.trust_code}/offers/{one.id}/edit/"),) if may_edit else ()
