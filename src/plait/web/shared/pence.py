"""Who reads pay to the penny."""

from plait.engine.permissions import Action, Scope, Viewer, scope_of


def sees_pence(viewer: Viewer) -> bool:
    """May the viewer read what any one person costs?"""
    return Scope.TRUST in scope_of(viewer, Action.READ_BAND)
