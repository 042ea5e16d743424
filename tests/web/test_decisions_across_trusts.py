"""A decision that benefits one trust at the other's cost: the prompt where an executive of both had a part in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from plait.store.conflicts import list_conflicts
from plait.store.models import Decision, Meeting, Trust, User
from plait.store.scope import scoped
from plait.store.writing import Act
from tests.books import book, imported
from tests.conftest import UserWithRole
from tests.lent import day
from tests.registers import form_of, read
from tests.shared import DECLARED, employment_of, join, leading, say

pytestmark = pytest.mark.django_db
PART = "led it or advised on it."


@pytest.fixture
def one(trust: Trust, other_trust: Trust, user_with_role: UserWithRole) -> Act:
    """PLA, whose shared executive has declared nothing, and whose board met ten days ago."""
    act = leading(trust, user_with_role, meetings=f"Board|Board|{day(-10):%d/%m/%Y}|09:30|12:30|Published")
    join(act, leading(other_trust, user_with_role, meetings=f"Board|Board|{day(9):%d/%m/%Y}|||Draft"))
    return act


def decide(act: Act, leads: str = "CDIO", *, benefits: str = "", costs: str = "", aside: str = "") -> None:
    rows = f"Board|Share the desk|No|{leads}|{benefits}|{costs}|{aside}"
    heads = "Meeting|Decision|Technology decision|Led by|In favour of|At the cost of|Stood aside"
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        imported(act, book(board_decisions=f"{heads}\n{rows}"))


def asked(act: Act, *, drafts: bool = True) -> list[tuple[str, ...]]:
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        return [line.asked for line in list_conflicts(act.trust_id, on=day(0), drafts=drafts)]


def test_it_asks_for_the_declaration_and_who_stood_aside(one: Act) -> None:
    say(one, "PLB")
    decide(one, benefits="plb")
    assert asked(one) == [("a declaration of interest", "who stood aside")]
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        imported(one, book(declarations_of_interest=DECLARED.format(number="2000", other="PLB")))
    assert asked(one) == [("who stood aside",)]
    decide(one, benefits="PLB", aside="CDIO")
    assert asked(one) == [()]


def test_a_code_is_shown_as_the_name_of_the_trust(one: Act, other_trust: Trust) -> None:
    say(one, "PLB")
    decide(one, benefits="plb", costs="Somebody else")
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        [line] = list_conflicts(one.trust_id, on=day(0), drafts=True)
    assert (line.benefits, line.costs) == (other_trust.name, "Somebody else")


@pytest.mark.parametrize(
    ("leads", "marked"),
    [("CDIO", {}), ("CDIO", {"costs": "Somebody else"}), ("Medical director", {"costs": "PLB"})],
    ids=["not marked", "another organisation", "no part"],
)
def test_it_asks_for_nothing_else(one: Act, leads: str, marked: dict[str, str]) -> None:
    say(one, "PLB")
    decide(one, leads, **marked)
    assert asked(one) == []


def test_drafts_are_for_those_who_read_them_and_nobody_is_shared_by_chance(one: Act) -> None:
    decide(one, costs="PLB")
    assert asked(one) == [], "nobody says that the trusts share an executive"
    say(one, "PLB")
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        Meeting.objects.update(status="draft")
    assert (len(asked(one)), asked(one, drafts=False)) == (1, [])


def test_the_prompt_shows_when_it_is_saved_and_on_both_pages(
    one: Act, trust: Trust, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client]
) -> None:
    say(one, "PLB")
    decide(one)
    with scoped(user_id=one.by, trust_ids=[one.trust_id]):
        number, meeting = Decision.objects.get().pk, Meeting.objects.get().pk
    browser = signed_in_as(user_with_role("SEC", trust))
    here = f"/t/PLA/board/decisions/{number}/edit/"
    saved = browser.post(here, {**form_of(browser, here), "benefits": "PLB"}, follow=True).content.decode()
    assert saved.count(PART) == 2, "in the word on what was saved, and beside the decisions"
    assert "Ask for a declaration of interest and who stood aside." in saved
    assert PART in read(browser, f"/t/PLA/executives/{employment_of(one)}/")
    decide(one, benefits="PLB", aside="CDIO")
    assert "Ask for a declaration of interest." in read(browser, f"/t/PLA/board/{meeting}/")
    member = signed_in_as(user_with_role("ME", trust))
    assert PART not in read(member, f"/t/PLA/board/{meeting}/")
