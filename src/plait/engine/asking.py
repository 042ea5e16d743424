"""Whom to ask for a right somebody lacks: whoever names the office, the team, the community or the role behind it."""

from collections.abc import Iterable, Mapping

from plait.engine.permissions import Action, Role, Scope, Viewer, may, widest

ADMINISTRATOR = "Your trust’s administrator can change your role."
UNKNOWN = f"The page is there, but not for your role in this trust. {ADMINISTRATOR}"
OFFICE = (
    "It is for whoever is named chair or chief executive, and not about themselves. The board secretary names who that "
    "is."
)
NARROWER: Mapping[Scope, str] = {
    Scope.TEAMS: "Your role does this for the teams you are in. Whoever edits a team adds people to it.",
    Scope.COMMUNITIES: (
        "Your role does this for the communities of practice you lead. The transformation office records who leads one."
    ),
    Scope.OWNED: "Your role does this for the questions it owns. The board secretary says which role owns a question.",
    Scope.NAMED: "Your role reads what it is named on. The board secretary says who is named on a paper.",
    Scope.OTHERS: "Your role does this for others, and not where it is about you. Somebody else has to do it.",
    Scope.REPORTS: (
        "It is for line managers, of those who report to them. The transformation office or your trust’s "
        "administrator records who reports to whom."
    ),
    Scope.SELF: "Your role does this for yourself alone, so nobody can open it to you for somebody else.",
    Scope.AGGREGATES: "Your role reads numbers here, and no names.",
    Scope.ROLES: "Your role reads offices here, and no names.",
    Scope.SHEETS: "Your role brings some sheets only.",
    Scope.SECURITY: "Your role reads here only what concerns sign-in and access.",
}
"""What to say to somebody whose role reaches something with a right, but not this; who can change that first."""


def whom_to_ask(viewer: Viewer, action: Action) -> str:
    """Why the viewer may not, and who can give the right to them, in a few sentences."""
    reach = widest(viewer.roles, action)
    if Scope.OFFICE in reach or _of_an_office_alone(action):
        return OFFICE
    for scope, words in NARROWER.items():
        if scope in reach:
            return f"{words} {_roles_that(action, viewer.roles)}".rstrip()
    return _roles_that(action, viewer.roles) or UNKNOWN


def _of_an_office_alone(action: Action) -> bool:
    return {may(role, action) for role in Role} <= {Scope.NOTHING, Scope.OFFICE}


def _roles_that(action: Action, own: Iterable[Role]) -> str:
    """The other roles with this right for the whole trust, or else for a part of it, and who gives roles."""
    others = [role for role in Role if role not in set(own)]
    whole = [role for role in others if Scope.TRUST in may(role, action)]
    able = whole or [role for role in others if may(role, action)]
    if not able:
        return ""
    names = [role.words for role in able]
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    return f"It takes the role of {said}. {ADMINISTRATOR}"
