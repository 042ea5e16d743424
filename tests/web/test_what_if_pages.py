"""Changing one thing of a plan by page: the forms, what each wishes, and what is said of a form that does not."""

from __future__ import annotations

import pytest

from plait.store.models import AssemblyRun
from tests.registers import Site, read
from tests.web import test_assembly_pages as pages

pytestmark = pytest.mark.django_db
needy = pages.needy


def sent(site: Site, run_id: int, **form: str) -> AssemblyRun:
    """The run that a sent form asks for."""
    answer = site.browser("PMO").post(f"{pages.HOME}{run_id}/change/", form)
    site.see()
    made = AssemblyRun.objects.latest("id")
    assert answer["Location"] == f"{pages.HOME}{made.id}/"
    assert (made.changes_id, made.status) == (run_id, "working")
    return made


@pytest.mark.parametrize(
    ("form", "wishes"),
    [
        (
            {"what": "join", "who": "Ed Mole", "service": "0"},
            [{"kind": "must", "service": "Flow board", "person": "1004", "tenths": None}],
        ),
        (
            {"what": "join", "who": "1004", "instead": "0-1001"},
            [
                {"kind": "without", "service": "Flow board", "person": "1001"},
                {"kind": "must", "service": "Flow board", "person": "1004", "tenths": None},
            ],
        ),
        (
            {"what": "leave", "place": "0-1001"},
            [{"kind": "without", "service": "Flow board", "person": "1001"}],
        ),
        (
            {"what": "need", "need": "0-1", "priority": "9"},
            [{"kind": "weight", "service": "Flow board", "competency": "User research", "priority": 9}],
        ),
        (
            {"what": "size", "service": "0", "least": "3", "most": "4"},
            [{"kind": "size", "service": "Flow board", "least": 3, "most": 4}],
        ),
        (
            {"what": "size", "service": "0", "least": "", "most": "4"},
            [{"kind": "size", "service": "Flow board", "least": None, "most": 4}],
        ),
        (
            {"what": "pair", "person": "Ed Mole", "other": "1001", "kind": "Together"},
            [{"kind": "together", "person": "1001", "other": "1004"}],
        ),
        (
            {"what": "budget", "service": "0", "pounds": "60,000"},
            [{"kind": "budget", "service": "Flow board", "pence": 6_000_000}],
        ),
    ],
)
def test_one_change_is_asked_for_beside_the_plan(
    needy: Site, form: dict[str, str], wishes: list[dict[str, object]]
) -> None:
    assert sent(needy, pages.proposed(needy), **form).wishes == wishes


def test_changes_add_up_and_who_must_join_is_no_longer_left_out(needy: Site) -> None:
    run_id = pages.proposed(needy)
    needy.see()
    before = [{"kind": "without", "service": "Flow board", "person": "1004"}]
    AssemblyRun.objects.filter(id=run_id).update(wishes=before, left_out=["1004", "1005"])
    page = read(needy.browser("PMO"), f"{pages.HOME}{run_id}/")
    assert "Do without 1004 in Flow board" in page or "Do without Ed Mole in Flow board" in page
    made = sent(needy, run_id, what="size", service="0", least="3", most="4")
    assert [one["kind"] for one in made.wishes] == ["without", "size"]
    made = sent(needy, run_id, what="join", who="1004", service="0")
    assert ([one["kind"] for one in made.wishes], made.left_out) == (["must"], ["1005"])


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Choose what to change"),
        ({"what": "join", "who": " ", "service": "0"}, "Write whom the team needs, by name or employee number."),
        ({"what": "join", "who": "Zoe Nobody", "service": "0"}, "Nobody in the record is called “Zoe Nobody”."),
        ({"what": "join", "who": "o", "service": "0"}, "people match “o”. Choose from the list."),
        ({"what": "join", "who": "1004", "service": "7"}, "Choose the service."),
        ({"what": "leave", "place": "0-99"}, "Choose who is not to be in the team."),
        ({"what": "need", "need": "0-9", "priority": "9"}, "Choose the need and what it is to count as."),
        ({"what": "need", "need": "0-1", "priority": "7"}, "Choose the need and what it is to count as."),
        ({"what": "need", "need": "0-1", "priority": "3"}, "User research counts as Should in Flow board already."),
        ({"what": "pair", "person": "1001", "kind": "Apart"}, "Write both people, by name or employee number."),
        ({"what": "pair", "person": "1001", "other": "o"}, "people match “o”. Choose from the list."),
        ({"what": "pair", "person": "1001", "other": "1004"}, "Choose whether they are to be together or apart."),
        (
            {"what": "pair", "person": "1001", "other": "1001", "kind": "Apart"},
            "Both are the same person. Name two.",
        ),
        ({"what": "budget", "service": "9", "pounds": "60,000"}, "Choose the service."),
        ({"what": "budget", "service": "0", "pounds": "much"}, "Write pounds, like 60,000."),
        ({"what": "budget", "service": "0", "pounds": "0"}, "Write pounds, like 60,000."),
        ({"what": "size", "service": "9", "least": "3", "most": "4"}, "Choose the service."),
        (
            {"what": "size", "service": "0", "least": "5", "most": "4"},
            "5 people at least is more than 4 at most. Write the smaller number first.",
        ),
        ({"what": "size", "service": "0", "least": "", "most": ""}, "Write how many people at least, at most or both"),
        (
            {"what": "size", "service": "0", "least": "few", "most": "4"},
            "Write how many people at least, at most or both",
        ),
    ],
)
def test_what_a_form_lacks_is_said_and_nothing_is_asked(needy: Site, form: dict[str, str], words: str) -> None:
    run_id = pages.proposed(needy)
    answer = needy.browser("PMO").post(f"{pages.HOME}{run_id}/change/", form)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    needy.see()
    assert AssemblyRun.objects.count() == 1


