"""What the list of services and the page of one service show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.services import PHASE_CHOICES, PRIORITIES
from plait.store.design import DecisionLine
from plait.store.history import HistoryLine
from plait.store.offers import OfferLine
from plait.store.paging import Page
from plait.store.services import NeedLine, ServiceDetail, ServiceLine, TeamOn
from plait.web.services.designed import Designed, designed
from plait.web.shared.jinja import full_date, plural, short_date, wte
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.naming import UNNAMED, reads_names
from plait.web.shared.offers import offers_to_service
from plait.web.shared.origins import PLACE, last_day_words, place_of, runs_words, show_history, source_words
from plait.web.shared.page import (
    Cell,
    Choice,
    ColumnHead,
    Definition,
    EmptyState,
    HistoryEntry,
    Link,
    Row,
    TablePage,
)
from plait.web.shared.table import ListWords, show_table

PHASES = {value: word for word, value in PHASE_CHOICES.items()}
OFFER = Listing(
    columns=(
        Column("name", "Service"),
        Column("phase", "Phase"),
        Column("owner", "Owner", sortable=False),
        Column("teams", "Teams", sortable=False),
        Column("needs", "Needs", number=True),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("phase", "Phase", tuple((value, word) for word, value in PHASE_CHOICES.items())),
        Filter("team", "Team", (("with", "With a team"), ("without", "Without a team")), "With or without"),
    ),
    search_label="Find a service",
    sort="name",
)


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """The list of services: a sentence, the list, and the way to a new one."""

    answer: str
    table: TablePage
    add: Link | None


@dataclass(frozen=True, slots=True)
class ServicePage:
    """One service: the answer, what it needs, who works on it, where it came from and its history."""

    name: str
    answer: str
    description: str
    about: tuple[Definition, ...]
    needs: TablePage
    teams: TablePage
    served: TablePage
    designed: Designed
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    add_need: Link | None
    copy_needs: Link | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a service: the offers that go to it, and its last design decisions."""

    offers: Iterable[OfferLine]
    last: Sequence[DecisionLine]


@dataclass(frozen=True, slots=True)
class CopyPage:
    """The services whose needs may be taken as a start, and which one was `chosen`."""

    name: str
    back: Link
    choices: tuple[Choice, ...]
    chosen: int | None
    fault: str


def copy_page(service: ServiceDetail, others: Iterable[tuple[int, str, int]], here: str, sent: str | None) -> CopyPage:
    """The form that asks which service's needs to start from, as it opens or with what was sent."""
    known = {str(id): f"{name}: {plural(needs, 'need')}" for id, name, needs in others}
    choices = (Choice("", "Choose a service", not sent), *(Choice(id, text, id == sent) for id, text in known.items()))
    chosen = int(sent) if sent in known else None
    fault = "Choose a service from the list" if sent is not None and chosen is None else ""
    return CopyPage(service.name, Link(service.name, here), choices, chosen, fault)


def services_page(viewer: Viewer, query: Query, found: Page[ServiceLine]) -> ServicesPage:
    """The list of services as this viewer may read it."""
    home = f"/t/{viewer.trust_code}"
    may_import = bool(scope_of(viewer, Action.IMPORT))
    empty = EmptyState(
        "No services are recorded yet. Without them nobody can tell what a team is for.",
        Link("Bring the Services sheet", f"{home}/imports/") if may_import else None,
    )
    words = ListWords("Services", "services", empty)
    rows = [_row(viewer, line) for line in found.rows]
    may_edit = bool(scope_of(viewer, Action.EDIT_SERVICES))
    return ServicesPage(
        answer=f"{plural(found.total, 'service')}{' match' if query.q or query.chosen else ''}.",
        table=show_table(OFFER, query, words, rows=rows, total=found.total),
        add=Link("Add a service", f"{home}/services/add/") if may_edit else None,
    )


def _row(viewer: Viewer, line: ServiceLine) -> Row:
    href = f"/t/{viewer.trust_code}/services/{line.id}/"
    note = f"Last day {last_day_words(line.ends)}" if line.ends else line.outcome
    cells = (
        Cell(line.name, href=href, note=note),
        Cell(PHASES.get(line.phase, line.phase)),
        Cell(_owner(viewer, line.owner)),
        Cell("; ".join(line.teams) or "–"),
        Cell(f"{line.needs:,}"),
        Cell(source_words(line.origin), look="source"),
    )
    return Row(cells, id=f"service-{line.id}")


def _owner(viewer: Viewer, name: str) -> str:
    if not name:
        return "Nobody"
    return name if reads_names(viewer) else UNNAMED


