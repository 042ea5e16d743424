"""The page of who may do what says what the program does."""

from __future__ import annotations

from plait.engine.permissions import Action, Role
from tools.permission_page import PAGE, make_page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == make_page(), "Write it again: python -m tools.permission_page"


def test_the_page_names_every_action_and_role_once() -> None:
    page = make_page()
    for action in Action:
        assert page.count(f"| {action.value} |") == 1
    for role in Role:
        assert page.count(f"| {role} | {role.words} |") == 1
