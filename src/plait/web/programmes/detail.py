"""What the page of one programme shows: its story beside its record, what it should move, and what people said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.places import PlaceFigures
from plait.engine.programme_sheets import STATUSES
from plait.engine.programmes import Heard, Report, listen
from plait.engine.stall import Account, Contradiction, Unjudged, contradictions, stalls, unjudged
from plait.engine.stall_wording import RULES_WORDS, stall_words
from plait.store.design import DecisionLine
from plait.store.history import HistoryLine
from plait.store.outcomes import MarkLine
from plait.store.programmes import ProgrammeLine
from plait.web.programmes.charts import Moved, MovedPage, moved_page
from plait.web.programmes.listening import heard_words, states_words, themes_table
from plait.web.programmes.page import name_of
from plait.web.programmes.story import contradictions_table, milestones_table, reports_table
from plait.web.programmes.windows import windows_table
from plait.web.shared.jinja import full_date, short_date
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import runs_words, show_history, source_words
from plait.web.shared.page import (
    Cell,
    ColumnHead,
    Definition,
    EmptyState,
    HistoryEntry,
    Link,
    Row,
    Strands,
    TablePage,
)

SHOWN_HISTORY = 15


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a programme in the record: marks and places of its outcomes, and design decisions."""

    marks: Mapping[int, tuple[MarkLine, ...]]
    places: Mapping[int, tuple[PlaceFigures, ...]]
    decisions: Sequence[DecisionLine]


@dataclass(frozen=True, slots=True)
class Whole:
    """A programme as it stands on a day, worked out once for all that its page shows."""

    line: ProgrammeLine
    account: Account
    found: tuple[Contradiction, ...]
    heard: Heard
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """One programme, ready for its template."""

    name: str
    answer: str
    more: str
    purpose: str
    latest: str
    says: str
    contradictions: TablePage
    stalls: tuple[str, ...]
    unjudged: tuple[Unjudged, ...]
    rule: str
    moved: tuple[MovedPage, ...]
    milestones: TablePage
    windows: TablePage
    clashes: Link
    heard: str
    states: str
    themes: TablePage
    log: Link
    decisions: TablePage
    relaunch: str
    reports: TablePage
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    downloads: tuple[Link, ...]
    actions: tuple[Link, ...]
    add_outcome: Link | None
    add_milestone: Link | None
    add_window: Link | None
    add_theme: Link | None


def whole_of(line: ProgrammeLine, beside: Beside, on: date) -> Whole:
    """All that is worked out of one programme."""
    account = line.account(on)
    moved = tuple(
        Moved(
            one.id,
            outcome,
            one.record.due_on,
            beside.marks.get(outcome.id, ()),
            beside.places.get(outcome.id, ()),
            line.programme.relaunched_on,
        )
        for one in line.moves
        if (outcome := line.outcomes.get(one.record.outcome))
    )
    return Whole(line, account, contradictions(account), listen(account.themes, account.remarks, on), moved)


def programme_page(
    viewer: Viewer, whole: Whole, beside: Beside, history: Iterable[HistoryLine], today: date
) -> ProgrammePage:
    """One programme as this viewer may read it; who may change it is shown the ways."""
    line, home = whole.line, f"/t/{viewer.trust_code}"
    here = f"{home}/programmes/{line.id}/"
    may_edit, may_listen = (bool(scope_of(viewer, one)) for one in (Action.EDIT_PROGRAMMES, Action.LISTEN))
    may_mark = bool(scope_of(viewer, Action.EDIT_OUTCOMES))
    latest = whole.account.reports[-1] if whole.account.reports else None
    edit, programmes = home if may_edit else "", f"{home}/programmes" if may_listen else ""
    decisions = {one.name: f"{home}/design/{one.id}/" for one in beside.decisions}
    return ProgrammePage(
        name=line.programme.name,
        answer=answer_words(whole),
        more=f"{heard_words(whole.heard)}" if whole.heard.remarks else "",
        purpose=line.programme.purpose,
        latest=_latest(latest),
        says=latest.says if latest else "",
        contradictions=contradictions_table(home, line, whole.found),
        stalls=tuple(map(stall_words, stalls(whole.account))),
        unjudged=unjudged(whole.account),
        rule=RULES_WORDS,
        moved=tuple(moved_page(home, one, may_mark=may_mark, may_edit=may_edit) for one in whole.moved),
        milestones=milestones_table(edit, line.milestones, today),
        windows=windows_table(edit, line.windows),
        clashes=Link(
            "Where it is in another programme’s way",
            f"{home}/programmes/clashes/?{urlencode({'programme': line.programme.name})}",
        ),
        heard=heard_words(whole.heard),
        states=states_words(whole.heard),
        themes=themes_table(line, whole.heard, decisions, programmes),
        log=Link("Every remark of the listening log", f"{here}listening/"),
        decisions=_decisions(home, line, beside.decisions),
        relaunch=_relaunch(line),
        reports=reports_table(edit, line.reports),
        about=_about(viewer, line),
        history=tuple(show_history(_telling(history)))[:SHOWN_HISTORY] if reads_names(viewer) else (),
        downloads=tuple(_downloads(here, whole)),
        actions=tuple(_actions(here, may_edit=may_edit, may_listen=may_listen)),
        add_outcome=Link("Name an outcome it should move", f"{here}outcomes/add/") if may_edit else None,
        add_milestone=Link("Add a milestone", f"{here}milestones/add/") if may_edit else None,
        add_window=Link("Add a change with its days", f"{here}windows/add/") if may_edit else None,
        add_theme=Link("Add a theme", f"{here}themes/add/") if may_listen else None,
    )


