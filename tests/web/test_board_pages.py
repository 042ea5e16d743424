"""The board's record by page: meetings, what they decided, the parity ladder, and who may read and change them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.engine.board_sheets import RIGHTS
from plait.jobs.judging import judge_trust
from plait.store.models import AgendaItem, Decision, Meeting, StandingRight
from tests.registers import Site, count_queries, form_of, read, read_rows
from tests.tables_in import tables_in
from tests.web.bringing import bring

LIST = "/t/PLA/board/"


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


MEETINGS = f"""
Meeting  |Kind     |Held on            |Starts at|Ends at|Status
Last     |Board    |{ago(20):%d/%m/%Y}|09:30    |12:45  |Published
Before   |Board    |{ago(50):%d/%m/%Y}|09:30    |       |Published
Quality  |Committee|{ago(5):%d/%m/%Y} |         |       |Published
Next     |Board    |{ago(-9):%d/%m/%Y}|         |       |Draft
"""
ITEMS = """
Meeting|Item|Title      |Minutes|Tag    |Tag confirmed|For decision|Authors
Last   |2   |Prescribing|25     |Digital|Yes          |Yes         |Medical director; Chief nurse
Last   |10  |Beds       |15     |Quality|             |            |
Last   |1   |Money      |60     |Finance|Yes          |            |Finance director
Next   |1   |Secret plan|30     |Digital|             |            |
"""
DECISIONS = """
Meeting|Decision      |Item|Technology decision|Specialist present|Written advice|Advice by|Led by     |Challenged by
Last   |Buy the system|2   |Yes                |Yes               |Options paper |Bo Price |COO        |Chair
Last   |Buy a portal  |    |Yes                |No                |              |         |           |
Before |Paint the wall|    |No                 |                  |              |         |Chief nurse|
Next   |Hidden thing  |    |Yes                |                  |              |         |           |
"""
LADDER = "Right|Subject|Has it|Since|Document\n" + "\n".join(
    f"{right}|{subject}|{'No' if subject == 'Digital' and place > 4 else 'Yes'}|01/04/2025|Standing orders"
    for place, right in enumerate(RIGHTS)
    for subject in ("Finance", "Quality", "Digital")
)
ASKED = "Meeting|Item|Asked by|Question|What changed\nLast|2|Chair|Who trains us?|"
SPONSORED = "Office|Kind|Of what|Part|Starts\nChair|Service|Single point of access|Sponsor|01/05/2025"
pytestmark = pytest.mark.django_db


@pytest.fixture
def met(site: Site) -> Site:
    """The small trust with three meetings, a draft, decisions and a whole ladder."""
    site.bring(board_meetings=MEETINGS, agenda_items=ITEMS, board_decisions=DECISIONS, standing_rights=LADDER)
    return site


def here(site: Site, name: str = "Last") -> str:
    return f"{LIST}{site.id_of(Meeting, name=name)}/"


def test_the_list_says_when_the_board_last_met_and_how_much_was_on_digital(met: Site) -> None:
    page = read(met.browser("BM"), LIST)
    assert "<b>The board last met on " in page
    assert "and twice in the last 12 months.</b>" in page
    assert page.index(">Quality<") < page.index(">Last<") < page.index(">Before<")
    [last] = [row for row in read_rows(met.browser("BM"), f"{LIST}?format=csv") if row["Meeting"] == "Last"]
    assert (last["Items"], last["Timed minutes"], last["Minutes on digital"], last["Decisions"], last["Starts at"]) == (
        "3", "100", "25", "2", "09:30",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("?kind=committee", ["Quality"]),
        ("?q=bef", ["Before"]),
        ("?sort=-digital", ["Last", "Before", "Quality"]),
        ("?status=draft", ["Quality", "Last", "Before"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(met: Site, asked: str, names: list[str]) -> None:
    rows = read_rows(met.browser("BM"), f"{LIST}{asked}&format=csv")
    assert [row["Meeting"] for row in rows] == names, "who reads no drafts cannot ask for them"


def test_nothing_recorded_is_said_with_what_it_would_be_good_for(site: Site) -> None:
    for address, said in (
        (LIST, "No meeting of the board is recorded."),
        (f"{LIST}decisions/", "No technology decision of the last 12 months is recorded."),
        (f"{LIST}rights/", "24 of 24 standing rights are not recorded."),
    ):
        page = read(site.browser("SEC"), address)
        assert f"<b>We cannot tell. {said}</b>" in page
        assert "Bring the " in page
        assert "Bring the " not in read(site.browser("ME"), address)


@pytest.mark.parametrize("role", ["EX", "CDIO", "SEC"])
def test_a_draft_is_for_executives_the_cdio_and_the_secretary(met: Site, role: str) -> None:
    browser = met.browser(role)
    assert "Next" in read(browser, LIST)
    assert [row["Meeting"] for row in read_rows(browser, f"{LIST}?status=draft&format=csv")] == ["Next"]
    page = read(browser, here(met, "Next"))
    assert "This is a draft and counts in nothing until it is published." in page
    assert "1 tag to confirm." in page
    assert "Hidden thing" in read(browser, f"{LIST}decisions/")


@pytest.mark.parametrize("role", ["BM", "CL", "PMO", "FIN", "TL", "ME", "CH", "RO", "ADM"])
def test_nobody_else_meets_a_draft_on_any_page_or_list(met: Site, role: str) -> None:
    browser = met.browser(role)
    assert browser.get(here(met, "Next")).status_code == 404
    for address in (LIST, f"{LIST}decisions/", f"{LIST}rights/", f"{LIST}?format=csv", f"{LIST}decisions/?format=csv"):
        said = browser.get(address).content.decode()
        assert "Hidden thing" not in said
        assert "Next," not in said
        assert ">Next<" not in said
    for address in (f"{LIST}add/", f"{here(met)}edit/", f"{here(met)}items/add/", f"{LIST}rights/add/"):
        assert browser.get(address).status_code == 403


def test_a_meeting_shows_its_agenda_in_order_and_what_it_decided(met: Site) -> None:
    page = read(met.browser("RO"), here(met))
    assert "<b>Digital had 25 of 100 timed minutes. 1 tag to confirm.</b>" in page
    agenda = page.partition("<h2>Agenda</h2>")[2]
    assert agenda.index("Money") < agenda.index("Prescribing") < agenda.index("Beds")
    assert "Medical director; Chief nurse" in agenda
    assert "Options paper, by Bo Price" in agenda
    assert "> item" not in page
    rows = read_rows(met.browser("RO"), f"{here(met)}?format=csv")
    assert [(row["Item"], row["Tag"], row["Tag confirmed"]) for row in rows] == [
        ("1", "Finance", "Yes"), ("2", "Digital", "Yes"), ("10", "Quality", "No"),
    ]  # fmt: skip
    assert "No item is on its agenda yet." in read(met.browser("RO"), here(met, "Quality"))


def test_the_decisions_say_which_had_advice(met: Site) -> None:
    browser = met.browser("BM")
    page = read(browser, f"{LIST}decisions/")
    assert "<b>1 of 2 technology decisions had specialist advice in the last 12 months.</b>" in page
    for asked, names in (
        ("advised=no&technology=yes", ["Buy a portal"]),
        ("technology=no", ["Paint the wall"]),
        ("q=last&sort=name", ["Buy a portal", "Buy the system"]),
    ):
        rows = read_rows(browser, f"{LIST}decisions/?{asked}&format=csv")
        assert [row["Decision"] for row in rows] == names
    assert rows[1]["Challenged by"] == "Chair"


def test_the_ladder_names_the_next_rung(met: Site) -> None:
    page = read(met.browser("FIN"), f"{LIST}rights/")
    assert "<b>Digital has 5 standing rights. Finance has 8, quality 8. The next rung: risk in the assurance" in page
    assert len(read_rows(met.browser("FIN"), f"{LIST}rights/?format=csv")) == 24
    assert "> Board committee, digital" not in page
    assert 'Change<span class="nhsuk-u-visually-hidden"> Board committee, digital' in read(
        met.browser("SEC"), f"{LIST}rights/"
    )


def test_the_secretary_adds_a_meeting_with_its_item_and_decision_and_publishes_it(site: Site) -> None:
    browser = site.browser("SEC")
    form = form_of(browser, f"{LIST}add/") | {
        "name": "Board, June", "kind": "Board", "held_on": "05/06/2026", "begins": "9.30", "finishes": "12:45",
    }  # fmt: skip
    assert "The meeting is recorded." in browser.post(f"{LIST}add/", form, follow=True).content.decode()
    made = here(site, "Board, June")
    item = form_of(browser, f"{made}items/add/") | {
        "number": "7", "title": "Prescribing", "minutes": "20", "tag": "Digital", "authors": "CCIO; Medical director",
    }  # fmt: skip
    assert browser.post(f"{made}items/add/", item)["Location"] == made
    taken = form_of(browser, f"{made}decisions/add/") | {
        "name": "Buy it", "item": "7", "is_technology": "Yes", "leads": "Medical director",
    }  # fmt: skip
    assert browser.post(f"{made}decisions/add/", taken)["Location"] == made
    assert "This is a draft" in read(browser, made)
    published = form_of(browser, f"{made}edit/") | {"status": "Published"}
    assert browser.post(f"{made}edit/", published)["Location"] == made
    there = f"{LIST}items/{site.id_of(AgendaItem)}/edit/"
    assert 'name="number"' not in browser.get(there).content.decode(), "decisions name it"
    confirmed = form_of(browser, there) | {"is_confirmed": "Yes"}
    assert "Prescribing is saved." in browser.post(there, confirmed, follow=True).content.decode()
    page = read(site.browser("ME"), made)
    assert "Digital had 20 of 20 timed minutes." in page
    assert "Chief clinical information officer; Medical director" in page
    assert "History" not in page, "what it said while it was a draft is not for all"
    assert "Prescribing: Agenda item changed" in read(site.browser("EX"), made)


def test_the_secretary_changes_a_decision_and_a_right(met: Site) -> None:
    browser = met.browser("SEC")
    there = f"{LIST}decisions/{met.id_of(Decision, name='Buy a portal')}/edit/"
    form = form_of(browser, there) | {"advice": "Market review", "advice_by": "CCIO"}
    assert browser.post(there, form)["Location"] == here(met)
    assert "Both technology decisions had specialist advice" in read(browser, f"{LIST}decisions/")
    right = met.id_of(StandingRight, right="Internal audit days", subject="digital")
    form = form_of(browser, f"{LIST}rights/{right}/edit/")
    assert not {"right", "subject"} & set(form), "which right of whom stays"
    given = form | {"has": "Yes", "since": f"{ago(3):%d/%m/%Y}", "document": "Audit plan"}
    assert browser.post(f"{LIST}rights/{right}/edit/", given)["Location"] == f"{LIST}rights/"
    page = read(browser, f"{LIST}rights/")
    assert "Digital has 6 standing rights." in page
    assert "Internal audit days, digital: Standing right changed" in page


def test_a_right_that_nobody_recorded_is_added(site: Site) -> None:
    browser = site.browser("SEC")
    form = form_of(browser, f"{LIST}rights/add/") | {
        "right": RIGHTS[0], "subject": "Digital", "has": "Yes", "since": "01/04/2026",
    }  # fmt: skip
    assert browser.post(f"{LIST}rights/add/", form)["Location"] == f"{LIST}rights/"
    page = read(browser, f"{LIST}rights/")
    assert "23 of 24 standing rights are not recorded." in page
    assert "Not recorded" in page


@pytest.mark.parametrize(
    ("address", "typed", "fault"),
    [
        ("edit/", {"finishes": "09:00"}, "It ends before it starts, at 09:30. Write a later time"),
        ("edit/", {"begins": "early"}, "Not a time of the day. Write hours and minutes, like 09:30."),
        ("items/add/", {"number": "2", "title": "Again"}, "There is one with this item already"),
        ("items/add/", {"number": "3", "title": "x", "authors": "Bo Price"}, "Not one of the words of this list."),
        (
            "items/add/",
            {"number": "3", "title": "x", "authors": "Medical director; Chief digital officer"},
            "Not one of the words of this list: “Chief digital officer”. Nearest: Chief digital and information",
        ),
        (
            "decisions/add/",
            {"name": "x", "is_technology": "Yes", "decided_on": "01/01/2026"},
            "This is before its meeting",
        ),
        (
            "decisions/add/",
            {"name": "x", "is_technology": "Yes", "advice": "y"},
            "Written advice is named, but not who",
        ),
    ],
)
def test_a_form_with_a_fault_comes_back_with_what_to_write(
    met: Site, address: str, typed: dict[str, str], fault: str
) -> None:
    browser, there = met.browser("SEC"), f"{here(met)}{address}"
    answer = browser.post(there, form_of(browser, there) | typed)
    assert answer.status_code == 422
    assert fault in " ".join(answer.content.decode().split())


def test_a_meeting_does_not_leave_the_day_of_its_decisions(met: Site) -> None:
    browser = met.browser("SEC")
    there = f"{LIST}decisions/{met.id_of(Decision, name='Buy the system')}/edit/"
    stated = form_of(browser, there) | {"decided_on": f"{ago(20):%d/%m/%Y}"}
    assert browser.post(there, stated).status_code == 302
    moved = form_of(browser, f"{here(met)}edit/") | {"held_on": f"{ago(10):%d/%m/%Y}"}
    answer = browser.post(f"{here(met)}edit/", moved)
    assert answer.status_code == 422
    assert "The meeting would be after its decision" in answer.content.decode()


def test_rows_behind_a_verdict_lead_to_their_meeting_and_to_the_ladder(met: Site) -> None:
    met.bring(board_challenges=ASKED, sponsorships=SPONSORED)
    met.see()
    judge_trust(met.trust.pk)
    browser = met.browser("FIN")
    advice = read(browser, "/t/PLA/questions/advice-before-decisions/")
    assert f'<a href="{here(met)}">Buy a portal</a>' in advice
    assert f'<a href="{here(met)}">Last</a>' in read(browser, "/t/PLA/questions/agenda-time/")
    assert f'<a href="{LIST}rights/">Board committee</a>' in read(browser, "/t/PLA/questions/digital-has-parity/")
    assert "Hidden thing" not in advice
    four = browser.get("/t/PLA/questions/four-directors-take-part/").content.decode()
    [rows] = [table.rows for table in tables_in(four) if table.caption == "The rows behind it"]
    assert [row[-1] for row in rows if row[1] == "Nothing in 12 months"] == ["–"], "nobody typed what nobody did"


def test_who_imports_all_else_brings_no_sheet_of_the_board(site: Site) -> None:
    meetings = "Meeting,Kind,Held on\nBoard,Board,05/06/2026\n"
    for role, status in (("PMO", 422), ("CDIO", 422), ("SEC", 302)):
        assert bring(site.browser(role), meetings, f"{role} board meetings.csv").status_code == status, role


@pytest.mark.parametrize(("role", "status"), [("PMO", 403), ("CDIO", 200)])
def test_a_file_with_a_draft_is_read_by_those_who_read_drafts(site: Site, role: str, status: int) -> None:
    meetings = "Meeting,Kind,Held on\nHidden meeting,Board,05/06/2026\n"
    there = bring(site.browser("SEC"), meetings, "board meetings.csv")["Location"]
    other = site.browser(role)
    for page in ("", "rows/new/", "file/", "faults/"):
        answer = other.get(there + page)
        assert answer.status_code == status, page
        assert status == 200 or "Hidden meeting" not in answer.content.decode()
    assert other.get("/t/PLA/imports/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["9999/", "9999/edit/", "9999/items/add/", "items/9999/edit/", "decisions/9999/edit/", "rights/9999/edit/"],
)
def test_what_is_not_there_is_not_found(met: Site, address: str) -> None:
    assert met.browser("SEC").get(f"{LIST}{address}").status_code == 404


def test_ten_times_the_record_takes_no_more_queries(met: Site) -> None:
    browser = met.browser("SEC")
    pages = (LIST, here(met), f"{LIST}decisions/", f"{LIST}rights/")
    before = [count_queries(browser, page) for page in pages]
    names = [f"Extra {n}" for n in range(30)]
    day = f"{ago(90):%d/%m/%Y}"
    met.bring(
        board_meetings="Meeting|Kind|Held on|Status\n" + "\n".join(f"{name}|Board|{day}|Published" for name in names),
        agenda_items="Meeting|Item|Title\n" + "\n".join(f"Last|{n + 20}|{name}" for n, name in enumerate(names)),
        board_decisions="Meeting|Decision|Technology decision\n" + "\n".join(f"Last|{name}|No" for name in names),
    )
    assert [count_queries(browser, page) for page in pages] == before
