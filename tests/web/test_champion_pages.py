"""Champions by page: who they are, whom none of them reaches, and who changes the register."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from plait.engine.champion_cover import Lost, OnlyOne
from plait.engine.small_numbers import TOO_FEW, TOO_FEW_IN_ALL
from plait.jobs.judging import judge_trust
from plait.store.models import Champion, Trust
from plait.web.champions.cover import only_words
from tests.conftest import InScope
from tests.registers import Site, count_queries, form_of, read, read_rows

LIST = "/t/PLA/champions/"
TODAY = timezone.localdate()


def ago(days: int) -> str:
    return f"{TODAY - timedelta(days=days):%d/%m/%Y}"


PEOPLE = """
Employee number|Name     |Job title  |Staff group             |Profession |Department|WTE|Starts    |Site
1005           |Flo Hart |Midwife    |Midwives                |Midwife    |Medicine  |1  |01/04/2025|Annexe
1006           |Gus Low  |Staff nurse|Nurses & health visitors|Adult nurse|Medicine  |1  |01/04/2025|Main
1007           |Hal Winter|Physician |HCHS doctors            |           |Medicine  |1  |01/04/2025|Main
"""
CHAMPIONS = f"""
Employee number|Profession|Site  |Shifts       |Trained|Trained on|Last active on|Starts
1006           |          |      |Days; Nights |Yes    |01/05/2025|{ago(3)}      |01/04/2025
1007           |Physician |Annexe|Days         |No     |          |{ago(3)}      |01/05/2025
1005           |          |      |Nights       |Yes    |          |{ago(91)}     |01/05/2025
1003           |          |      |Weekends     |Yes    |          |{ago(1)}      |01/05/2025
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def reached(site: Site) -> Site:
    """The small trust with a trained nurse, a doctor, a midwife who was idle for 91 days, and an operational one."""
    site.bring(people=PEOPLE)
    site.bring(champions=CHAMPIONS)
    return site


def here(site: Site, number: str) -> str:
    return f"{LIST}{site.id_of(Champion, employment__employee_number=number)}/"


def table(page: str, heading: str) -> str:
    return page.partition(f"<h2>{heading}</h2>")[2].partition("</table>")[0]


def test_the_list_says_who_counts_and_which_shift_has_nobody(reached: Site) -> None:
    page = read(reached.browser("BM"), LIST)
    assert "<b>3 champions are active, with 1 trained clinician-informatician. Nobody covers evenings.</b>" in page
    assert "Flo Hart" in page
    assert ": not counted" in page
    assert "Adult nurse" in page


def cells(text: str, name: str, end: str = "<") -> list[str]:
    """What stands beside one heading of a table."""
    [row] = [row for row in re.findall(r"<tr.*?</tr>", text) if f">{name}{end}" in re.sub(r"\s*\n\s*", "", row)]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row)]