def answer_words(whole: Whole) -> str:
    """Whether its latest report is contradicted, and how often earlier ones were."""
    if not whole.account.reports:
        return "It has not reported yet."
    now = [one for one in whole.found if one.is_current]
    before = len(whole.found) - len(now)
    if now:
        return f"Its record contradicts its latest report in {many(len(now), 'point', 'points')}."
    earlier = f" Earlier reports were contradicted in {many(before, 'point', 'points')}." if before else ""
    return f"Nothing in its record contradicts its latest report.{earlier}"


def _latest(report: Report | None) -> str:
    if report is None:
        return ""
    by = f", by the {report.written_by[:1].lower()}{report.written_by[1:]}" if report.written_by else ""
    return f"{STATUSES[report.status]}, says the report of {full_date(report.reported_on)}{by}"


def _telling(history: Iterable[HistoryLine]) -> Iterable[HistoryLine]:
    """Without the reports that were added: the table above says of each where it came from."""
    return (line for line in history if not (line.kind == "programmereport" and line.action == "added"))


def _relaunch(line: ProgrammeLine) -> str:
    programme = line.programme
    if programme.relaunched_on is None:
        return ""
    return f"Launched again on {full_date(programme.relaunched_on)}. {programme.relaunch_reason.rstrip('.')}."


def _decisions(home: str, line: ProgrammeLine, every: Iterable[DecisionLine]) -> TablePage:
    """The decisions that came after a theme, and those of its service since it began; the latest first."""
    after: dict[str, list[str]] = {}
    for one in line.themes:
        after.setdefault(one.record.decision, []).append(one.record.name)
    rows = [
        Row(
            (
                Cell(one.name, href=f"{home}/design/{one.id}/", note=one.reason),
                Cell(short_date(one.decided_on)),
                Cell("; ".join(after.get(one.name, ())) or "–"),
                Cell("", strands=Strands(one.digital, one.clinical, one.operational)),
                Cell(source_words(one.origin), look="source"),
            )
        )
        for one in every
        if one.name in after or (one.service_id == line.service_id and one.decided_on >= line.programme.starts)
    ]
    heads = tuple(map(ColumnHead, ("Decision", "Decided on", "Followed the theme", "Who took part", "Source")))
    nothing = EmptyState("No design decision of its service, and none that followed a theme, is recorded.")
    return TablePage("Redesign", heads, tuple(rows), nothing, caption_hidden=True)


def _about(viewer: Viewer, line: ProgrammeLine) -> tuple[Definition, ...]:
    home, programme = f"/t/{viewer.trust_code}", line.programme
    people = (("Lead", "lead"), ("Senior owner", "owner"), ("Clinical lead", "clinical_lead"))
    return (
        *(Definition(heading, name_of(viewer, line, who), _person(viewer, line, who)) for heading, who in people),
        Definition(
            "Service",
            programme.service or "None named",
            f"{home}/services/{line.service_id}/" if line.service_id else "",
        ),
        Definition(
            "Portfolio",
            programme.portfolio or "None named",
            f"{home}/accountability/{line.portfolio_id}/" if line.portfolio_id else "",
        ),
        Definition("Runs", runs_words(programme.starts, programme.ends)),
        Definition("Where it came from", source_words(programme.origin)),
    )


def _person(viewer: Viewer, line: ProgrammeLine, who: str) -> str:
    named = line.named.get(who)
    return f"/t/{viewer.trust_code}/people/{named.id}/" if named and reads_names(viewer) else ""


def _downloads(here: str, whole: Whole) -> Iterable[Link]:
    if whole.found:
        yield Link("Download the contradictions (CSV)", "?format=csv")
    if any(one.by_place for one in whole.moved):
        yield Link("Download place by place (CSV)", f"{here}places/")


def _actions(here: str, *, may_edit: bool, may_listen: bool) -> Iterable[Link]:
    if may_edit:
        yield Link("Add a report", f"{here}reports/add/")
    if may_listen:
        yield Link("Log a remark", f"{here}remarks/add/")
    if may_edit:
        yield Link("Change or relaunch this programme", f"{here}edit/")
