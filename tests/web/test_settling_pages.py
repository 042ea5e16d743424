"""A settlement is proposed, compared before and after, settled with its decision, and taken back."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from plait.store.models import AccountabilityClaim, Settlement, Territory
from plait.store.settling import Ruling, find_bearer, find_standing, settle
from plait.store.writing import StaleRecord
from plait.web.accountability import propose_views
from tests.registers import Site, count_queries, form_of, read

LIST = "/t/PLA/accountability/"
TODAY = timezone.localdate()


def day(ahead: int) -> str:
    return f"{TODAY + timedelta(days=ahead):%d/%m/%Y}"


TERRITORIES = """
Territory     |Kind |Starts
Patient record|EPR  |01/04/2025
Cyber security|Cyber|01/04/2025
Data          |Data |01/04/2025
"""
CLAIMS = f"""
Territory     |Employee number|Document       |Starts    |Last day
Patient record|1001           |Job description|01/04/2025|
Patient record|1002           |Minutes, item 4|{day(-99)}|
Patient record|1003           |A plan to come |{day(30)} |
Cyber security|1001           |Delegation     |01/04/2025|{day(-40)}
Data          |1000           |Constitution   |01/04/2025|
"""
RULING = {"employee_number": "1001", "starts": day(0), "decided_on": day(-1), "decision": "Board, item 9"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def mapped(site: Site) -> Site:
    """Two people for the patient record and a third to come, nobody for cyber security, one for data."""
    site.bring(territories=TERRITORIES)
    site.bring(accountability_claims=CLAIMS)
    return site


def way(site: Site, name: str, asked: dict[str, str] | None = None) -> str:
    address = f"{LIST}{site.id_of(Territory, name=name)}/settlements/add/"
    return f"{address}?{urlencode(asked)}" if asked else address


def test_an_overlap_is_compared_before_and_after_and_nothing_is_saved(mapped: Site) -> None:
    page = read(mapped.browser("EX", "1000"), way(mapped, "Patient record", RULING))
    assert "<b>Patient record would be settled on Bo Price from " in page
    assert "<b>1 of 3 → 2 of 3</b>" in page
    before, after = (re.search(rf'<desc id="{id}-words">([^<]*)', page) for id in ("before", "after"))
    assert before
    assert "Bo Price, Cy Otieno and Di Sykes from " in before[1]
    assert after
    assert "Di Sykes" not in after[1]
    assert "Ends on " in page
    assert "Overruled: it would begin on " in page
    assert "so what was unclear still counts." in page
    mapped.see()
    assert not Settlement.objects.exists()


def test_settling_ends_one_claim_overrules_another_and_undo_brings_both_back(mapped: Site) -> None:
    browser, address = mapped.browser("SEC"), way(mapped, "Patient record")
    page = browser.post(address, form_of(browser, f"{address}?{urlencode(RULING)}"), follow=True).content.decode()
    assert "2 claims of others no longer hold: Cy Otieno; Di Sykes." in page
    assert "Overruled by the decision of " in page
    mapped.see()
    assert AccountabilityClaim.objects.get(employment__employee_number="1002").ends == TODAY
    [undo] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    assert browser.post(undo.replace("&amp;", "&")).status_code == 302
    mapped.see()
    assert not Settlement.objects.exists()
    assert not AccountabilityClaim.objects.exclude(overruled_on=None).exists()
    assert AccountabilityClaim.objects.get(employment__employee_number="1002").ends is None


def test_a_gap_is_filled_by_a_claim_that_names_the_decision(mapped: Site) -> None:
    browser, address = mapped.browser("EX", "1000"), way(mapped, "Cyber security")
    asked = RULING | {"employee_number": "Di Sykes"}
    page = read(browser, f"{address}?{urlencode(asked)}")
    assert "A new claim, from " in page
    assert browser.post(address, form_of(browser, f"{address}?{urlencode(asked)}")).status_code == 302
    mapped.see()
    made = AccountabilityClaim.objects.get(employment__employee_number="1003", territory__name="Cyber security")
    assert (made.starts, made.ends, made.document) == (TODAY, None, "Board, item 9")


def test_what_one_person_claims_alone_changes_no_claim(mapped: Site) -> None:
    asked = RULING | {"employee_number": "1000"}
    page = read(mapped.browser("SEC"), way(mapped, "Data", asked))
    assert "No claim changes" in page
    assert "<b>1 of 3 → 1 of 3</b>" in page


def test_the_last_unclear_territory_tells_from_when_the_question_is_met(mapped: Site) -> None:
    mapped.bring(territories=f"Territory|Kind|Starts|Last day\nCyber security|Cyber|01/04/2025|{day(-2)}")
    page = read(mapped.browser("SEC"), way(mapped, "Patient record", RULING))
    assert "<b>1 of 2 → 2 of 2</b>" in page
    assert "With this settlement it becomes Met on " in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts": day(-2)}, f"This is before the decision, of {day(-1)}."),
        ({"decided_on": "soon"}, "decided on"),
        ({"employee_number": "9999"}, "9999"),
        ({"employee_number": "", "decision": ""}, "Write decision"),
        ({"starts": "01/04/2024", "decided_on": "01/04/2024"}, "Bo Price (1001) joined the trust later, on"),
    ],
)
def test_what_cannot_be_settled_says_what_to_write(mapped: Site, changed: dict[str, str], said: str) -> None:
    browser, address = mapped.browser("SEC"), way(mapped, "Patient record")
    assert said.casefold() in read(browser, f"{address}?{urlencode(RULING | changed)}").casefold()
    answer = browser.post(address, RULING | changed)
    assert answer.status_code == 422
    assert said.casefold() in answer.content.decode().casefold()


def test_a_decision_to_come_is_compared_and_not_yet_settled(mapped: Site) -> None:
    browser, address = mapped.browser("SEC"), way(mapped, "Patient record")
    asked = RULING | {"starts": day(20), "decided_on": day(10)}
    page = read(browser, f"{address}?{urlencode(asked)}")
    assert "If it is settled" in page
    assert "Settle it so" not in page
    answer = browser.post(address, asked)
    assert answer.status_code == 422
    assert "Settle it once it is taken." in answer.content.decode()


def test_a_proposal_of_a_larger_trust_takes_no_more_queries(mapped: Site) -> None:
    browser, address = mapped.browser("SEC"), way(mapped, "Patient record", RULING)
    before = count_queries(browser, address)
    names = [f"Territory {n}" for n in range(20)]
    mapped.bring(territories="Territory|Kind|Starts\n" + "\n".join(f"{name}|Other|01/04/2025" for name in names))
    claims = [f"{name}|{number}|Minutes|01/06/2025" for name in names for number in ("1001", "1003")]
    mapped.bring(accountability_claims="Territory|Employee number|Document|Starts\n" + "\n".join(claims))
    assert count_queries(browser, address) == before


def test_the_database_refuses_a_second_settlement_and_the_record_knows_no_stranger(mapped: Site) -> None:
    mapped.see()
    territory = mapped.id_of(Territory, name="Data")
    bo, di = (find_bearer(mapped.trust.pk, number) for number in ("1001", "1003"))
    assert bo
    assert di
    assert find_bearer(mapped.trust.pk, "9999") is None
    rulings = [Ruling(territory, who, TODAY, TODAY, f"Board, item {n}") for n, who in enumerate((bo, di))]
    settle(mapped.act, rulings[0], submission=uuid.uuid4())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS settlement_never_two IMMEDIATE")
    with pytest.raises(IntegrityError, match="settlement_never_two"), transaction.atomic():
        settle(mapped.act, rulings[1], submission=uuid.uuid4())
    assert Settlement.objects.get().employment_id == bo.employment_id


def test_whoever_settles_second_is_told_and_nothing_of_theirs_is_saved(
    mapped: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, address = mapped.browser("SEC"), way(mapped, "Patient record")
    form = form_of(browser, f"{address}?{urlencode(RULING)}")
    for fault, said in (
        (StaleRecord("claim", [1]), "Somebody changed a claim"),
        (IntegrityError(), "Somebody settled"),
    ):

        def clash(*_: object, fault: Exception = fault, **__: object) -> int:
            raise fault

        monkeypatch.setattr(propose_views, "settle", clash)
        answer = browser.post(address, form)
        assert answer.status_code == 409
        assert said in answer.content.decode()
    mapped.see()
    assert not Settlement.objects.exists()


def test_only_a_settlement_of_the_same_days_stands_in_the_way(mapped: Site) -> None:
    territory, bo = mapped.id_of(Territory, name="Data"), find_bearer(mapped.trust.pk, "1001")
    assert bo
    ruling = Ruling(territory, bo, TODAY, TODAY, "Board, item 9")
    assert find_standing(mapped.trust.pk, ruling) is None
    settle(mapped.act, ruling, submission=uuid.uuid4())
    standing = find_standing(mapped.trust.pk, ruling)
    assert standing
    assert (standing.number, standing.starts, standing.ends) == ("1001", TODAY, None)
    Settlement.objects.update(ends=TODAY + timedelta(days=9))
    for starts, leaves, clash in ((9, None, False), (8, None, True), (-9, 0, False), (-9, 1, True)):
        gone = replace(bo, leaves=None if leaves is None else TODAY + timedelta(days=leaves))
        asked = replace(ruling, bearer=gone, starts=TODAY + timedelta(days=starts))
        assert (find_standing(mapped.trust.pk, asked) is not None) is clash, (starts, leaves)