def test_it_says_which_groups_and_which_sites_at_which_shift_have_none(reached: Site) -> None:
    page = read(reached.browser("EX"), LIST)
    groups = table(page, "By staff group")
    assert [one.split() for one in cells(groups, "Midwives")] == [["1"], ["None1", "is", "not", "counted"], ["0.5"]]
    assert [one.split() for one in cells(groups, "HCHS doctors")] == [["1"], ["1"], ["0.5"]]
    assert [one.split() for one in cells(groups, "Nurses &amp; health visitors")] == [["2"], ["1"], ["1.0"]]
    bridge = "ManagersA bridge to care, not a clinician"
    assert [one.split() for one in cells(groups.replace('<span class="app-cellnote">', ""), bridge, end="")] == [
        ["2"], ["1"], ["–"],
    ]  # fmt: skip
    assert groups.index("Midwives") < groups.index("Nurses") < groups.index("HCHS doctors") < groups.index("Managers")
    assert "Nobody is an active champion of Midwives: 1 of 4 clinical staff." in page
    assert "With 2 clinical champions we print counts." in page
    professions = page.partition("Profession by profession")[2].partition("</table>")[0]
    assert [one.split()[-1] for one in cells(professions, "Midwife")] == ["1", "None", "1"]
    assert [one.split()[-1] for one in cells(professions, "Adult nurse")] == ["1", "1", "0"]
    assert [one.split()[-1] for one in cells(professions, "Physician")] == ["0", "1", "0"]
    places = table(page, "By site and shift")
    assert [one.split()[-1] for one in cells(places, "Main")] == ["1", "None", "1", "None"]
    assert [one.split()[-1] for one in cells(places, "Annexe")] == ["1", "None", "None", "1"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?profession=Adult+nurse", ["Gus Low"]),
        ("?site=Annexe", ["Di Sykes", "Flo Hart", "Hal Winter"]),
        ("?shift=Nights", ["Flo Hart", "Gus Low"]),
        ("?active=no", ["Flo Hart"]),
        ("?active=yes&sort=-name", ["Hal Winter", "Gus Low", "Di Sykes"]),
        ("?q=physician", ["Hal Winter"]),
        ("?sort=active", ["Flo Hart", "Gus Low", "Hal Winter", "Di Sykes"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(reached: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(reached.browser("BM"), f"{LIST}{asked}&format=csv")
    assert [row["Name"] for row in rows] == names


def test_a_file_of_the_champions_leaves_what_nobody_recorded_empty(reached: Site) -> None:
    rows = {row["Name"]: row for row in read_rows(reached.browser("FIN"), f"{LIST}?format=csv")}
    nurse, midwife = rows["Gus Low"], rows["Flo Hart"]
    assert (nurse["Shifts"], nurse["Trained"], nurse["Trained on"], nurse["Active"], nurse["Site"]) == (
        "Days; Nights", "Yes", "2025-05-01", "Yes", "Main",
    )  # fmt: skip
    assert (midwife["Trained on"], midwife["Active"], midwife["Sheet"]) == ("", "No", "champions")


def test_who_reads_no_names_reads_the_counts(reached: Site) -> None:
    browser = reached.browser("RO")
    page = read(browser, LIST)
    assert "By site and shift" in page
    assert TOO_FEW_IN_ALL in page
    assert "3 champions" not in page, "of fewer than ten people no number is for who reads numbers alone"
    assert page.count("There is no row to show.") == 2
    assert not any(name in page for name in ("Flo Hart", "Gus Low", "Hal Winter", "Di Sykes"))
    assert "Gus Low" not in browser.get(f"{LIST}?format=csv").content.decode()
    assert browser.get(here(reached, "1006")).status_code == 403


def test_of_enough_champions_a_reader_of_numbers_reads_all_but_the_small_and_the_next(reached: Site) -> None:
    more = [f"{n}|Nurse {n}|Nurse|Nurses & health visitors|{{}}|Medicine|1|01/04/2025|{{}}" for n in range(2000, 2026)]
    places = ["Adult nurse|Main"] * 14 + ["Midwife|Annexe"] * 10 + ["Physician|Annexe"] * 2
    rows = [row.format(*place.split("|")) for row, place in zip(more, places, strict=True)]
    reached.bring(people=PEOPLE.strip().splitlines()[0] + "\n" + "\n".join(rows))
    head = "Employee number|Shifts|Trained|Last active on|Starts"
    brought = [f"{n}|Days; Nights|Yes|{ago(3)}|01/04/2025" for n in range(2000, 2026)]
    reached.bring(champions="\n".join([head, *brought]))
    reached.see()
    judge_trust(reached.trust.pk)
    asked = "/t/PLA/questions/informaticians-are-enough/"
    rows_of = {role: read_rows(reached.browser(role), f"{asked}?format=csv") for role in ("BM", "RO")}
    column = "Active champions"
    board, reader = ({row["Profession, site or shift"]: row[column] for row in rows_of[role]} for role in rows_of)
    assert (board["Adult nurse"], board["Midwife"], board["Physician"]) == ("15", "10", "3")
    assert (reader["Adult nurse"], reader["Midwife"], reader["Physician"]) == ("15", TOO_FEW, TOO_FEW)
    page = read(reached.browser("RO"), asked)
    assert "27 trained clinician-informaticians are active" in page
    assert TOO_FEW in page
    listed = read(reached.browser("RO"), LIST)
    assert TOO_FEW_IN_ALL in listed, "with those not active, every profession has a small number or is the next"
    assert TOO_FEW not in read(reached.browser("BM"), asked)


def test_where_we_stand_tells_a_reader_of_numbers_no_small_one_either(reached: Site) -> None:
    reached.see()
    judge_trust(reached.trust.pk)
    for page in ("", "tests/leadership/"):
        assert "1 trained clinician-informatician is active" not in read(reached.browser("RO"), f"/t/PLA/{page}"), page
    assert f"<b>{TOO_FEW_IN_ALL}</b>" in read(reached.browser("RO"), "/t/PLA/questions/informaticians-are-enough/")
    assert TOO_FEW_IN_ALL in read(reached.browser("RO"), "/t/PLA/tests/leadership/")
    assert "1 trained clinician-informatician is active" in read(reached.browser("BM"), "/t/PLA/tests/leadership/")


def test_without_champions_the_list_says_why_that_matters_and_what_to_bring(site: Site) -> None:
    assert "Bring the Champions sheet" in read(site.browser("CDIO"), LIST)
    page = read(site.browser("BM"), LIST)
    assert "<b>We cannot tell. No champion is recorded.</b>" in page
    assert "nobody can tell which wards and shifts have somebody to ask" in page
    assert "Bring the Champions sheet" not in page
    assert "we print counts" not in page, "of none there is no percentage either"


@pytest.mark.parametrize(
    ("number", "answer", "trained"),
    [
        ("1006", "An active champion.", "Yes, 1 May 2025"),
        ("1007", "An active champion.", "No"),
        ("1005", "A champion who is not counted: not active for 90 days.", "Yes"),
    ],
)
def test_a_champion_says_whether_it_counts(reached: Site, number: str, answer: str, trained: str) -> None:
    page = read(reached.browser("EX"), here(reached, number))
    assert f"<b>{answer}</b>" in page
    assert re.search(rf"Trained clinician-informatician</dt>\s*<dd[^>]*>\s*{trained}\s*</dd>", page)


def test_a_champion_begun_today_is_not_said_to_have_been_idle(reached: Site) -> None:
    reached.bring(champions="Employee number|Shifts\n1002|Nights")
    page = read(reached.browser("EX"), here(reached, "1002"))
    assert "<b>A champion who is not counted yet: no active day is recorded.</b>" in page
    assert "No day recorded: not counted" in page


def test_a_champion_who_is_one_no_more_or_not_yet_says_so(site: Site) -> None:
    site.bring(champions=(
        "Employee number|Shifts|Starts|Last day\n1002|Days|01/04/2025|30/04/2025\n1003|Days|01/01/2190|"
    ))  # fmt: skip
    browser = site.browser("EX")
    assert "A champion no more." in read(browser, here(site, "1002"))
    assert "A champion to come." in read(browser, here(site, "1003"))
    page = read(browser, LIST)
    assert "<b>No champion is active.</b>" in page
    assert "Begins 1 Jan 2190" in page
    assert "Cy Otieno" not in page


@pytest.mark.parametrize("role", ["CDIO", "CL"])
def test_those_who_keep_the_register_add_a_champion(site: Site, role: str) -> None:
    browser = site.browser(role)
    form = form_of(browser, f"{LIST}add/") | {
        "employee_number": "Cy Otieno", "shifts": "nights; days", "site": "Annexe", "trained": "Yes",
        "starts": "01/05/2025", "last_active_on": ago(2),
    }  # fmt: skip
    answer = browser.post(f"{LIST}add/", form)
    address = here(site, "1002")
    assert answer["Location"] == address
    page = read(browser, address)
    assert "Days, Nights" in page
    assert "Annexe" in page
    assert "An active champion." in page


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"shifts": "Night"}, "Not one of the shifts. Nearest: Nights."),
        ({"trained": "No", "trained_on": "01/06/2025"}, "A day of training for somebody who is not trained."),
        ({"starts": "01/06/2025", "last_active_on": "31/05/2025"}, "Last active before the first day, 01/06/2025."),
        ({"starts": "31/03/2025"}, "1002 joined the trust later, on 01/04/2025."),
    ],
)
def test_a_form_with_a_fault_comes_back_with_what_to_write(site: Site, typed: dict[str, str], fault: str) -> None:
    browser, address = site.browser("CL"), f"{LIST}add/"
    form = form_of(browser, address) | {"employee_number": "1002", "shifts": "Days", "starts": "01/05/2025"} | typed
    answer = browser.post(address, form)
    assert answer.status_code == 422
    assert fault in answer.content.decode()


