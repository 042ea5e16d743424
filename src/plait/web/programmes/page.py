"""What the list of programmes shows: which of them report what their record contradicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.programme_sheets import STATUSES
from plait.engine.programmes import Heard, Report, listen
from plait.engine.stall import Contradiction, contradictions
from plait.store.programmes import ProgrammeLine
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.naming import UNNAMED, reads_names
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Programme", "Purpose", "Lead", "Senior owner", "Clinical lead", "Service", "Portfolio", "Latest report",
    "Reported on", "Contradicted by the record", "Milestones done", "Milestones", "Milestones late", "Remarks",
    "Got an answer",
    "Open themes", "Relaunched on", *PLACE,
)  # fmt: skip
OFFER = Listing(
    columns=(
        Column("name", "Programme"),
        Column("report", "Latest report"),
        Column("against", "What the record contradicts"),
        Column("milestones", "Milestones", sortable=False),
        Column("heard", "Remarks with an answer", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("status", "Latest report", (*STATUSES.items(), ("none", "None yet"))),
        Filter("against", "The record", (("yes", "Contradicts the report"), ("no", "Does not"))),
    ),
    search_label="Find a programme",
    sort="against",
    descending=True,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One programme with what its latest report is contradicted by, and what was heard."""

    line: ProgrammeLine
    report: Report | None
    against: tuple[Contradiction, ...]
    heard: Heard
    done: int
    late: int

    @property
    def status(self) -> str:
        """How the latest report says that it stands; “none” where there is no report."""
        return self.report.status if self.report else "none"


@dataclass(frozen=True, slots=True)
class ProgrammesPage:
    """The programmes: the answer, the list, and the way to a new one."""

    answer: str
    more: str
    table: TablePage
    add: Link | None
    question: Link


def tell(lines: Iterable[ProgrammeLine], on: date) -> tuple[Told, ...]:
    """Each programme with its latest report held against the record of the day."""
    told = []
    for line in lines:
        account = line.account(on)
        report = account.reports[-1] if account.reports else None
        done = sum(one.done_on is not None and one.done_on <= on for one in account.milestones)
        late = sum(one.is_late(on) for one in account.milestones)
        against = contradictions(account, only_latest=True)
        told.append(Told(line, report, against, listen(account.themes, account.remarks, on), done, late))
    return tuple(told)


SORTS: dict[str, Callable[[Told], tuple[object, ...]]] = {
    "name": lambda _one: (),
    "report": lambda one: (one.report.reported_on if one.report else date.min,),
    "against": lambda one: (len(one.against),),
}


def chosen(every: Sequence[Told], query: Query) -> list[Told]:
    """Those that match the query, in its order."""
    found = [one for one in every if _matches(one, query)]
    found.sort(key=lambda one: one.line.programme.name.casefold())
    if query.sort == "name":
        return found[::-1] if query.descending else found
    return sorted(found, key=SORTS[query.sort], reverse=query.descending)


def _matches(one: Told, query: Query) -> bool:
    programme, status, against = one.line.programme, query.filter("status"), query.filter("against")
    text = f"{programme.name} {programme.purpose} {programme.service}".casefold()
    return (
        query.q.casefold() in text
        and status in {"", one.status}
        and (not against or (against == "yes") == bool(one.against))
    )


def programmes_page(viewer: Viewer, every: Sequence[Told], query: Query, found: Sequence[Told]) -> ProgrammesPage:
    """The list as this viewer sees it; `every` programme is what the sentences speak of."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No programme is recorded. Without them nobody can hold what is reported against what is measured.",
        Link("Bring the Programmes sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    shown = found[query.offset : query.offset + PAGE_SIZE]
    words, rows = ListWords("Programmes", "programmes", empty), [_row(home, one) for one in shown]
    add = Link("Add a programme", f"{home}/programmes/add/") if scope_of(viewer, Action.EDIT_PROGRAMMES) else None
    return ProgrammesPage(
        answer=_answer(every),
        more=_more(every),
        table=show_table(OFFER, query, words, rows=rows, total=len(found)),
        add=add,
        question=Link("How many programmes are led by a clinician?", f"{home}/questions/clinicians-lead-change/"),
    )


def _answer(every: Sequence[Told]) -> str:
    reported = [one for one in every if one.report]
    if not reported:
        return f"{CANNOT_TELL} No programme has reported."
    against = sum(bool(one.against) for one in reported)
    if not against:
        return "No programme’s latest report is contradicted by its record."
    return f"{against} of {many(len(reported), 'programme reports', 'programmes report')} what the record contradicts."


def _more(every: Sequence[Told]) -> str:
    remarks, told = sum(one.heard.remarks for one in every), sum(one.heard.told for one in every)
    if not remarks:
        return ""
    return f"Of {many(remarks, 'remark', 'remarks')} people made, {told} got an answer."


def _row(home: str, one: Told) -> Row:
    programme, report, late = one.line.programme, one.report, one.late
    said = Cell(STATUSES[report.status], note=short_date(report.reported_on)) if report else Cell("None yet")
    against = Cell(str(len(one.against)), look="warning", note=_subjects(one)) if one.against else Cell("0")
    against = against if report else Cell("–", note="Nothing is reported")
    done = f"{one.done} of {len(one.line.milestones)} done" if one.line.milestones else "None recorded"
    heard = f"{one.heard.told} of {one.heard.remarks}" if one.heard.remarks else "None recorded"
    return Row(
        (
            Cell(programme.name, href=f"{home}/programmes/{one.line.id}/", note=programme.purpose),
            said,
            against,
            Cell(done, note=f"{late} late" if late else ""),
            Cell(heard),
            Cell(source_words(programme.origin), look="source"),
        ),
        id=f"programme-{one.line.id}",
    )


def _subjects(one: Told) -> str:
    return "; ".join(dict.fromkeys(each.subject for each in one.against))


def programme_rows(viewer: Viewer, found: Iterable[Told]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [_file_row(viewer, one) for one in found]


def _file_row(viewer: Viewer, one: Told) -> list[str]:
    programme, report = one.line.programme, one.report
    open_themes = sum(not each.kind for each in one.heard.themes)
    return [
        programme.name,
        programme.purpose,
        *(name_of(viewer, one.line, who) for who in ("lead", "owner", "clinical_lead")),
        programme.service,
        programme.portfolio,
        STATUSES[report.status] if report else "",
        report.reported_on.isoformat() if report else "",
        _subjects(one),
        *map(str, (one.done, len(one.line.milestones), one.late, one.heard.remarks, one.heard.told, open_themes)),
        programme.relaunched_on.isoformat() if programme.relaunched_on else "",
        *place_of(programme.origin),
    ]


def name_of(viewer: Viewer, line: ProgrammeLine, who: str) -> str:
    """Who leads or owns a programme, for those who read names."""
    named = line.named.get(who)
    if named is None:
        return "Nobody"
    return named.name if reads_names(viewer) else UNNAMED
