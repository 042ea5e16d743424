"""A plan in words, checked before it leaves the engine, and what of it becomes the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.assembly import planning
from plait.engine.assembly.acceptance import acceptable, entries_of, only_teams
from plait.engine.assembly.plan import Level, Status
from plait.engine.assembly.planning import BrokenPlan, plan_teams
from plait.engine.assembly.scorer import check, score
from plait.engine.assembly.wording import (
    answer_words,
    brings_words,
    gap_words,
    percent,
    quality_words,
    size_words,
    team_words,
    time_words,
)
from plait.engine.trust import TeamSizes
from tests.engine.assembly.tiny import EXACT, WINDOW, holding, membership, need, person, planned, team, three, trust

PEOPLE, HOLDINGS = three()
WHOLE = trust(PEOPLE, HOLDINGS, [need(people=3)], sizes=TeamSizes(5, 9))
SHORT = replace(WHOLE, needs=(*WHOLE.needs, need("Writing", wte="0.4"), need("Safety", people=1, service="Referrals")))
SHORT = replace(SHORT, services=(*WHOLE.services, replace(WHOLE.services[0], name="Referrals")))
RUNNING = replace(WHOLE, teams=(team(),), memberships=(membership("d1"), membership("c1")), sizes=TeamSizes(2, 9, 2))


def test_plan_teams_gives_only_what_the_scorer_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plan_teams(WHOLE, {"Discharge"}, WINDOW, EXACT) == planned(WHOLE)
    monkeypatch.setattr(planning, "check", lambda *_: ("nobody clinical", "nobody digital"))
    with pytest.raises(BrokenPlan, match="nobody clinical; nobody digital"):
        plan_teams(WHOLE, {"Discharge"}, WINDOW, EXACT)


def test_the_answer_says_how_many_services_can_be_staffed() -> None:
    assert answer_words(planned(WHOLE)) == "Every need of 1 service can be covered."
    assert answer_words(planned(SHORT)) == "0 of 2 services can be staffed in full. 2 services are short of 2 needs."
    one = replace(planned(SHORT), teams=(planned(WHOLE).teams[0], planned(SHORT).teams[1]))
    assert answer_words(one) == "1 of 2 services can be staffed in full. Referrals is short of 1 need."


def test_the_quality_says_what_was_proved() -> None:
    plan = planned(WHOLE)
    lead = "It covers 100.0% of what the services need, counting urgent needs most."
    assert quality_words(plan) == f"{lead} We proved that no other choice of people covers more."
    half = replace(plan, coverage=Level("coverage", 0.5, 0.6))
    assert quality_words(half).endswith("We proved that no other choice of people can pass 60.0%.")
    assert quality_words(replace(half, status=Status.STOPPED)).endswith(
        "The search was stopped before its proof: no plan can cover more than 60.0%."
    )


def test_a_team_says_what_it_is_from_when_and_how_large() -> None:
    (new,) = planned(WHOLE).teams
    assert new.is_small
    assert team_words(new) == (
        "A new team. From 1 December 2026 for 6 months. 1 of 1 need covered, 0.6 WTE more. "
        "It begins small, as a new team may."
    )
    assert size_words(new) == "3 people"
    (running,) = planned(RUNNING).teams
    assert team_words(running).startswith("Discharge hub, which runs today; its members stay. From 1 December 2026")
    assert size_words(running) == "3 people, 1 new"
    refused = planned(SHORT).teams[1]
    assert not refused.is_small
    assert (size_words(refused), "WTE more" in team_words(refused)) == ("0 people", False)


def test_a_member_brings_the_needs_served_or_nothing_asked_for() -> None:
    (new,) = planned(WHOLE).teams
    assert brings_words(new.members[0], new) == "Triage, practitioner"
    assert brings_words(replace(new.members[0], serves=()), new) == "Nothing this service asks for"


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "100.0%"), (0.99999, "99.9%"), (0.6, "60.0%"), (0, "0.0%")]
)  # fmt: skip
def test_percent_never_rounds_up_to_everything(share: float, words: str) -> None:
    assert percent(share) == words


def test_a_gap_says_what_is_missing_and_who_is_nearly_there() -> None:
    heads, time = planned(replace(SHORT, holdings=(*HOLDINGS, holding("c1", "Safety", 2)))).teams[::-1]
    assert gap_words(heads.gaps[0]) == ("Safety, practitioner", "1 person", "1 person")
    assert gap_words(time.gaps[0]) == ("Writing, practitioner", "0.4 WTE", "Nobody")


@pytest.mark.parametrize(("wte", "words"), [("0.2", "0.2"), ("0.25", "0.25"), ("1", "1.0"), ("0.40", "0.4")])
def test_time_keeps_the_digits_it_has(wte: str, words: str) -> None:
    assert time_words(Decimal(wte)) == words


def test_only_the_teams_somebody_joins_can_be_accepted() -> None:
    plan = planned(SHORT)
    assert [one.ask.service for one in acceptable(plan)] == ["Discharge"]
    kept = only_teams(plan, {"Discharge", "Referrals"})
    assert [one.ask.service for one in kept.teams] == ["Discharge"]
    assert kept.coverage == Level("coverage", score(kept), 1.0)
    assert check(kept, SHORT) == ()
    assert only_teams(plan, ()).teams == ()


def test_what_is_accepted_becomes_rows_of_teams_and_members() -> None:
    rows = entries_of(planned(WHOLE), source="plan")
    assert [entry.values for entry in rows["teams"]] == [
        {"name": "Discharge", "service": "Discharge", "starts": date(2026, 12, 1)}
    ]
    assert [entry.key for entry in rows["memberships"]] == [("discharge", one) for one in ("c1", "d1", "o1")]
    assert rows["memberships"][0].values == {
        "team": "Discharge",
        "employee_number": "c1",
        "wte": Decimal("0.2"),
        "part": "Triage",
        "starts": date(2026, 12, 1),
        "ends": date(2027, 6, 1),
    }
    more = entries_of(planned(RUNNING), source="plan")
    assert (more["teams"], len(more["memberships"])) == ((), 1)


def test_a_plan_that_no_longer_fits_the_teams_is_found_out() -> None:
    new, running = planned(WHOLE), planned(RUNNING)
    assert check(new, replace(WHOLE, teams=(team("discharge"),))) == (
        "Discharge: there is a team of this name already",
    )
    assert "Discharge hub: there is no such team any more" in check(running, replace(RUNNING, teams=()))
    assert "Discharge hub: d1 is no longer in it" in check(running, replace(RUNNING, memberships=(membership("c1"),)))
    people = [person(f"o{n}") for n in range(2, 10)]
    full = replace(
        RUNNING,
        people=(*PEOPLE, *people),
        memberships=(*RUNNING.memberships, *(membership(one.employee_number) for one in people[:7])),
    )
    assert "Discharge hub: 10 people, and a team may have 9" in check(running, full)


def test_the_last_day_of_a_window_is_the_day_before_it_ends() -> None:
    assert WINDOW.last_day == date(2027, 5, 31)
