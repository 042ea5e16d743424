"""Whoever lacks a right is told who can give it: for every role, every right, with and without an office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plait.engine.asking import ADMINISTRATOR, NARROWER, OFFICE, UNKNOWN, whom_to_ask
from plait.engine.permissions import Action, Role, Scope, Viewer, may

GIVERS = ("administrator", "board secretary", "transformation office", "Whoever edits a team", "Somebody else")
"""Who gives rights: the administrator roles, others offices, papers, questions, communities and teams."""


BUILDERS = f" It takes the role of chief digital information officer or transformation office. {ADMINISTRATOR}"


def viewer(*roles: Role) -> Viewer:
    return Viewer(1, "Sam", 1, "PLA", "Plait", is_invented=True, roles=frozenset(roles))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPS])
def test_every_right_names_whoever_can_give_it(role: Role) -> None:
    for action in Action:
        if Scope.TRUST in may(role, action):
            continue  # nobody who has it for the whole trust is refused it
        said = whom_to_ask(viewer(role), action)
        assert any(giver in said for giver in GIVERS) or "yourself alone" in said, action
        others = [one for one in Role if one is not role and Scope.TRUST in may(one, action)]
        assert said is OFFICE or all(one.words in said for one in others), action


@pytest.mark.parametrize(
    ("roles", "action", "said"),
    [
        ((Role.BM,), Action.KEEP_APPOINTMENTS, OFFICE),
        ((Role.ME,), Action.KEEP_APPOINTMENTS, OFFICE),
        ((Role.ME,), Action.EDIT_BOARD, f"It takes the role of board secretary. {ADMINISTRATOR}"),
        (
            (Role.BM,),
            Action.EDIT_LENDING,
            f"It takes the role of chief digital information officer or trust administrator. {ADMINISTRATOR}",
        ),
        (
            (Role.TL,),
            Action.EDIT_DEPENDENCIES,
            NARROWER[Scope.TEAMS] + BUILDERS,
        ),
        ((Role.ADM,), Action.MANAGE_ACCESS, UNKNOWN),
    ],
)
def test_it_says_so_in_sentences(roles: tuple[Role, ...], action: Action, said: str) -> None:
    assert whom_to_ask(viewer(*roles), action) == said
    assert whom_to_ask(replace(viewer(*roles), offices=frozenset(("chair",))), action) == said