def test_a_champion_is_active_again_and_the_history_keeps_when(reached: Site) -> None:
    browser, address = reached.browser("CL"), here(reached, "1005")
    form = form_of(browser, f"{address}edit/") | {"last_active_on": ago(0)}
    page = browser.post(f"{address}edit/", form, follow=True).content.decode()
    assert "An active champion." in page
    assert "Last active on" in page.partition("<h2>History</h2>")[2]
    [undo] = re.findall(r'<form action="([^"]+/undo/[^"]+)" method="post">', page)
    assert browser.post(undo.replace("&amp;", "&")).status_code == 302
    assert "not counted" in read(browser, address)


def test_the_end_of_a_champion_is_put_right(reached: Site) -> None:
    browser, address = reached.browser("CL"), here(reached, "1006")
    for last in (1, 3):
        form = form_of(browser, f"{address}edit/") | {"ends": ago(last)}
        assert browser.post(f"{address}edit/", form).status_code == 302
        assert "A champion no more." in read(browser, address)


@pytest.mark.parametrize("role", ["BM", "EX", "PMO", "FIN", "TL", "ME", "CH", "RO", "SEC", "ADM"])
def test_others_read_and_change_nothing(reached: Site, role: str) -> None:
    browser = reached.browser(role)
    assert "Add a champion" not in read(browser, LIST)
    assert browser.get(f"{LIST}add/").status_code == browser.get(f"{here(reached, '1006')}edit/").status_code == 403


