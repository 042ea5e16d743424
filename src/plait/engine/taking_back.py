"""Whether somebody may take back what a page of theirs wrote: whoever may no longer write it may not unwrite it."""

from dataclasses import dataclass

from plait.engine.permissions import Action, Scope, Viewer, editable_fields, reaches, scope_of

PEOPLE = frozenset(("person", "employment", "assignment"))
"""Kinds of rows that hold the columns of the people sheet."""

WHOSE = "person"
"""The column that says whose an employment is: no column of a sheet."""

REMOVAL = frozenset(("removed_on", "removed_by", "how"))
"""The columns by which a blocker is said to be gone, which executives write."""

_ACTIONS = {
    "department": Action.EDIT_PERSON,  # a form of a person adds a place that is new
    "site": Action.EDIT_PERSON,
    "trust": Action.SET_TEAM_SIZES,
    "team": Action.CREATE_TEAM,
    "membership": Action.CREATE_TEAM,
    "lentplace": Action.ACCEPT_TEAMS,
    "proposal": Action.ACCEPT_TEAMS,  # an acceptance settles proposals, and taking it back opens them again
    "release": Action.RECORD_RELEASE,
    **dict.fromkeys(
        ("researchround", "assumption", "usergroup", "designdecision", "designvoice", "blocker"), Action.RECORD_RELEASE
    ),
    "dependency": Action.EDIT_DEPENDENCIES,
    "service": Action.EDIT_SERVICES,
    "need": Action.EDIT_SERVICES,
    "competency": Action.EDIT_SERVICES,
    "community": Action.EDIT_COMMUNITIES,
    "communitymember": Action.EDIT_COMMUNITIES,
    "offer": Action.EDIT_COMMUNITIES,
    "leadershiprole": Action.EDIT_LEADERSHIP,
    "roleholder": Action.EDIT_LEADERSHIP,
    "deputy": Action.EDIT_LEADERSHIP,
    "declaration": Action.EDIT_DECLARATIONS,
    "longleave": Action.EDIT_LEAVE,
    "territory": Action.EDIT_LEADERSHIP,
    "accountabilityclaim": Action.EDIT_LEADERSHIP,
    "settlement": Action.SETTLE,
    "champion": Action.EDIT_CHAMPIONS,
    "educationsession": Action.EDIT_LEARNING,
    "educationtarget": Action.EDIT_LEARNING,
    "directorcontact": Action.EDIT_CONTACTS,
    "boardlearning": Action.EDIT_BOARD,
    "clinicalarea": Action.EDIT_AREAS,
    "clinicalvisit": Action.LOG_VISITS,
    "lentperson": Action.EDIT_LENDING,
    "borrowing": Action.EDIT_LENDING,
    "executiveshare": Action.SHARE_EXECUTIVES,
    "outcome": Action.EDIT_OUTCOMES,
    "observation": Action.EDIT_OUTCOMES,
    "chartmark": Action.EDIT_OUTCOMES,
    "placefigure": Action.EDIT_OUTCOMES,
    **dict.fromkeys(
        ("programme", "milestone", "programmereport", "programmeoutcome", "changewindow"), Action.EDIT_PROGRAMMES
    ),
    **dict.fromkeys(("listeningtheme", "remark"), Action.LISTEN),
    "meeting": Action.EDIT_BOARD,
    "agendaitem": Action.EDIT_BOARD,
    "decision": Action.EDIT_BOARD,
    "standingright": Action.EDIT_BOARD,
    **dict.fromkeys(
        ("boardmember", "attendance", "boardpaper", "challenge", "boardaction", "sponsorship"), Action.EDIT_BOARD
    ),
    **dict.fromkeys(("notchosen", "objective"), Action.EDIT_BOARD),
    "ownthreshold": Action.SET_THRESHOLDS,
    "plannedmove": Action.CHOOSE_MOVES,
    "questionowner": Action.PUBLISH_EXPLANATIONS,
}
"""What it takes to write rows of each kind by page; a kind that is not here is not taken back this way."""


@dataclass(frozen=True, slots=True)
class Written:
    """One row that a page wrote: in which columns, and of which team or community; `is_whole` where it came or went."""

    kind: str
    columns: frozenset[str] = frozenset()
    is_whole: bool = False
    team: str = ""
    community: str = ""


def may_take_back(viewer: Viewer, row: Written) -> bool:
    """Might this viewer write this very row by page today?"""
    if row.kind in PEOPLE:
        needed = Action.JOIN_POSTS if WHOSE in row.columns else Action.EDIT_PERSON
        return bool(scope_of(viewer, needed)) and row.columns - {WHOSE} <= editable_fields(viewer)
    action = _ACTIONS.get(row.kind)
    if action is None:
        return False
    if row.kind == "team" and not row.is_whole and row.columns <= {"purpose"}:
        action = Action.EDIT_TEAM
    if row.kind == "offer":
        return _may_take_back_offer(viewer, row)
    if row.kind == "blocker" and not row.is_whole and row.columns <= REMOVAL:
        action = Action.REMOVE_BLOCKER
    if row.kind == "community" and row.is_whole:
        return Scope.TRUST in scope_of(viewer, action)
    if action in {Action.SETTLE, Action.LOG_VISITS}:  # a page let them write it, so it was on whom they may
        return bool(scope_of(viewer, action))
    return reaches(viewer, action, teams=[row.team], communities=[row.community])


def _may_take_back_offer(viewer: Viewer, row: Written) -> bool:
    """Who says what a community or a team offers; and who changes teams, as an acceptance gives them a part of it."""
    by_giver = (
        reaches(viewer, Action.EDIT_COMMUNITIES, communities=[row.community])
        if row.community
        else reaches(viewer, Action.EDIT_TEAM, teams=[row.team])
    )
    return by_giver or bool(scope_of(viewer, Action.CREATE_TEAM))
