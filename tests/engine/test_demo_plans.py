"""The plans of the invented trusts are whole, and no name in them is a real organisation's."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from plait.engine.demo.calendar import day_of, month_start, shown
from plait.engine.demo.history import INVENTED_TRUSTS, InventedTrust
from plait.engine.demo.naming import Namer, origins
from plait.engine.demo.plans import GROUPS, read_plan
from plait.engine.demo.shares import COMMUNITY_SHARES, HOSPITAL_SHARES
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.staff_groups import USUAL_STAFF_GROUPS

WORKFORCE = Path(__file__).parents[3] / "shared" / "data" / "workforce"
ON = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("0/01", date(2026, 11, 1)),
        ("-14/09", date(2025, 9, 9)),
        ("3/31", date(2027, 2, 28)),
        ("-11/31", date(2025, 12, 31)),
    ],
)
def test_an_offset_is_a_day_before_or_after_the_demo_s_own(written: str, day: date) -> None:
    assert day_of(ON, written) == day


def test_an_offset_written_in_another_way_is_refused() -> None:
    with pytest.raises(ValueError, match=r"“last June” is not a month and a day"):
        day_of(ON, "last June")


def test_months_pass_the_year() -> None:
    assert month_start(date(2026, 1, 15), -1) == date(2025, 12, 1)
    assert shown(None) == ""


@pytest.mark.parametrize("trust", INVENTED_TRUSTS, ids=lambda trust: trust.code)
def test_every_skill_and_need_names_a_shipped_competency(trust: InventedTrust) -> None:
    plan = read_plan(trust.word)
    named = {skill.competency for job in plan.jobs for skill in job.skills} | {row["competency"] for row in plan.needs}
    assert named <= {competency.name for competency in shipped_competencies()}


@pytest.mark.parametrize("trust", INVENTED_TRUSTS, ids=lambda trust: trust.code)
def test_every_community_looks_after_a_family_there_is(trust: InventedTrust) -> None:
    families = {row["family"] for row in read_plan(trust.word).communities}
    assert families <= {competency.family for competency in shipped_competencies()}


def test_every_staff_group_is_one_a_trust_begins_with() -> None:
    usual = {group.name for group in USUAL_STAFF_GROUPS}
    assert set(GROUPS.values()) <= usual
    assert set(HOSPITAL_SHARES) <= usual


@pytest.mark.parametrize("shares", [HOSPITAL_SHARES, COMMUNITY_SHARES])
def test_the_published_shares_make_a_whole(shares: dict[str, float]) -> None:
    assert sum(shares.values()) == pytest.approx(1, abs=0.003)


def test_nobody_has_the_name_of_another_while_names_last() -> None:
    namer = Namer(Random("names"), "northmoor.example", frozenset())
    names = [namer.draw("nurse") for _ in range(2000)]
    assert len(set(names)) == len(names)


def test_people_of_one_name_have_addresses_of_their_own() -> None:
    namer = Namer(Random("names"), "northmoor.example", frozenset())
    assert [namer.address("Sian O Kilbride") for _ in range(2)] == [
        "sian.o.kilbride@northmoor.example", "sian.o.kilbride2@northmoor.example",
    ]  # fmt: skip


def test_names_that_ran_out_come_again_rather_than_never() -> None:
    everything = frozenset(f"{first} {family}" for o in origins() for first in (*o.women, *o.men)
                           for other in origins() for family in other.family)  # fmt: skip
    assert Namer(Random("names"), "northmoor.example", everything).draw("nurse") in everything


@pytest.mark.skipif(not WORKFORCE.exists(), reason="needs the published lists beside the repository")
def test_no_organisation_has_the_codes_or_names() -> None:
    with (WORKFORCE / "ods_trusts_ebmdatalab.csv").open(encoding="utf-8") as lines:
        real = list(csv.DictReader(lines))
    assert not {row["org_code"] for row in real} & {trust.code for trust in INVENTED_TRUSTS}
    words = {trust.word for trust in INVENTED_TRUSTS}
    assert not [row["name"] for row in real if any(word in row["name"].casefold() for word in words)]


@pytest.mark.skipif(not WORKFORCE.exists(), reason="needs the published statistics beside the repository")
@pytest.mark.parametrize(
    ("shares", "is_wanted"),
    [(HOSPITAL_SHARES, lambda _, midwives: midwives > 30), (COMMUNITY_SHARES, lambda name, _: "Community" in name)],
    ids=["hospitals", "community"],
)
def test_the_shares_are_those_published(shares: dict[str, float], is_wanted: Callable[[str, float], bool]) -> None:
    with (WORKFORCE / "ods_trusts_ebmdatalab.csv").open(encoding="utf-8") as lines:
        trusts = {row["org_code"] for row in csv.DictReader(lines)}
    with (WORKFORCE / "hchs_fte_by_org_staffgroup_2017_2018.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["month"] == "2018-JUN" and row["ods_code"] in trusts]
    midwives = {row["ods_code"]: float(row["fte"]) for row in rows if row["staff_group"] == "Midwives"}
    sums: dict[str, float] = {}
    for row in rows:
        if row["staff_group"] != "Unknown" and is_wanted(row["organisation"], midwives.get(row["ods_code"], 0)):
            sums[row["staff_group"]] = sums.get(row["staff_group"], 0) + float(row["fte"])
    published = {group: fte / sum(sums.values()) for group, fte in sums.items()}
    assert shares == {group: pytest.approx(published[group], abs=0.00006) for group in shares}