def test_the_verdict_is_one_press_away_for_those_who_may_read_it(reached: Site) -> None:
    reached.see()
    judge_trust(reached.trust.pk)
    browser = reached.browser("CL")
    [way] = re.findall(r'href="(/t/PLA/questions/informaticians-are-enough/)"', read(browser, LIST))
    assert "1 trained clinician-informatician is active; our size needs 1. Nobody covers evenings." in read(
        browser, way
    )
    assert "/questions/" not in read(reached.browser("ADM"), LIST)


@pytest.mark.parametrize("address", ["9999/", "9999/edit/"])
def test_what_is_not_there_is_not_found(reached: Site, address: str) -> None:
    assert reached.browser("CL").get(f"{LIST}{address}").status_code == 404


def test_another_trusts_champion_is_not_found(reached: Site, other_trust: Trust, in_scope: InScope) -> None:
    browser, mine = reached.browser("CL"), here(reached, "1006")
    in_scope(other_trust)
    assert Champion.objects.count() == 0, "row security shows none of this trust there"
    assert browser.get(mine.replace("/PLA/", f"/{other_trust.code}/")).status_code == 404


def test_ten_times_the_champions_take_no_more_queries(reached: Site) -> None:
    browser = reached.browser("CL")
    before = [count_queries(browser, LIST), count_queries(browser, here(reached, "1006"))]
    numbers = range(2000, 2040)
    people = "\n".join(f"{n}|Person {n}|Midwives|P{n}|Medicine|1|01/04/2025" for n in numbers)
    reached.bring(people=f"Employee number|Name|Staff group|Profession|Department|WTE|Starts\n{people}")
    champions = "\n".join(f"{n}|Days|01/05/2025" for n in numbers)
    reached.bring(champions=f"Employee number|Shifts|Starts\n{champions}")
    assert [count_queries(browser, LIST), count_queries(browser, here(reached, "1006"))] == before


def test_what_has_nobody_tells_the_shifts_of_a_site_together() -> None:
    lost = (Lost("Days at Annexe", 49), Lost("Midwives", 15), Lost("Weekends at Annexe", 49), Lost("Nights"))
    said = (
        "nobody is left for Days and Weekends at Annexe (49 clinical staff of the site), Midwives (15 staff) and Nights"
    )
    assert only_words(OnlyOne(1, "Ann", lost)) == said


def test_a_champion_who_leaves_is_missed_where_nobody_else_is(reached: Site) -> None:
    reached.bring(champions=f"Employee number|Site|Shifts|Trained|Last active on\n1001|Main|Days|No|{ago(2)}")
    browser = reached.browser("BM")
    page = read(browser, here(reached, "1006"))
    assert "Nobody else would be left for nights at Main, adult nurse and trained clinician-informatician." in page
    left = table(page, "If Gus Low left")
    assert left.index("Nights at Main") < left.index("Days at Main"), "where nobody is comes first"
    assert "Bo Price" in left
    assert "Hal Winter is not counted" not in read(browser, here(reached, "1007"))
    idle = read(browser, here(reached, "1005"))
    assert "Flo Hart is not counted now, so nothing would be lost." in idle
    listed = read(browser, LIST)
    assert re.search(
        r"If <b>Gus Low</b> leaves, nobody is left for Nights at Main \(2 clinical staff of the site\)", listed
    )
    assert "4 of 4 active champions are the only one somewhere. The others leave fewer staff" in listed
    assert "the only one somewhere" not in read(reached.browser("RO"), LIST), "who reads no names reads no name"