def test_a_fault_stands_at_the_head_of_the_page_and_leads_to_its_field(needy: Site) -> None:
    run_id = pages.proposed(needy)
    for form, field in (
        ({"what": "size", "service": "0", "least": "5", "most": "4"}, "least"),
        ({"what": "pair", "person": "1001", "other": "Zoe"}, "other"),
        ({"what": "luck"}, "who"),
        ({"what": "weights"}, "weigh-kept"),
    ):
        page = needy.browser("PMO").post(f"{pages.HOME}{run_id}/change/", form).content.decode()
        assert "There is a problem" in page
        assert "<title>Error: " in " ".join(page.split()).replace("<title> ", "<title>")
        assert (f'href="#{field}"' in page, f'id="{field}"' in page) == (True, True), field


def test_the_forms_offer_what_the_plan_holds(needy: Site) -> None:
    run_id = pages.proposed(needy)
    assert "Change one thing" in read(needy.browser("PMO"), f"{pages.HOME}{run_id}/")
    page = read(needy.browser("PMO"), f"{pages.HOME}{run_id}/change/")
    assert "Flow board: Bo Price" in page
    assert "Flow board: User research, now Should" in page
    assert needy.browser("PMO").get(f"{pages.HOME}{run_id + 9}/change/").status_code == 404
    assert needy.browser("FIN").get(f"{pages.HOME}{run_id}/change/").status_code == 403


def test_plans_are_offered_to_compare_with(needy: Site) -> None:
    first, second = pages.proposed(needy), pages.proposed(needy)
    page = read(needy.browser("PMO"), f"{pages.HOME}{second}/?beside={first}")
    assert f'<option value="{first}" selected>Run {first}: ' in page
    assert f'Beside <a href="../{first}/">Run {first}</a>: the people are the same' in page


def test_who_only_reads_plans_reads_how_they_differ_without_names(needy: Site) -> None:
    first, second = pages.proposed(needy), pages.proposed(needy, wanted="Expert")
    page = read(needy.browser("FIN"), f"{pages.HOME}{second}/?beside={first}")
    assert f'Beside <a href="../{first}/">Run {first}</a>: ' in page
    assert "No longer joins" not in page
    assert 'id="change"' not in page


GRADES = {"weigh-kept": "a lot", "weigh-departments": "as usual", "weigh-seconds": "a little"}


def test_other_weights_are_asked_for_beside_the_plan_and_carried_on(needy: Site) -> None:
    run_id = pages.proposed(needy)
    form = {"what": "weights", **GRADES, "weigh-thousands": "not at all"}
    made = sent(needy, run_id, **form)
    weights = {"kept": "a lot", "departments": "as usual", "seconds": "a little", "thousands": "not at all"}
    assert made.weights == weights
    AssemblyRun.objects.filter(id=run_id).update(weights=weights)
    assert sent(needy, run_id, what="size", service="0", least="3", most="4").weights == weights
    page = read(needy.browser("PMO"), f"{pages.HOME}{run_id}/change/")
    assert "A lot: 0.4 of a need" in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Choose how much each is to count."),
        ({"weigh-thousands": "luck"}, "Choose how much each is to count."),
        (
            {"weigh-kept": "as usual", "weigh-seconds": "as usual", "weigh-thousands": "not at all"},
            "This plan was made by these weights already.",
        ),
    ],
)
def test_weights_that_are_none_or_those_of_the_plan_are_not_asked_for(
    needy: Site, form: dict[str, str], words: str
) -> None:
    usual = {**GRADES, **form} if form else {}
    answer = needy.browser("PMO").post(f"{pages.HOME}{pages.proposed(needy)}/change/", {"what": "weights", **usual})
    assert answer.status_code == 422
    assert words in answer.content.decode()
