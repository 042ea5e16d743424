"""Wishes by page: set, removed and sent with the form; granted on the page of the run, or the conflict and ways out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import unescape

import pytest
from django.utils import timezone

from plait.engine.assembly.asks import Policy, first_window
from plait.engine.assembly.conflict import Conflict
from plait.engine.assembly.planning import CannotBeHad, plan_teams
from plait.engine.assembly.wish_sheet import cells_of
from plait.engine.assembly.wishes import Lead, Must, Size, Weight, Wish, Without
from plait.files.conflicts import conflict_of_plain, plain_conflict
from plait.files.plans import plain_plan, plain_wishes, wishes_of
from plait.store import assembly as store
from plait.store.models import AssemblyRun, Service
from plait.store.snapshot import load_trust
from tests.registers import Site, read
from tests.web.test_assembly_pages import HOME, needy

__all__ = ["needy"]
pytestmark = pytest.mark.django_db
SERVICE = "Flow board"
KEPT = (Lead(SERVICE, "1001"), Must(SERVICE, "1003", 2), Without("1002"), Without("1000", SERVICE),
        Weight(SERVICE, "Bed flow", 0), Size(SERVICE, 3, 4))  # fmt: skip


def cells(*wishes: Wish) -> list[str]:
    return [json.dumps(cells_of(one)) for one in wishes]


def send(site: Site, posted: dict[str, object], *wishes: Wish) -> tuple[int, str]:
    flow = str(site.id_of(Service, name=SERVICE))
    usual = {"service": [flow], "starts": first_window(timezone.localdate()).starts.isoformat(), "months": "6"}
    answer = site.browser("CDIO").post(f"{HOME}new/", {**usual, "wish": cells(*wishes), **posted}, follow=True)
    return answer.status_code, unescape(answer.content.decode())


def told(site: Site, wishes: Sequence[Wish], conflict: Conflict | None = None) -> int:
    """A run with these wishes, as a worker leaves it."""
    site.see()
    today = timezone.localdate()
    asked = store.Wish([SERVICE], first_window(today).starts, 6, wishes=plain_wishes(wishes))
    run_id = store.add_run(site.act, asked)
    if conflict is not None:
        store.fail_run(site.trust.pk, run_id, "No plan keeps every wish.", conflict=plain_conflict(conflict))
        return run_id
    plan = plan_teams(load_trust("PLA", on=today), [SERVICE], first_window(today), Policy(tuple(wishes)))
    store.keep_plan(site.trust.pk, run_id, plain_plan(plan), revision=0)
    return run_id


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"place-person": "Bo Price", "place-kind": "Lead", "place-service": SERVICE}, "Bo Price leads Flow board"),
        ({"place-person": "1003", "place-kind": "In", "place-service": SERVICE, "place-wte": "0.4"},
         "is in Flow board for 0.4 WTE"),
        ({"place-person": "1001", "place-kind": "Out", "place-service": ""}, "Do without Bo Price in every team"),
        ({"need-service": SERVICE, "need-competency": "Bed flow", "need-priority": "Left out"},
         "Bed flow is left out in Flow board"),
        ({"size-service": SERVICE, "size-least": "3", "size-most": "4"}, "Flow board has 3 to 4 people"),
        ({"size-service": SERVICE, "size-most": "4"}, "Flow board has at most 4 people"),
        ({"pair-person": "Bo Price", "pair-other": "1003", "pair-kind": "Apart"}, "are in no team together"),
        ({"budget-service": SERVICE, "budget-pounds": "£60,000"}, "Flow board costs £60,000 at most"),
    ],
)  # fmt: skip
def test_a_wish_is_added_in_plain_words_and_can_be_removed(needy: Site, fields: dict[str, object], words: str) -> None:
    status, page = send(needy, {**fields, "do": "add"})
    assert status == 200
    assert f"{words} <input" in page
    assert not AssemblyRun.objects.exists()


def test_a_removed_wish_is_gone_and_the_others_stay(needy: Site) -> None:
    first, second = KEPT[:2]
    status, page = send(needy, {"remove": cells(first)[0]}, first, second)
    assert status == 200
    assert "Bo Price leads Flow board" not in page
    assert "is in Flow board for 0.2 WTE <input" in page


def test_wishes_go_with_the_run_and_so_does_one_that_was_typed_and_not_added(needy: Site) -> None:
    send(needy, {"size-service": SERVICE, "size-least": "3", "size-most": "4"}, *KEPT[:-1])
    needy.see()
    run = AssemblyRun.objects.get()
    assert wishes_of(run.wishes) == KEPT
    page = unescape(read(needy.browser("PMO"), f"{HOME}new/?from={run.id}"))
    assert page.count('name="wish"') == len(KEPT)
    assert "3 to 4 people <input" in page
    assert 'name="wish"' not in read(needy.browser("PMO"), f"{HOME}new/?from=999999")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"place-person": "Zoe Nobody", "place-kind": "In", "place-service": SERVICE}, "called “Zoe Nobody”"),
        ({"place-person": "o", "place-kind": "In", "place-service": SERVICE}, "Choose from the list"),
        ({"pair-person": "1001", "pair-other": "o", "pair-kind": "Apart"}, 'id="pair-other" name="pair-other"><option'),
        ({"pair-person": "1001", "pair-kind": "Apart"}, "Other person: name one, like 1002"),
        ({"place-person": "1001", "place-kind": "In", "place-service": ""}, "Service: name one, like"),
        ({"place-wte": "0.25", "place-kind": "In", "place-service": SERVICE}, "WTE: No whole tenth of WTE"),
        ({"size-least": "few", "size-service": SERVICE}, "At least: Not a number. Write digits"),
        ({"size-least": "5", "size-most": "4", "size-service": SERVICE},
         "5 people at least is more than 4 at most. Write the smaller number first"),
        ({"pair-person": "1001", "pair-other": "Bo Price", "pair-kind": "Together"},
         "Both are the same person. Name two"),
        ({"budget-service": SERVICE, "budget-pounds": "much"}, "Pounds: No amount of money. Write pounds, like 60,000"),
        ({"budget-pounds": "-3", "budget-service": SERVICE}, "Pounds: No amount of money. Write pounds, like 60,000"),
        ({"wish": ["nonsense", "[1]", '{"kind": 1}', '{"kind": "In"}']}, "in a form Plait does not read"),
        ({"place-person": "1001", "place-kind": "In", "place-service": "Access"}, "A wish is about Access. Tick it"),
        ({"wish": cells(Lead(SERVICE, "1001"), Without("1001"))}, "Bo Price is to lead Flow board and to be done with"),
        ({"wish": cells(*(Without(str(n)) for n in range(200))), "size-service": SERVICE, "size-least": "3",
          "size-most": "4"}, "200 wishes are the most a plan can follow. Remove one first"),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_is_said_and_nothing_is_asked(needy: Site, fields: dict[str, object], words: str) -> None:
    status, page = send(needy, fields)
    assert status == 422
    assert words in page
    needy.see()
    assert not AssemblyRun.objects.exists()


def test_more_wishes_than_a_plan_follows_are_answered_at_once_and_nothing_is_asked(needy: Site) -> None:
    several = [Must(SERVICE, str(number)) for number in range(1_500)]
    status, page = send(needy, {}, *several)
    assert status == 422
    assert "1,500 wishes were sent, and 200 are the most a plan can follow." in page
    assert page.count('name="wish"') == 200
    flood = [Must(SERVICE, str(number)) for number in range(10_000)]
    status, page = send(needy, {}, *flood)
    assert status == 400
    assert "more than one form may" in page
    needy.see()
    assert not AssemblyRun.objects.exists()


def test_a_plan_says_which_wishes_it_grants(needy: Site) -> None:
    wishes = (Without("1002"), Weight(SERVICE, "Bed flow", 0))
    page = read(needy.browser("PMO"), f"{HOME}{told(needy, wishes)}/")
    assert "Bed flow is left out in Flow board" in page
    assert page.count("Granted") == len(wishes)


def test_the_size_of_a_team_that_is_not_proposed_is_not_called_granted(needy: Site) -> None:
    page = read(needy.browser("PMO"), f"{HOME}{told(needy, (Size(SERVICE, 8, 9),))}/")
    assert "Flow board has 8 to 9 people" in page
    assert "No team is proposed" in page
    assert "Granted" not in page


def test_a_conflict_stands_on_the_page_with_ways_out_to_press(needy: Site) -> None:
    wishes = (Size(SERVICE, 4, 4), Must(SERVICE, "1001"), Without("1003"))
    conflict = Conflict(wishes[:2], "", wishes[1:2], ((wishes[0], Size(SERVICE, 3, 4)),))
    run_id, browser = told(needy, wishes, conflict), needy.browser("CDIO")
    page = read(browser, f"{HOME}{run_id}/")
    assert "These 2 wishes cannot be had together: “Flow board has 4 people”; “Bo Price is in Flow board”." in page
    assert "Drop “Bo Price is in Flow board”, and assemble" in page
    assert (page.count("In conflict"), page.count("Possible without the conflict")) == (2, 1)
    browser.post(f"{HOME}{run_id}/solve/", {"way": "0"})
    browser.post(f"{HOME}{run_id}/solve/", {"way": "1"})
    needy.see()
    dropped, changed = AssemblyRun.objects.filter(id__gt=run_id).order_by("id")
    assert wishes_of(dropped.wishes) == (wishes[0], wishes[2])
    assert wishes_of(changed.wishes) == (Size(SERVICE, 3, 4), *wishes[1:])
    nothing = browser.post(f"{HOME}{run_id}/solve/", {"way": "9"}, follow=True)
    assert "Choose one of the ways out. Nothing was asked." in nothing.content.decode()
    unconflicted = told(needy, (Size(SERVICE, 3, 4),))
    assert "Choose one of the ways" in browser.post(f"{HOME}{unconflicted}/solve/", follow=True).content.decode()
    assert browser.post(f"{HOME}999999/solve/", {"way": "0"}).status_code == 404


def test_wishes_that_make_no_sense_are_told_with_what_to_do(needy: Site) -> None:
    needy.see()
    trust = load_trust("PLA", on=timezone.localdate())
    wish = Weight(SERVICE, "User research", 9), Must(SERVICE, "gone")
    with pytest.raises(CannotBeHad) as refused:
        plan_teams(trust, [SERVICE], first_window(timezone.localdate()), Policy(wish))
    assert conflict_of_plain(plain_conflict(refused.value.conflict)) == refused.value.conflict
    run_id = told(needy, wish, refused.value.conflict)
    page = read(needy.browser("CDIO"), f"{HOME}{run_id}/")
    assert "Nobody with employee number gone is employed here" in page
    assert page.count("Not tried") == 2
    assert f"new/?from={run_id}" in page


def test_only_who_may_assemble_solves_a_conflict(needy: Site) -> None:
    run_id = told(needy, (Size(SERVICE, 3, 4),))
    assert needy.browser("BM").post(f"{HOME}{run_id}/solve/", {"way": "0"}).status_code == 403


def test_what_counts_beside_coverage_is_kept_with_the_run_and_opened_again(needy: Site) -> None:
    status, _ = send(needy, {"weigh-departments": "a lot", "weigh-seconds": "as usual", "weigh-thousands": "luck"})
    needy.see()
    made = AssemblyRun.objects.latest("id")
    assert (status, made.weights) == (200, {"departments": "a lot"})
    page = read(needy.browser("CDIO"), f"{HOME}new/?from={made.id}")
    assert '<option value="a lot" selected>A lot: 0.08 of a need' in page
    assert "Keep teams together" not in page
