"""The research log by page: who was heard, what was learnt, and what turned out wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.store.models import Assumption, Membership, Release, ResearchRound, Team, UserGroup
from plait.web.shared.navigation import SUBJECTS
from tests.registers import Site, count_queries, form_of, read, read_rows

pytestmark = pytest.mark.django_db
LOG = "/t/PLA/research/"
TODAY = timezone.localdate


def _group(site: Site, name: str = "Night porters", *, kind: str = "staff", seldom: bool = False) -> UserGroup:
    site.see()
    return UserGroup.objects.create(trust=site.trust, name=name, kind=kind, is_seldom_heard=seldom)


def _round(site: Site, group: UserGroup, days: int, **more: str) -> ResearchRound:
    site.see()
    said = {"asked": "Whom do you ring?", "learnt": f"Nobody knew {days} days ago", **more}
    return ResearchRound.objects.create(
        trust=site.trust, team=_team(site), held_on=TODAY() - timedelta(days=days), user_group=group, **said
    )


def _team(site: Site) -> Team:
    site.see()
    return Team.objects.get(name="Access team")


def test_the_log_tells_who_waits_who_was_never_heard_and_what_somebody_said(site: Site) -> None:
    porters, _ = _group(site), _group(site, "Carers at night", kind="patients", seldom=True)
    _round(site, porters, 30, quote="I ring home", changes="A card")
    page = read(site.browser("BM"), LOG)
    assert "1 team has heard nobody for more than 14 days. 1 group was never heard." in page
    assert "“I ring home”" in page
    assert "No change is linked to a release yet." in page
    assert page.index("Carers at night") < page.index("Night porters</a>"), "who was never heard comes first"
    assert "Log a round" not in page


def test_a_team_that_hears_somebody_every_week_is_told_so_and_its_days_are_drawn(site: Site) -> None:
    porters = _group(site)
    for place in range(15):
        _round(site, porters, 3 + 7 * place)
    browser, team = site.browser("TL"), _team(site)
    page = read(browser, LOG)
    assert "No team has gone more than 14 days without hearing somebody." in page
    assert "Choose a team to see the days between its rounds as a chart." in page
    drawn = read(browser, f"{LOG}?team={team.pk}")
    assert "14 gaps, in the order of time: 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7 days. Mean 7.0" in drawn
    assert "The latest lies within what is usual." in drawn


def test_without_a_running_team_nobody_can_tell_how_often(site: Site) -> None:
    _round(site, _group(site), 3)
    site.see()
    Team.objects.update(ends=TODAY())
    assert "We cannot tell. No team runs today." in read(site.browser("BM"), LOG)


def test_a_change_that_was_released_tells_how_long_it_took(site: Site) -> None:
    porters = _group(site)
    site.see()
    Release.objects.create(
        trust=site.trust, team=_team(site), name="A card", released_on=TODAY() - timedelta(days=10), visible=True
    )
    _round(site, porters, 30, changes="A card", release="A card")
    page = read(site.browser("RO"), LOG)
    assert "From finding to released change the middle one took 20 days." in page
    assert "1 of 1 release of the last 12 months had research in the 90 days before." in page


def test_the_rounds_are_searched_filtered_sorted_and_downloaded(site: Site) -> None:
    porters, carers = _group(site), _group(site, "Carers", kind="patients", seldom=True)
    _round(site, porters, 20, changes="A card")
    _round(site, carers, 10)
    browser = site.browser("PMO")

    def found(query: str) -> list[str]:
        return [row["Group"] for row in read_rows(browser, f"{LOG}?format=csv&{query}")]

    assert found("") == ["Carers", "Night porters"]
    assert found("sort=held") == ["Night porters", "Carers"]
    assert found("q=card") == ["Night porters"]
    assert found("kind=patients") == found("seldom=yes") == found("changes=no") == ["Carers"]
    assert "No rounds match." in read(browser, f"{LOG}?q=nothing")


def test_a_member_logs_a_round_of_their_own_team_in_a_minute(site: Site) -> None:
    _group(site)
    member = site.browser("ME", "1001")
    form = form_of(member, f"{LOG}rounds/add/")
    assert set(form) == {"team", "held_on", "user_group", "asked", "learnt", "changes", "submission"}
    assert (form["team"], form["held_on"]) == ("Access team", f"{TODAY():%d/%m/%Y}")
    sent = {**form, "user_group": "Night porters", "asked": "Whom do you ring?", "learnt": "Nobody knew"}
    answer = member.post(f"{LOG}rounds/add/", sent, follow=True)
    page = answer.content.decode()
    assert "The round is logged." in page
    assert "Nobody knew" in page
    site.see()
    [held] = ResearchRound.objects.all()
    assert (held.team.name, held.held_on, held.changes) == ("Access team", TODAY(), "")


def test_whoever_is_in_no_team_logs_nothing_for_one(site: Site) -> None:
    porters = _group(site)
    stranger = site.browser("ME", "1004")
    form = form_of(stranger, f"{LOG}rounds/add/")
    sent = {**form, "team": "Access team", "user_group": "Night porters", "asked": "a", "learnt": "b"}
    answer = stranger.post(f"{LOG}rounds/add/", sent)
    assert answer.status_code == 422
    assert "Your role records this of your own teams only." in answer.content.decode()
    held = _round(site, porters, 5)
    assert stranger.get(f"{LOG}rounds/{held.pk}/edit/").status_code == 403
    assert site.browser("BM").get(f"{LOG}rounds/add/").status_code == 403


def test_a_round_is_completed_later_and_leads_to_its_release(site: Site) -> None:
    held, lead = _round(site, _group(site), 5), site.browser("TL", "1001")
    site.see()
    Release.objects.create(trust=site.trust, team=_team(site), name="A card", released_on=TODAY(), visible=True)
    here = f"{LOG}rounds/{held.pk}/"
    form = form_of(lead, f"{here}edit/")
    said = {"changes": "A card", "release": "A card", "heard": "5", "quote": "I ring home"}
    page = lead.post(f"{here}edit/", {**form, **said}, follow=True).content.decode()
    assert "The round is saved." in page
    assert "Night porters. 5 of them." in page
    assert "“I ring home”" in page
    history = read(lead, here)
    assert "In their words" in history
    assert "I ring home" in history


def test_groups_are_named_by_those_who_look_after_all_teams(site: Site) -> None:
    office, lead = site.browser("PMO"), site.browser("TL", "1001")
    assert lead.get(f"{LOG}groups/add/").status_code == 403
    assert "Add a group" not in read(lead, LOG)
    form = form_of(office, f"{LOG}groups/add/")
    sent = {**form, "name": "Carers", "kind": "Patients, carers or families", "is_seldom_heard": "Yes"}
    page = office.post(f"{LOG}groups/add/", sent, follow=True).content.decode()
    assert "Never heard." in page
    site.see()
    group = UserGroup.objects.get(name="Carers")
    assert (group.kind, group.is_seldom_heard) == ("patients", True)
    form = form_of(office, f"{LOG}groups/{group.pk}/edit/")
    office.post(f"{LOG}groups/{group.pk}/edit/", {**form, "reason": "Nobody asks then"})
    _round(site, group, 3)
    page = read(office, f"{LOG}groups/{group.pk}/")
    assert "Heard in 1 round, last on" in page
    assert "Nobody asks then" in page


def _belief(site: Site, name: str, **more: object) -> Assumption:
    site.see()
    written = TODAY() - timedelta(days=100)
    return Assumption.objects.create(trust=site.trust, team=_team(site), name=name, written_on=written, **more)


def test_assumptions_tell_what_was_tested_first_and_what_was_wrong(site: Site) -> None:
    ago = [TODAY() - timedelta(days=days) for days in (60, 50, 40)]
    _belief(site, "People ring", tested_on=ago[0], is_wrong=True, built_on=ago[1], changes="Text too")
    _belief(site, "People wait", tested_on=ago[2], is_wrong=False, built_on=ago[1])
    _belief(site, "People read", built_on=None)
    browser = site.browser("BM")
    page = read(browser, f"{LOG}assumptions/")
    assert "1 of 2 assumptions built upon was tested first." in page
    assert "Of 2 tested, 1 was wrong, and 1 of those changed something." in page
    assert page.count("Before any test") == 1
    rows = read_rows(browser, f"{LOG}assumptions/?format=csv&outcome=wrong")
    assert [(row["Assumption"], row["Outcome"]) for row in rows] == [("People ring", "Wrong")]
    assert [row["Outcome"] for row in read_rows(browser, f"{LOG}assumptions/?format=csv&outcome=open")] == [""]


def test_none_wrong_of_ten_is_said_to_be_too_good(site: Site) -> None:
    tested = TODAY() - timedelta(days=60)
    for place in range(10):
        _belief(site, f"Belief {place}", tested_on=tested, is_wrong=False, built_on=tested)
    page = read(site.browser("BM"), f"{LOG}assumptions/")
    assert "None of 10 tested was wrong. That is too good: check how they are tested." in page


def test_an_assumption_is_written_down_and_tested_later(site: Site) -> None:
    lead = site.browser("TL", "1001")
    form = form_of(lead, f"{LOG}assumptions/add/")
    assert set(form) == {"team", "name", "written_on", "submission"}
    lead.post(f"{LOG}assumptions/add/", {**form, "name": "People ring"})
    site.see()
    [belief] = Assumption.objects.all()
    here = f"{LOG}assumptions/{belief.pk}/"
    assert "Not tested." in read(lead, here)
    form = form_of(lead, f"{here}edit/")
    wrong = lead.post(f"{here}edit/", {**form, "is_wrong": "Wrong"})
    assert "The outcome is Wrong, but no test is given. Write the day of the test." in wrong.content.decode()
    lead.post(f"{here}edit/", {**form, "is_wrong": "Wrong", "tested_on": f"{TODAY():%d/%m/%Y}", "how": "We watched"})
    assert "Wrong: We watched." in read(lead, here)
    assert site.browser("ME", "1004").get(f"{here}edit/").status_code == 403


def test_an_empty_log_says_what_nobody_can_tell(site: Site) -> None:
    office = site.browser("PMO")
    page = read(office, LOG)
    assert "We cannot tell. No round of research is recorded." in page
    assert "Without them nobody can tell who is never heard." in page
    beliefs = read(office, f"{LOG}assumptions/")
    assert "We cannot tell. No assumption was built upon in the last 12 months." in beliefs
    assert "None was tested in the last 12 months." in beliefs
    for missing in ("rounds/9/", "groups/9/", "assumptions/9/"):
        assert office.get(f"{LOG}{missing}").status_code == 404


def test_the_log_takes_as_many_queries_for_many_rounds_as_for_one(site: Site) -> None:
    porters, browser = _group(site), site.browser("PMO")
    _round(site, porters, 1)
    read(browser, LOG)
    few = count_queries(browser, LOG)
    for days in range(2, 30):
        _round(site, porters, days)
    assert count_queries(browser, LOG) <= few


def test_research_stands_among_the_outcomes() -> None:
    assert {"research", "assumptions"} <= {one.key for one in SUBJECTS["outcomes"]}


def test_a_team_of_two_is_asked_for(site: Site) -> None:
    site.see()
    other = Team.objects.create(trust=site.trust, name="Other team", starts=date(2025, 4, 1))
    work = Membership.objects.get(employment__employee_number="1001").employment
    Membership.objects.create(
        trust=site.trust, team=other, employment=work, wte="0.1", joined=date(2025, 5, 1), starts=date(2025, 5, 1)
    )
    form = form_of(site.browser("ME", "1001"), f"{LOG}rounds/add/")
    assert form["team"] == ""
