"""Who may answer which pulse, and who may open, close and add to one."""

from __future__ import annotations

from datetime import date

from plait.engine.permissions import Action, Role, Scope, Viewer, reaches, scope_of
from plait.engine.pulses import BOARD, STAFF
from plait.store.pulses import PulseLine, sits_on_board


def is_asked(viewer: Viewer, one: PulseLine, today: date) -> bool:
    """Is this viewer one of those the pulse is put to: the board, the team, or anybody employed here?"""
    if not scope_of(viewer, Action.ANSWER_PULSE):
        return False
    if one.kind == STAFF:
        return viewer.employee_number is not None
    if one.kind != BOARD:
        return one.team in viewer.teams
    number = viewer.employee_number
    return Role.BM in viewer.roles or (number is not None and sits_on_board(viewer.trust_id, number, on=today))


def runs(viewer: Viewer, team: str) -> bool:
    """May this viewer open or close a pulse of this team, or of the board and the trust where there is none?"""
    if Scope.TRUST in scope_of(viewer, Action.RUN_PULSES):
        return True
    return bool(team) and reaches(viewer, Action.RUN_PULSES, teams=[team])
