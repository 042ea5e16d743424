"""Where a record came from and what happened to it, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from plait.engine.frameworks.shipped import PLAIT
from plait.engine.history import KINDS, in_a_sentence, label
from plait.engine.origins import Origin
from plait.store.history import HistoryLine
from plait.web.shared.jinja import full_date, short_date
from plait.web.shared.page import Change, HistoryEntry, Source


def source_words(origin: Origin | None, framework: str = "") -> str:
    """File, sheet and line of a row, in words; a competency of Plait's own `framework` came with it."""
    if origin is None:
        return "Came with Plait" if framework == PLAIT else "Typed in Plait"
    line = f", line {origin.line}" if origin.line else ""
    return f"{origin.file}, {origin.sheet}{line}"


PLACE = ("File", "Sheet", "Line")
"""The columns of a list to keep that say where each row came from."""


def place_of(origin: Origin | None) -> tuple[str, str, str]:
    """File, sheet and line of a row in these columns; empty where it was typed."""
    return (origin.file, origin.sheet, str(origin.line or "")) if origin else ("", "", "")


def runs_words(starts: date, ends: date | None) -> str:
    """From when to when something holds; people name the last day, the record keeps the day after it."""
    if ends is None:
        return f"From {full_date(starts)}; no end is known"
    return f"From {full_date(starts)} to {full_date(ends - timedelta(days=1))}"


def last_day_words(ends: date | None) -> str:
    """The last day in a table; a dash where no end is known."""
    return short_date(ends - timedelta(days=1)) if ends else "–"


def last_day_of(ends: date | None) -> str:
    """The last day in a file; empty where no end is known."""
    return (ends - timedelta(days=1)).isoformat() if ends else ""


def show_history(
    lines: Iterable[HistoryLine], *, hidden: frozenset[str] = frozenset(), named: bool = False
) -> tuple[HistoryEntry, ...]:
    """The history of a record; columns in `hidden` are left out, and events that changed nothing else with them.

    Where the record has a history of several people, `named` puts before each event whom it tells of.
    """
    return tuple(entry for line in lines if (entry := _entry(line, hidden, named=named)) is not None)


def _entry(line: HistoryLine, hidden: frozenset[str], *, named: bool) -> HistoryEntry | None:
    changes = tuple(
        Change(label(one.column), one.before, one.after) for one in line.changes if one.column not in hidden
    )
    if line.changes and not changes:
        return None
    at = timezone.localtime(line.at)
    subject = line.person if named and line.person else line.title
    if line.kind == "attendance":  # of a meeting and a member; the page of the meeting asks whose
        subject = line.belongs_to[-1]
    whose = f"{subject}: " if subject else ""
    what = f"{whose}{_KINDS.get(line.kind) or KINDS.get(line.kind, line.kind.capitalize())} {line.action}"
    if line.action == "added":  # nothing stood there before, so what it says now is enough, in a line
        what += ": " + "; ".join(f"{in_a_sentence(one.column)} {one.now}" for one in changes)
        changes = ()
    return HistoryEntry(
        when=f"{full_date(at.date())} at {at:%H:%M}",
        who=line.by,
        what=what,
        changes=changes,
        source=_source(line),
    )


def _source(line: HistoryLine) -> Source | None:
    if not line.file:
        return None
    place = f", {line.table}" if line.table else ""
    return Source(f"{line.file}{place}" + (f", line {line.line}" if line.line else ""))


_KINDS = {
    "agendaitem": "Agenda item",
    "boardaction": "Action",
    "boardmember": "Board member",
    "boardpack": "Board pack",
    "boardpaper": "Paper",
    "accountabilityclaim": "Claim of accountability",
    "assignment": "Post held",
    "communitymember": "Community membership",
    "declaration": "Declaration of interest",
    "executiveshare": "Word to share",
    "designdecision": "Design decision",
    "designvoice": "Part in a design decision",
    "exception": "Exception to the release rule",
    "holding": "Competency held",
    "leadershiprole": "Leadership role",
    "membership": "Team membership",
    "notchosen": "Thing not chosen",
    "objective": "Strategic objective",
    "offer": "Part-time offer",
    "chartmark": "Mark on the chart",
    "listeningtheme": "Theme",
    "ownthreshold": "Threshold",
    "plannedmove": "Move",
    "programmeoutcome": "Outcome",
    "programmereport": "Report",
    "proposal": "Place proposed to somebody",
    "questionowner": "Owner",
    "researchround": "Round of research",
    "lentperson": "Person lent",
    "longleave": "Long leave",
    "roleholder": "Leadership role held",
    "standingright": "Standing right",
    "settlement": "Settled accountability",
    "usergroup": "User group",
}
