"""Who may own a question of the litmus tests, and so explain why it is not met."""

from plait.engine.permissions import Action, Role, Scope, Viewer, may

OWNERS = {
    "Board secretary": Role.SEC,
    "Chair": Role.BM,
    "Chief clinical information officer": Role.CL,
    "Chief digital and information officer": Role.CDIO,
    "Chief executive": Role.EX,
    "Chief nursing information officer": Role.CL,
    "Chief operating officer": Role.EX,
    "Chief people officer": Role.EX,
    "Communications lead": Role.PMO,
    "Finance director": Role.EX,
    "Finance partner": Role.FIN,
    "Lead user researcher": Role.PMO,
    "Medical director": Role.EX,
    "Strategy director": Role.EX,
    "Transformation office": Role.PMO,
}
"""Who may own a question, and the role in which they enter Plait."""


def owns(viewer: Viewer, owner: str) -> bool:
    """Whether a question of this owner is the viewer's to explain."""
    return any(OWNERS[owner] is role and Scope.OWNED in may(role, Action.EXPLAIN) for role in viewer.roles)
