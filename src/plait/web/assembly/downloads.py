"""A plan to keep: everybody proposed or what they cost as CSV, or both and the gaps as one workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse

from plait.engine.assembly.consent import Proposal
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.role_words import SIDE_HEADS
from plait.engine.assembly.wording import gap_words
from plait.engine.funding.on_costs import Contract
from plait.engine.permissions import Viewer
from plait.files.celltext import Cell
from plait.files.plans import by_role_of
from plait.files.writing import Grid
from plait.store.assembly import Run
from plait.store.people import PersonWord
from plait.web.assembly.by_role import side_rows
from plait.web.assembly.levels import HEADS, level_rows
from plait.web.assembly.money import cost_rows
from plait.web.assembly.page import GAP_HEADS, member_rows
from plait.web.assembly.served import SERVED_HEADS, served_rows
from plait.web.shared.access import TrustRequest
from plait.web.shared.download import book_response, csv_response

Contracts = Mapping[str, Contract]


@dataclass(frozen=True, slots=True)
class Told:
    """A plan with what a file tells of it: who its people are, what is known of their pay, and what they answered."""

    plan: Plan
    people: Mapping[str, PersonWord]
    contracts: Contracts
    proposals: Sequence[Proposal] = ()


def plan_file(request: TrustRequest, run: Run, told: Told) -> HttpResponse | None:
    """The file that `format` asks for, with what this viewer may read of the plan; None where it asks for none."""
    viewer, wanted = request.viewer, request.GET.get("format")
    plan, people, contracts = told.plan, told.people, told.contracts
    if wanted == "csv":
        heads, rows = member_rows(viewer, plan, people, told.proposals)
        return csv_response(request, f"proposed-teams-{run.id}.csv", heads, rows)
    if wanted == "cost":
        heads, rows = cost_rows(viewer, plan, people, contracts)
        return csv_response(request, f"cost-of-teams-{run.id}.csv", heads, rows)
    if wanted == "xlsx":
        sheets = list(_sheets(viewer, told))
        picked = by_role_of(run.plan or {})
        if picked:
            sheets.append(_grid("By role", SIDE_HEADS, side_rows(viewer, plan, picked, contracts)))
        return book_response(request, f"plan-{run.id}.xlsx", sheets)
    return None


def _sheets(viewer: Viewer, told: Told) -> Iterator[Grid]:
    plan = told.plan
    yield _grid("Members", *member_rows(viewer, plan, told.people, told.proposals))
    gaps = [[team.ask.service, *gap_words(gap), gap.reason] for team in plan.teams for gap in team.gaps]
    yield _grid("Not covered", ("Service", *GAP_HEADS), gaps)
    served = [row for team in plan.teams for row in served_rows(team)]
    yield from [_grid("Served part-time", SERVED_HEADS, served)] if served else []
    yield _grid("Levels", HEADS, level_rows(plan))
    yield _grid("Cost", *cost_rows(viewer, plan, told.people, told.contracts))


def _grid(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """The rows of a CSV file with numbers and days as a spreadsheet adds and sorts them."""
    readers = [READERS.get(head, str) for head in heads]
    return Grid(name, heads, [[read(cell) for read, cell in zip(readers, row, strict=True)] for row in rows])


def _number(text: str) -> Cell:
    """A number or a sum of money; a range, or what is not known, stays words."""
    plain = text.removeprefix("£").replace(",", "")
    return Decimal(plain) if plain.replace(".", "", 1).isdecimal() else text


def _day(text: str) -> Cell:
    return date.fromisoformat(text) if text else ""


READERS: Mapping[str, Callable[[str], Cell]] = {
    "WTE": _number, "Joins": _day, "Last day": _day, "Asked": _day,
    "Pay and on-costs": _number, "Pay known": _number, "Members": _number,
    "Contracted WTE": _number, "WTE in the team": _number,
}  # fmt: skip