def service_rows(viewer: Viewer, found: Page[ServiceLine]) -> tuple[list[str], list[list[str]]]:
    """The filtered rows as a file."""
    rows = []
    for one in found.rows:
        words = [one.name, PHASES.get(one.phase, one.phase), one.outcome, _owner(viewer, one.owner)]
        rows.append([*words, "; ".join(one.teams), str(one.needs), *place_of(one.origin)])
    return ["Service", "Phase", "Outcome", "Owner", "Teams", "Needs", *PLACE], rows


def service_page(
    viewer: Viewer,
    service: ServiceDetail,
    history: Iterable[HistoryLine],
    today: date,
    beside: Beside,
) -> ServicePage:
    """One service as this viewer may read it."""
    here = f"/t/{viewer.trust_code}/services/{service.id}/"
    may_edit = bool(scope_of(viewer, Action.EDIT_SERVICES))
    return ServicePage(
        name=service.name,
        answer=_answer(service, today),
        description=service.description,
        about=_about(viewer, service),
        needs=_needs(viewer, service.needs, may_edit=may_edit),
        teams=_teams(viewer, service.teams),
        served=offers_to_service(viewer, beside.offers),
        designed=designed(f"/t/{viewer.trust_code}", service.id, beside.last),
        history=show_history(history) if reads_names(viewer) else (),
        edit=Link("Change this service", f"{here}edit/") if may_edit else None,
        add_need=Link("Add a need", f"{here}needs/add/") if may_edit else None,
        copy_needs=Link("Start from the needs of another service", f"{here}needs/copy/") if may_edit else None,
    )


def _answer(service: ServiceDetail, today: date) -> str:
    if service.ends is not None and service.ends <= today:
        return f"It ended on {full_date(service.ends - timedelta(days=1))}."
    now = [team for team in service.teams if team.starts <= today and (team.ends is None or team.ends > today)]
    phase = PHASES.get(service.phase, service.phase)
    if not now:
        return f"{phase}. No team works on it today."
    named = " and ".join(team.name for team in now) if len(now) < 3 else plural(len(now), "team")
    return f"{phase}. {named} {'works' if len(now) == 1 else 'work'} on it today."


def _about(viewer: Viewer, service: ServiceDetail) -> tuple[Definition, ...]:
    owner = service.owner
    shown = owner is not None and reads_names(viewer)
    href = f"/t/{viewer.trust_code}/people/{owner.id}/" if owner is not None and shown else ""
    return (
        Definition("Outcome", service.outcome or "Not recorded"),
        Definition("Owner", _owner(viewer, owner.name if owner else ""), href=href),
        Definition("Runs", runs_words(service.starts, service.ends)),
        Definition("Where it came from", source_words(service.origin)),
    )


def _needs(viewer: Viewer, needs: tuple[NeedLine, ...], *, may_edit: bool) -> TablePage:
    heads = [
        "Competency",
        "Level",
        "How much",
        "Priority",
        "From",
        "Source",
        *(["Change"] if may_edit else []),
    ]
    rows = tuple(_need_row(viewer, need, may_edit=may_edit) for need in needs)
    empty = EmptyState("No need is recorded. Without needs no team can be put together for this service.")
    return TablePage("What it needs", tuple(ColumnHead(text) for text in heads), rows, empty, caption_hidden=True)


def _need_row(viewer: Viewer, need: NeedLine, *, may_edit: bool) -> Row:
    home = f"/t/{viewer.trust_code}"
    amount = f"{wte(need.wte)} WTE" if need.wte is not None else plural(need.people or 0, "person", "people")
    change = [Cell(f"Change {need.competency}", href=f"{home}/services/needs/{need.id}/edit/")]
    cells = [
        Cell(need.competency, href=f"{home}/competencies/{need.competency_id}/"),
        Cell(need.level.word),
        Cell(amount),
        Cell(PRIORITIES.get(need.priority, str(need.priority))),
        Cell(short_date(need.starts), note=f"to {last_day_words(need.ends)}" if need.ends else ""),
        Cell(f"As for {need.copied_from}" if need.copied_from else source_words(need.origin), look="source"),
        *(change if may_edit else []),
    ]
    return Row(tuple(cells), id=f"need-{need.id}")


def _teams(viewer: Viewer, teams: tuple[TeamOn, ...]) -> TablePage:
    heads = tuple(ColumnHead(text) for text in ("Team", "Purpose", "From", "Last day", "Source"))
    rows = tuple(
        Row(
            (
                Cell(team.name, href=f"/t/{viewer.trust_code}/teams/{team.id}/"),
                Cell(team.purpose or "–"),
                Cell(short_date(team.starts)),
                Cell(last_day_words(team.ends)),
                Cell(source_words(team.origin), look="source"),
            )
        )
        for team in teams
    )
    return TablePage("Teams", heads, rows, EmptyState("No team has worked on it."), caption_hidden=True)
