"""The tables on the page of one team: members over time, releases, dependencies."""

from __future__ import annotations

from datetime import date

from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.teams import DependencyLine, Member, TeamDetail
from plait.web.shared.jinja import short_date, wte
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import last_day_words, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage

WORDS = {value: word for word, value in VIEWPOINT_CHOICES.items()}


def member_table(viewer: Viewer, team: TeamDetail, readable: frozenset[int], today: date) -> TablePage:
    """Everybody who was ever in the team: what the chart draws, in words."""
    with_time = any(one.employment_id in readable for one in team.members)
    heads = ["Person", "Viewpoint", "From", "Last day", *(["WTE"] if with_time else []), "Source"]
    heads += ["Change"] if scope_of(viewer, Action.CREATE_TEAM) else []
    rows = tuple(
        _member_row(viewer, one, is_readable=one.employment_id in readable, with_time=with_time, today=today)
        for one in team.members
    )
    columns = tuple(ColumnHead(text, number=text == "WTE") for text in heads)
    return TablePage("Members over time", columns, rows, EmptyState("Nobody has been in this team."))


def _member_row(viewer: Viewer, one: Member, *, is_readable: bool, with_time: bool, today: date) -> Row:
    left = one.ends is not None and one.ends <= today
    home = f"/t/{viewer.trust_code}"
    change = Cell(f"Change {one.name}", href=f"{home}/teams/members/{one.id}/edit/")
    cells = [
        Cell(one.name, href=f"{home}/people/{one.employment_id}/", note=one.part or one.job_title),
        Cell(WORDS.get(one.viewpoint, one.viewpoint), note=one.reason),
        Cell(short_date(one.starts)),
        Cell(last_day_words(one.ends), note="Ended" if left else ""),
        *([Cell(wte(one.wte) if is_readable else "–")] if with_time else []),
        Cell(source_words(one.origin), look="source"),
        *([change] if scope_of(viewer, Action.CREATE_TEAM) else []),
    ]
    return Row(tuple(cells))


def release_table(viewer: Viewer, team: TeamDetail, *, may_edit: bool) -> TablePage:
    """What the team put in front of people, the latest first; who accepted it, for those who read names."""
    home, named = f"/t/{viewer.trust_code}/teams/releases", reads_names(viewer)
    heads = ["Release", "Released on", "Visible to users", *(["Accepted by"] if named else []), "Source"]
    heads += ["Change", "Remove"] if may_edit else []
    rows = tuple(
        Row(
            (
                Cell(one.name),
                Cell(short_date(one.released_on)),
                Cell("Yes" if one.visible else "No"),
                *((Cell(one.accepted_by or "–"),) if named else ()),
                Cell(source_words(one.origin), look="source"),
                *((Cell(f"Change {one.name}", href=f"{home}/{one.id}/edit/"),) if may_edit else ()),
                *((Cell(f"Remove {one.name}", href=f"{home}/{one.id}/remove/"),) if may_edit else ()),
            ),
            id=f"release-{one.id}",
        )
        for one in team.releases
    )
    empty = EmptyState("No release is recorded. Without one nobody can tell whether this team is ready for another.")
    return TablePage("Releases", tuple(ColumnHead(text) for text in heads), rows, empty, caption_hidden=True)


def dependency_table(viewer: Viewer, lines: tuple[DependencyLine, ...], caption: str, *, may_edit: bool) -> TablePage:
    """What one team waits for from others, or others from it."""
    home = f"/t/{viewer.trust_code}/teams"
    heads = ["Team", "What for", "Hard", "Since", "Source", *(["Change"] if may_edit else [])]
    rows = tuple(
        Row(
            (
                Cell(one.team, href=f"{home}/{one.team_id}/"),
                Cell(one.what),
                Cell("Yes, work stops" if one.hard else "No"),
                Cell(short_date(one.starts)),
                Cell(source_words(one.origin), look="source"),
                *((Cell(f"Change {one.what}", href=f"{home}/dependencies/{one.id}/edit/"),) if may_edit else ()),
            ),
            id=f"dependency-{one.id}",
        )
        for one in lines
    )
    return TablePage(caption, tuple(ColumnHead(text) for text in heads), rows, EmptyState(f"{caption}: nothing."))
