"""The invented trusts tell their stories, in files that a trust could have sent."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from plait.engine.accountability_sheets import know_employments
from plait.engine.board_sheets import know_board
from plait.engine.cells import Value
from plait.engine.demo.history import INVENTED_TRUSTS, NORTHMOOR, SOUTHMERE, History, InventedTrust, tell_history
from plait.engine.demo.shares import COMMUNITY_SHARES, HOSPITAL_SHARES, TOLERANCE
from plait.engine.intake import nothing_registered
from plait.engine.programme_sheets import know_parts
from plait.engine.record_rules import know_members
from plait.engine.research_sheets import know_releases
from plait.engine.sheets import Key
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Problem
from plait.engine.workbook import BY_NAME, read_workbook

ON = date(2026, 11, 1)
DIGITAL = "Digital, data and technology"
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Told:
    """A history, and what every sheet says once its files are read one after another."""

    history: History
    problems: tuple[Problem, ...]
    sheets: Mapping[str, Mapping[Key, Values]]

    def rows(self, sheet: str) -> list[Values]:
        return list(self.sheets[sheet].values())

    def staff(self) -> dict[str, Values]:
        """Everybody employed on the day of the demo, by employee number."""
        return {str(row["employee_number"]): row for row in self.rows("people") if _holds(row)}


def _holds(row: Values) -> bool:
    return row.get("ends") is None or str(row["ends"]) > ON.isoformat()


@cache
def told(trust: InventedTrust, scale: int = 1) -> Told:
    history = tell_history(trust, ON, scale=scale)
    sheets: dict[str, dict[Key, Values]] = {name: {} for name in BY_NAME}
    known = {register: dict(names) for register, names in nothing_registered().known.items()}
    problems: list[Problem] = []
    for sent in history.sent:
        managers = {str(row["employee_number"]): str(row["manager"] or "") for row in sheets["people"].values()}
        intake = read_workbook(sent.book, known, managers=managers)
        problems.extend(intake.all_problems())
        for reading in intake.readings:
            if reading.sheet == "people":
                know_employments(known, reading.entries)
            know_board(known, reading.sheet, reading.entries)
            know_members(known, reading.sheet, reading.entries)
            know_releases(known, reading.sheet, reading.entries)
            know_parts(known, reading.sheet, reading.entries)
        for entry in intake.entries():
            if entry.sheet == "people":
                known.setdefault("departments", {})[str(entry.values["department"]).casefold()] = str(
                    entry.values["department"]
                )
            sheets[entry.sheet][entry.key] = entry.values
            if len(entry.key) == 1:
                name = str(entry.values[BY_NAME[entry.sheet].key[0]])
                known.setdefault(entry.sheet, {})[name.casefold()] = name
    return Told(history, tuple(problems), sheets)


@pytest.mark.parametrize("trust", INVENTED_TRUSTS, ids=lambda trust: trust.code)
def test_every_file_reads_without_a_problem(trust: InventedTrust) -> None:
    assert told(trust).problems == ()


def test_a_scaled_trust_reads_without_a_problem_and_has_so_much_more() -> None:
    one, two = told(SOUTHMERE), told(SOUTHMERE, 2)
    assert two.problems == ()
    assert [len(two.rows(sheet)) for sheet in ("services", "teams")] == [8, 6]
    assert abs(len(two.staff()) - 2 * len(one.staff())) < 12


@pytest.mark.parametrize("trust", INVENTED_TRUSTS, ids=lambda trust: trust.code)
def test_the_same_trust_and_day_give_the_same_files_to_the_letter(trust: InventedTrust) -> None:
    assert tell_history(trust, ON).sent == told(trust).history.sent


def test_the_files_do_not_hang_on_the_order_of_sets() -> None:
    program = (
        "from datetime import date; from plait.engine.demo.history import *; "
        "print([sent.book.sha256 for sent in tell_history(SOUTHMERE, date(2026, 11, 1)).sent])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str([sent.book.sha256 for sent in told(SOUTHMERE).history.sent])


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2026, 3, 31), date(2027, 1, 1)])
def test_another_day_moves_every_date_and_changes_no_number_of_people(on: date) -> None:
    history = tell_history(SOUTHMERE, on)
    assert history.sent[-1].true_from == on.replace(day=1)
    assert len(history.people) == len(told(SOUTHMERE).history.people)


def test_northmoor_is_as_large_as_it_is_said_to_be() -> None:
    northmoor = told(NORTHMOOR)
    assert 580 <= len(northmoor.staff()) <= 620
    assert [len(northmoor.rows(sheet)) for sheet in ("services", "teams")] == [12, 9]
    assert len({sent.true_from for sent in northmoor.history.sent}) == 19


def test_southmere_is_as_large_as_it_is_said_to_be() -> None:
    southmere = told(SOUTHMERE)
    assert 140 <= len(southmere.staff()) <= 160
    assert [len(southmere.rows(sheet)) for sheet in ("services", "teams")] == [4, 3]


@pytest.mark.parametrize(
    ("trust", "shares"), [(NORTHMOOR, HOSPITAL_SHARES), (SOUTHMERE, COMMUNITY_SHARES)], ids=["PLA", "PLB"]
)
def test_staff_groups_have_the_shares_of_real_trusts(trust: InventedTrust, shares: Mapping[str, float]) -> None:
    wte: dict[str, float] = {}
    for row in told(trust).staff().values():
        group = str(row["staff_group"])
        wte[group] = wte.get(group, 0) + float(str(row["wte"]))
    del wte[DIGITAL]
    whole = sum(wte.values())
    assert {group: wte.get(group, 0) / whole for group in shares} == {
        group: pytest.approx(share, abs=TOLERANCE) for group, share in shares.items()
    }


@pytest.mark.parametrize(("trust", "scale"), [(NORTHMOOR, 1), (SOUTHMERE, 1), (SOUTHMERE, 2)])
def test_everybody_but_one_chief_executive_reports_to_somebody_who_is_there(trust: InventedTrust, scale: int) -> None:
    staff = (told(trust) if scale == 1 else told(trust, scale)).staff()
    heads = [number for number, row in staff.items() if not row["manager"]]
    spans = Counter(str(row["manager"]) for row in staff.values() if row["manager"])
    assert len(heads) == 1
    assert set(spans) <= set(staff)
    assert max(spans.values()) <= 15


def test_a_job_goes_with_its_profession_band_and_place() -> None:
    people = told(NORTHMOOR).rows("people")
    midwives = [row for row in people if row["staff_group"] == "Midwives"]
    assert {row["department"] for row in midwives} == {"Maternity"}
    assert {row["registration_body"] for row in midwives} == {"NMC"}
    assert {row["band"] for row in people if row["job_title"] == "Midwife"} == {"6"}
    assert {row["department"] for row in people if row["job_title"] == "Porter"} == {"Estates and facilities"}


@pytest.mark.parametrize("trust", INVENTED_TRUSTS, ids=lambda trust: trust.code)
def test_nobody_gives_teams_more_time_than_they_have(trust: InventedTrust) -> None:
    staff: dict[str, Values] = told(trust).staff()
    given: dict[str, Decimal] = {}
    for row in filter(_holds, told(trust).rows("memberships")):
        number = str(row["employee_number"])
        given[number] = given.get(number, Decimal(0)) + Decimal(str(row["wte"]))
    assert [number for number, wte in given.items() if wte > Decimal(str(staff[number]["wte"]))] == []


def _strands(trust: InventedTrust) -> dict[str, Counter[str]]:
    usual = {group.name: group.viewpoint.value for group in USUAL_STAFF_GROUPS}
    staff, strands = told(trust).staff(), dict[str, Counter[str]]()
    for row in filter(_holds, told(trust).rows("memberships")):
        person = staff[str(row["employee_number"])]
        view = row["viewpoint"] or person["viewpoint"] or usual[str(person["staff_group"])]
        strands.setdefault(str(row["team"]), Counter())[str(view)] += 1
    return strands


def test_the_single_point_of_access_has_nine_members_of_all_three_strands() -> None:
    strands = _strands(NORTHMOOR)["Single point of access"]
    assert strands == Counter(digital=3, clinical=3, operational=3)


def test_one_team_is_too_large_one_too_small_and_one_without_a_clinician() -> None:
    strands = _strands(NORTHMOOR)
    assert {team: n.total() for team, n in strands.items() if not 5 <= n.total() <= 9} == {
        "Discharge hub": 11, "Results to general practice": 4,
    }  # fmt: skip
    assert [team for team, n in strands.items() if len(n) < 3] == ["Outpatient booking"]
    assert strands["Outpatient booking"]["clinical"] == 0


def test_one_second_team_came_after_a_visible_release_and_one_before() -> None:
    northmoor = told(NORTHMOOR)
    shown: dict[Value, str] = {}
    for row in northmoor.rows("releases"):
        if row["visible"]:
            shown[row["team"]] = min(str(row["released_on"]), shown.get(row["team"], "9"))
    second = {
        str(row["name"]): shown[row["parent"]] < str(row["starts"]) for row in northmoor.rows("teams") if row["parent"]
    }
    assert second == {
        "Single point of access at home": True,
        "Virtual ward for children": False,
    }


def test_one_community_has_not_met_for_ninety_days_and_researchers_have_none() -> None:
    communities = told(NORTHMOOR).rows("communities")
    last = {
        str(row["name"]): date.fromisoformat(row["met_on"][-1])
        for row in communities
        if isinstance(row["met_on"], tuple)
    }
    assert [name for name, day in last.items() if (ON - day).days > 90] == ["Improvement community"]
    assert "User-centred design" not in {row["family"] for row in communities}


def test_eighteen_competencies_are_needed_for_the_next_half_year() -> None:
    needs = [row for row in told(NORTHMOOR).rows("needs") if row["service"] == "Single point of access"]
    assert len(needs) == 18
    assert {str(row["ends"]) > ON.isoformat() for row in needs} == {True}


def test_eight_leads_of_many_professions_bridge_care_and_technology() -> None:
    leads = [row for row in told(NORTHMOOR).staff().values() if "informatics lead" in str(row["job_title"])]
    leads += [row for row in told(NORTHMOOR).staff().values() if "digital champion" in str(row["job_title"])]
    assert sorted(str(row["profession"]) for row in leads) == [
        "Acute physician", "Adult nurse", "Dietitian", "Occupational therapist", "Operational manager",
        "Ophthalmologist", "Radiologist", "Radiologist",
    ]  # fmt: skip


def test_the_chief_digital_and_information_officer_works_half_the_week_in_each_trust() -> None:
    chiefs = [told(trust).history.people["cdio 1"] for trust in INVENTED_TRUSTS]
    assert {chief.name for chief in chiefs} == {"Rosalind Okonjo-Hale"}
    assert sum(chief.wte for chief in chiefs) == 1


def _leaders(trust: InventedTrust) -> dict[str, list[str]]:
    """By role, how somebody holds it on the day of the demo."""
    held: dict[str, list[str]] = {str(row["name"]): [] for row in told(trust).rows("leadership roles")}
    for row in filter(_holds, told(trust).rows("role holders")):
        held[str(row["role"])].append(str(row["held_as"]))
    return held


def test_northmoor_has_had_no_chief_nursing_information_officer_for_more_than_ninety_days() -> None:
    assert {name: held for name, held in _leaders(NORTHMOOR).items() if name.startswith("Chief ")} == {
        "Chief digital and information officer": ["substantive"],
        "Chief clinical information officer": ["substantive"],
        "Chief nursing information officer": [],
        "Chief information security officer": ["interim"],
    }
    [left] = [
        date.fromisoformat(str(row["ends"]))
        for row in told(NORTHMOOR).rows("role holders")
        if row["ends"] and row["held_as"] == "acting"
    ]
    assert 90 < (ON - left).days <= 180


def test_southmere_has_all_three_digital_leaders_with_something_of_everything() -> None:
    assert list(_leaders(SOUTHMERE).values()) == [["substantive"]] * 3
    figures = ("protected_wte", "team_wte", "budget_pounds", "limit_pounds")
    assert all(row[figure] for row in told(SOUTHMERE).rows("leadership roles") for figure in figures)


def test_who_holds_a_role_works_as_many_hours_at_least() -> None:
    for trust in INVENTED_TRUSTS:
        staff = told(trust).staff()
        for row in filter(_holds, told(trust).rows("role holders")):
            assert Decimal(str(row["wte"])) <= Decimal(str(staff[str(row["employee_number"])]["wte"]))


def test_at_northmoor_two_answered_for_the_record_until_a_decision_and_nobody_does_for_cyber_security() -> None:
    claimed = {(str(row["territory"]), str(row["employee_number"])): row["ends"] for row in _claims(NORTHMOOR)}
    ended = sorted((of, str(ends)) for (of, _), ends in claimed.items() if ends)
    assert ended == [
        ("Clinical safety of systems", "2025-10-06"),
        ("Cyber security", "2026-09-20"),
        ("Electronic patient record", "2026-07-15"),
    ]
    held = {of for (of, _), ends in claimed.items() if not ends}
    assert held == {str(row["name"]) for row in told(NORTHMOOR).rows("territories")} - {"Cyber security"}
    [settled] = told(NORTHMOOR).rows("accountability settlements")
    assert (settled["territory"], str(settled["starts"])) == ("Electronic patient record", "2026-07-15")
    titles = {str(row["employee_number"]): str(row["job_title"]) for row in told(NORTHMOOR).rows("people")}
    assert titles[str(settled["employee_number"])] == "Medical director"


def test_at_southmere_one_person_answers_for_each_territory() -> None:
    territories = [row["name"] for row in told(SOUTHMERE).rows("territories")]
    assert sorted(str(row["territory"]) for row in _claims(SOUTHMERE)) == sorted(map(str, territories))
    assert [row["ends"] for row in _claims(SOUTHMERE)] == [None] * 4


def _claims(trust: InventedTrust) -> list[Values]:
    return told(trust).rows("accountability claims")


@pytest.mark.parametrize("trust", INVENTED_TRUSTS, ids=lambda trust: trust.code)
def test_the_board_met_on_thirteen_thursdays_and_always_had_an_agenda(trust: InventedTrust) -> None:
    rows = told(trust).rows("board meetings")
    held = [row for row in rows if (row["kind"], row["status"]) == ("board", "published")]
    days = [date.fromisoformat(str(row["held_on"])) for row in held]
    assert (len(days), {day.weekday() for day in days}, max(days) < ON) == (13, {3}, True)
    assert [1 + day.month % 12 for day in sorted(days)[:-1]] == [day.month for day in sorted(days)[1:]]
    assert {row["name"] for row in rows} == {row["meeting"] for row in told(trust).rows("agenda items")}


def test_the_next_boards_are_in_draft_on_one_day_and_both_met_on_one_day_once_before() -> None:
    [draft] = [row for row in told(NORTHMOOR).rows("board meetings") if row["status"] == "draft"]
    assert str(draft["held_on"]) > ON.isoformat()
    days = [
        {str(row["held_on"]) for row in told(trust).rows("board meetings") if row["kind"] == "board"}
        for trust in INVENTED_TRUSTS
    ]
    earlier, coming = sorted(days[0] & days[1])
    assert (earlier < ON.isoformat(), coming) == (True, str(draft["held_on"]))


def test_the_eight_leads_of_northmoor_are_champions_and_none_of_them_is_there_at_night() -> None:
    champions, staff = told(NORTHMOOR).rows("champions"), told(NORTHMOOR).staff()
    assert sorted(str(staff[str(row["employee_number"])]["profession"]) for row in champions) == [
        "Acute physician", "Adult nurse", "Dietitian", "Occupational therapist", "Operational manager",
        "Ophthalmologist", "Radiologist", "Radiologist",
    ]  # fmt: skip
    assert not any("Nights" in str(row["shifts"]) for row in champions)
    idle = [row for row in champions if (ON - date.fromisoformat(str(row["last_active_on"]))).days > 90]
    assert [str(staff[str(row["employee_number"])]["profession"]) for row in idle] == ["Radiologist"]
    assert sum(row["trained"] is True for row in champions) == 6


def test_the_therapies_lead_of_northmoor_is_away_and_the_dietitian_stands_in() -> None:
    trust = told(NORTHMOOR)
    [leave], staff = trust.rows("long leave"), trust.staff()
    away = staff[str(leave["employee_number"])]
    assert away["profession"] == "Occupational therapist"
    assert str(leave["first_on"]) < ON.isoformat() < str(leave["last_on"])
    held = {str(row["role"]): str(row["employee_number"]) for row in trust.rows("role holders")}
    stands_in = {str(row["role"]): str(row["employee_number"]) for row in trust.rows("deputies")}
    [role] = [role for role, number in held.items() if number == leave["employee_number"]]
    assert staff[stands_in[role]]["profession"] == "Dietitian"
    sites = {
        number: (row["site"], row["shifts"]) for row in trust.rows("champions") for number in [row["employee_number"]]
    }
    assert "Weekends" in str(sites.pop(leave["employee_number"]))
    assert not any("Aldersyke" in str(site) for site, _ in sites.values()), "nobody else is there at weekends"
    [past] = told(SOUTHMERE).rows("long leave")
    assert str(past["last_on"]) < ON.isoformat()


def test_at_southmere_a_champion_is_there_on_every_shift() -> None:
    champions = told(SOUTHMERE).rows("champions")
    assert {shift for row in champions if isinstance(row["shifts"], tuple) for shift in row["shifts"]} == {
        "Days", "Evenings", "Nights", "Weekends",
    }  # fmt: skip


def test_every_month_somebody_leaves_joins_moves_or_works_other_hours() -> None:
    for sent in told(NORTHMOOR).history.sent[2:]:
        people = [table for table in sent.book.tables if table.name == "People"]
        assert sent.book.name.startswith("northmoor-teams") or len(people[0].lines) >= 8


def test_the_reporting_lines_are_no_circle() -> None:
    history = told(NORTHMOOR).history
    above = {worker.number: worker.manager for worker in history.people.values()}
    for number in above:
        walk: int | None = number
        steps = 0
        while walk is not None and steps < 12:
            walk, steps = above.get(walk), steps + 1
        assert walk is None


def test_the_stalled_programme_has_the_sizes_of_its_scenario() -> None:
    rows = told(NORTHMOOR)
    said = [row for row in rows.rows("listening log") if row["programme"] == "Electronic prescribing"]
    assert len(said) == 210
    assert len({(row["said_on"], row["session"]) for row in said}) == 64
    assert len([row for row in rows.rows("listening themes") if row["programme"] == "Electronic prescribing"]) == 12
    wards = Counter(row["place"] for row in rows.rows("figures by place"))
    assert (len(wards), set(wards.values())) == (30, {48})
    [programme] = [row for row in rows.rows("programmes") if row["name"] == "Electronic prescribing"]
    [mark] = [row for row in rows.rows("chart marks") if row["kind"] == "rebase"]
    assert mark["marked_on"] == programme["relaunched_on"]
