"""Claims: two at once, taken back on another day, confirmed after they moved on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plait.engine.competencies import Level
from plait.store import claims
from plait.store.claims import (
    Claim,
    Confirmation,
    confirm_claim,
    list_overseers,
    list_waiting,
    save_claim,
    withdraw_claim,
)
from plait.store.editing import NoSuchRecord
from plait.store.models import Competency, Employment, Holding, Trust
from plait.store.reach import Reach
from plait.store.writing import Act, StaleRecord
from tests import skills

TODAY = date(2026, 6, 1)
EARLIER = TODAY - timedelta(days=30)


@pytest.fixture
def claim(act: Act) -> Claim:
    """What Ann Frost may claim."""
    trust = Trust.objects.get(id=act.trust_id)
    boss = skills.employ(trust, "Bo Lead", number="B1")
    ann = skills.employ(trust, "Ann Frost", number="A1", manager=boss)
    return Claim(ann.id, skills.competency(trust).id, Level.WORKING)


def at(claim: Claim, level: Level, version: int) -> Claim:
    """The same claim at another level, made by one who saw this version."""
    return Claim(claim.employment_id, claim.competency_id, level, version)


def confirmed(claim: Claim) -> Holding:
    """Ann has held it since January, confirmed by her manager."""
    ann, boss = (Employment.objects.get(employee_number=number) for number in ("A1", "B1"))
    return skills.hold(ann, Competency.objects.get(id=claim.competency_id), Level.WORKING, by=boss)


def stays() -> list[tuple[int, date, date | None]]:
    """Level, first day and end of each row, oldest first."""
    return list(Holding.objects.order_by("starts").values_list("level", "starts", "ends"))


def test_the_same_claim_again_writes_nothing(act: Act, claim: Claim) -> None:
    assert save_claim(act, claim, on=TODAY)
    assert not save_claim(act, claim, on=TODAY)
    assert stays() == [(Level.WORKING, TODAY, None)]


def test_a_claim_changed_and_taken_back_on_its_first_day_leaves_no_row(act: Act, claim: Claim) -> None:
    save_claim(act, claim, on=TODAY)
    assert save_claim(act, at(claim, Level.EXPERT, 1), on=TODAY)
    assert stays() == [(Level.EXPERT, TODAY, None)]
    withdraw_claim(act, at(claim, Level.EXPERT, 2), on=TODAY)
    assert stays() == []


def test_of_two_first_claims_at_once_the_second_is_told(
    act: Act, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_claim(act, claim, on=TODAY)
    monkeypatch.setattr(claims, "_held", lambda *_: None)  # as both saw the record before either had written
    with pytest.raises(StaleRecord):
        save_claim(act, at(claim, Level.EXPERT, 0), on=TODAY)
    assert stays() == [(Level.WORKING, TODAY, None)]


def test_a_claim_taken_back_later_ends_that_day(act: Act, claim: Claim) -> None:
    save_claim(act, claim, on=EARLIER)
    withdraw_claim(act, at(claim, Level.WORKING, 1), on=TODAY)
    assert stays() == [(Level.WORKING, EARLIER, TODAY)]


@pytest.mark.parametrize("days", [0, 10])
def test_what_was_confirmed_before_holds_again_when_a_higher_claim_is_taken_back(
    act: Act, claim: Claim, days: int
) -> None:
    confirmed(claim)
    save_claim(act, at(claim, Level.EXPERT, 1), on=EARLIER)
    raised = Holding.objects.get(level=Level.EXPERT)
    withdraw_claim(act, at(claim, Level.EXPERT, raised.version), on=EARLIER + timedelta(days=days))
    last = stays()[-1]
    assert (last[0], last[2]) == (Level.WORKING, None)
    assert Holding.objects.get(ends=None).confirmed_by is not None


def test_nobody_takes_back_a_claim_that_is_not_there_or_moved_on(act: Act, claim: Claim) -> None:
    with pytest.raises(NoSuchRecord):
        withdraw_claim(act, claim, on=TODAY)
    confirmed(claim)
    with pytest.raises(StaleRecord):
        withdraw_claim(act, at(claim, Level.WORKING, 1), on=TODAY)


def test_a_confirmation_of_a_claim_that_moved_on_is_refused(act: Act, claim: Claim) -> None:
    save_claim(act, claim, on=EARLIER)
    row, boss = Holding.objects.get(), Employment.objects.get(employee_number="B1")
    with pytest.raises(StaleRecord):
        confirm_claim(act, Confirmation(row.id, Level.WORKING, row.version + 1, boss.id), on=TODAY)
    with pytest.raises(StaleRecord):
        confirm_claim(act, Confirmation(row.id, Level.EXPERT, row.version, boss.id), on=TODAY)
    confirm_claim(act, Confirmation(row.id, Level.AWARENESS, row.version, boss.id), on=TODAY)
    assert stays() == [(Level.WORKING, EARLIER, TODAY), (Level.AWARENESS, TODAY, None)]


def test_those_said_to_confirm_a_claim_are_those_it_waits_for(act: Act, claim: Claim) -> None:
    trust = Trust.objects.get(id=act.trust_id)
    ann, boss = (Employment.objects.get(employee_number=number) for number in ("A1", "B1"))
    reaches = {"Bo Lead": (boss, Reach(numbers=("A1",)))}
    for name, family in (("Own", "User-Centred Design"), ("Any", ""), ("Other", "Safety")):
        lead = skills.employ(trust, name)
        skills.join(skills.community(trust, f"{name} circle", family, lead=lead), ann)
        reaches[name] = (lead, Reach(communities=(f"{name} circle",)))
    skills.join(skills.community(trust, "Led by Ann", "", lead=ann), ann)
    second = skills.employ(trust, "Ann Frost", number="A2", manager=ann)
    Employment.objects.filter(id=second.pk).update(person_id=ann.person_id)  # nobody confirms their own other post
    assert list_overseers(trust.pk, second.pk, on=TODAY) == ()
    save_claim(act, claim, on=TODAY)
    family = Competency.objects.get(id=claim.competency_id).family
    said = [one.name for one in list_overseers(trust.pk, ann.pk, on=TODAY) if one.may_confirm(family)]
    waits_for = {
        name for name, (who, reach) in reaches.items() if list_waiting(trust.pk, reach, who.person_id, on=TODAY).total
    }
    assert said == ["Bo Lead", "Any", "Own"]
    assert set(said) == waits_for
