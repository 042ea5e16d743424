"""What the pages of one round and of one group of people show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from plait.engine.permissions import Action, Scope, Viewer, reaches, scope_of
from plait.engine.research import ResearchLog, groups_heard
from plait.engine.research_sheets import KINDS
from plait.store.history import HistoryLine
from plait.store.research import GroupLine, RoundLine
from plait.web.shared.jinja import full_date, plural
from plait.web.shared.origins import show_history, source_words
from plait.web.shared.page import Definition, HistoryEntry, Link


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record of the log: its name, the answer, what it says, its history, the way to change it."""

    name: str
    answer: str
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    ways: tuple[Link, ...] = ()
    quote: str = ""


def round_page(viewer: Viewer, one: RoundLine, history: Iterable[HistoryLine]) -> RecordPage:
    """One round, as everybody in the trust reads it."""
    home = f"/t/{viewer.trust_code}"
    service = f"{home}/services/{one.service_id}/" if one.service_id else ""
    people = f" {one.heard} of them." if one.heard else ""
    return RecordPage(
        name=f"{one.team}, {full_date(one.held_on)}",
        answer=one.learnt,
        about=(
            Definition("Who was heard", f"{one.user_group}.{people}", f"{home}/research/groups/{one.group_id}/"),
            Definition("What was asked", one.asked),
            Definition("What changes", one.changes or "Nothing"),
            Definition("Released with", one.release or "Nothing yet"),
            Definition("Team", one.team, f"{home}/teams/{one.team_id}/"),
            Definition("Service", one.service or "None", service),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history),
        edit=Link("Change this round", f"{home}/research/rounds/{one.id}/edit/") if _may(viewer, one.team) else None,
        quote=one.quote,
    )


def _may(viewer: Viewer, team: str) -> bool:
    return reaches(viewer, Action.RECORD_RELEASE, teams=[team])


def group_page(viewer: Viewer, one: GroupLine, log: ResearchLog, history: Iterable[HistoryLine]) -> RecordPage:
    """One group: how often it was heard, and when last."""
    home = f"/t/{viewer.trust_code}/research/"
    heard = next(each for each in groups_heard(log) if each.group.name == one.name)
    times = plural(heard.rounds, "round")
    may_edit = Scope.TRUST in scope_of(viewer, Action.RECORD_RELEASE)
    return RecordPage(
        name=one.name,
        answer=f"Heard in {times}, last on {full_date(heard.last)}." if heard.last else "Never heard.",
        about=(
            Definition("Kind", KINDS[one.kind]),
            Definition("Seldom heard", "Yes" if one.is_seldom_heard else "No"),
            Definition("Why", one.reason or "Not recorded"),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history),
        edit=Link("Change this group", f"{home}groups/{one.id}/edit/") if may_edit else None,
        ways=(Link("Its rounds", f"{home}?{urlencode({'q': one.name})}"),) if heard.rounds else (),
    )