def test_where_somebody_else_is_nobody_is_missed(reached: Site) -> None:
    twin = f"Employee number|Profession|Site|Shifts|Trained|Last active on\n1001|Physician|Annexe|Days|No|{ago(2)}"
    reached.bring(champions=twin)
    assert "Somebody else would still be there everywhere." in read(reached.browser("BM"), here(reached, "1007"))
    reached.bring(champions=f"Employee number|Profession|Shifts|Last active on\n1002|AHP|Days|{ago(2)}")
    assert " and AHP." in read(reached.browser("BM"), here(reached, "1002"))


def test_anybody_is_tried_as_gone_alone_or_with_others(reached: Site) -> None:
    browser = reached.browser("BM")
    number = {each: here(reached, each).strip("/").rpartition("/")[2] for each in ("1005", "1006", "1007")}
    away = f"{LIST}leaving/"
    page = read(browser, away)
    assert "<b>Choose who would leave, one or several.</b>" in page
    assert "Flo Hart (Midwife, Annexe): not counted now" in page
    page = read(browser, f"{away}?who={number['1006']}")
    assert "If Gus Low left, nobody would be left for" in page
    assert "Nights at Main" in page
    both = f"{away}?who={number['1006']}&who={number['1007']}"
    rows = read_rows(browser, f"{both}&format=csv")
    assert [(row["Where and what"], row["Active champions now"], row["Active champions then"]) for row in rows] == [
        ("Days at Main", "1", "0"),
        ("Nights at Main", "1", "0"),
        ("Nurses & health visitors", "1", "0"),
        ("Days at Annexe", "1", "0"),
        ("HCHS doctors", "1", "0"),
        ("Trained clinician-informaticians", "1", "0"),
    ]
    idle = read(browser, f"{away}?who={number['1005']}")
    assert "If Flo Hart left, somebody would still be there everywhere." in idle
    assert "Nothing would change: none of them is counted now." in idle
    lost = read(browser, f"{away}?who=9999&who=x")
    assert "2 of those asked for is nobody of this trust whom one could try." in lost
    assert reached.browser("RO").get(away).status_code == reached.browser("RO").get(f"{LIST}groups/").status_code == 403


def test_the_groups_are_a_file(reached: Site) -> None:
    assert reached.browser("EX").get(f"{LIST}groups/")["Location"] == LIST
    rows = {row["Staff group"]: row for row in read_rows(reached.browser("EX"), f"{LIST}groups/?format=csv")}
    assert rows["Midwives"] == {
        "Staff group": "Midwives", "Staff": "1", "Active champions": "0", "Not active, not counted": "1",
        "In proportion to staff": "0.50", "Counts": "As clinicians",
    }  # fmt: skip
    assert (rows["Managers"]["In proportion to staff"], rows["Managers"]["Counts"]) == ("", "As a bridge")


def test_protected_time_is_that_of_the_roles_somebody_holds(reached: Site) -> None:
    reached.bring(leadership_roles=(
        "Role|Kind|Protected WTE|Starts\nNursing lead|Other digital leader|0.4|01/05/2025\n"
        "Medical lead|Other digital leader|0|01/05/2025"
    ), role_holders=(
        "Role|Employee number|Held as|WTE|Starts\nNursing lead|1006|Substantive|0.3|01/05/2025\n"
        "Medical lead|1007|Substantive|0.2|01/05/2025"
    ))  # fmt: skip
    page = read(reached.browser("BM"), LIST)
    assert "1 of 3 active champions has protected time, 0.3 WTE in all. A role without any: Hal Winter." in page
    rows = {row["Name"]: row for row in read_rows(reached.browser("BM"), f"{LIST}?format=csv")}
    assert (rows["Gus Low"]["Protected WTE"], rows["Gus Low"]["Leadership roles"]) == ("0.3", "Nursing lead")
    assert (rows["Hal Winter"]["Protected WTE"], rows["Di Sykes"]["Protected WTE"]) == ("0", "")
    assert "0.3 WTE: Nursing lead" in read(reached.browser("BM"), here(reached, "1006"))


def test_a_limit_of_the_trusts_own_is_said_to_be_so(reached: Site) -> None:
    assert "An average trust needs at least 5 (Published: Wachter review, 2016)." in read(reached.browser("BM"), LIST)
    reached.bring(thresholds=(
        "Question|Threshold|Reason|Starts\ninformaticians-are-enough|4000|We grow|01/05/2025"
    ))  # fmt: skip
    page = read(reached.browser("BM"), LIST)
    assert "1 is active. This trust sets 4000 for a trust of average size. Scaled to our staff: 8" in page
