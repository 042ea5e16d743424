"""The list of long leave, one leave with what its person holds, and what their own pages say; by role and trust."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from plait.store.models import Champion, Deputy, Employment, LeadershipRole, LongLeave, RoleHolder, Trust
from plait.web.shared import editing
from plait.web.shared.jinja import full_date, short_date
from tests.conftest import InScope
from tests.registers import Site, count_queries, form_of, read, read_rows
from tests.web.test_leave_pages import HELD, LEAVE, READERS, ROLES, TODAY, UNTIL, WRITERS

LIST = "/t/PLA/people/leave/"
NEVER = f"{LIST}987654/"
"""A leave that never was."""
NOBODYS = ["BM", "EX", "TL", "CH", "SEC", "RO"]
SOON = TODAY + timedelta(days=9)
MORE = f"{LEAVE}\n1002|{SOON:%d/%m/%Y}|\n1003|01/06/2025|30/06/2025"
pytestmark = pytest.mark.django_db


@pytest.fixture
def led(site: Site) -> Site:
    """The small trust: its digital head is away, somebody will be without a last day, somebody was."""
    site.bring(leadership_roles=ROLES)
    site.bring(role_holders=HELD)
    site.bring(long_leave=MORE)
    return site


def of(site: Site, number: str = "1001") -> str:
    return f"{LIST}{site.id_of(LongLeave, employment__employee_number=number)}/"


@pytest.mark.parametrize("role", READERS)
def test_who_reads_everybodys_time_lists_who_is_away_will_be_and_was(led: Site, role: str) -> None:
    browser = led.browser(role)
    page = read(browser, LIST)
    assert "<b>1 person is on long leave today; 1 leave is to come.</b>" in page
    assert ("Add a leave" in page) is (role in WRITERS)
    assert f'href="{LIST}"' in read(browser, "/t/PLA/people/")
    rows = read_rows(browser, f"{LIST}?format=csv")
    assert [(one["Name"], one["Last day"], one["State"], one["Sheet"]) for one in rows] == [
        ("Bo Price", UNTIL.isoformat(), "Away now", "long leave"), ("Cy Otieno", "", "To come", "long leave"),
        ("Di Sykes", "2025-06-30", "Over", "long leave"),
    ]  # fmt: skip
    page = read(browser, of(led))
    assert "Bo Price holds 3 things in that time; 2 have nobody meanwhile." not in page
    assert ("Change this leave" in page) is (role in WRITERS)


def test_a_programme_shows_to_roles_that_read_programmes(led: Site) -> None:
    led.bring(programmes="Programme|Senior owner|Starts\nNew ward block|1001|01/01/2025")
    address = of(led)
    for role in READERS:
        browser, reads = led.browser(role), role != "ADM"
        assert ("New ward block" in read(browser, address)) is reads, role
        names = [row["What"] for row in read_rows(browser, f"{address}?format=csv")]
        assert ("New ward block" in names) is reads, role


def test_others_read_no_list_no_leave_and_no_file_of_it(led: Site) -> None:
    for role in NOBODYS:
        browser = led.browser(role)
        for address in (LIST, f"{LIST}?format=csv", of(led), f"{of(led)}?format=csv", NEVER, f"{LIST}add/"):
            assert browser.get(address).status_code == 403, (role, address)
        if role != "RO":
            assert f'href="{LIST}"' not in read(browser, "/t/PLA/people/"), role


def test_a_manager_lists_those_who_report_to_them_and_a_member_their_own(led: Site) -> None:
    names = [row["Name"] for row in read_rows(led.browser("EX", "1000"), f"{LIST}?format=csv")]
    assert names == ["Bo Price", "Cy Otieno"]
    member = led.browser("ME", "1001")
    assert [row["Name"] for row in read_rows(member, f"{LIST}?format=csv")] == ["Bo Price"]
    assert "What Bo Price holds meanwhile" in read(member, of(led))
    assert member.get(of(led, "1002")).status_code == 403
    assert member.get(NEVER).status_code == 403, "whether somebody has a leave of this number is not told"


def test_the_list_is_searched_filtered_and_sorted(led: Site) -> None:
    browser = led.browser("CDIO")
    for asked, names in (
        ("?state=now", ["Bo Price"]), ("?state=past", ["Di Sykes"]), ("?q=medicine", ["Cy Otieno", "Di Sykes"]),
        ("?sort=-name", ["Di Sykes", "Cy Otieno", "Bo Price"]), ("?sort=last", ["Di Sykes", "Bo Price", "Cy Otieno"]),
        ("?sort=first", ["Di Sykes", "Bo Price", "Cy Otieno"]), ("?q=nobody", []),
    ):  # fmt: skip
        assert [row["Name"] for row in read_rows(browser, f"{LIST}{asked}&format=csv")] == names, asked


def test_without_any_leave_the_list_says_what_to_do(site: Site) -> None:
    page = read(site.browser("PMO"), LIST)
    assert "<b>Nobody is on long leave today.</b>" in page
    assert "Bring the Long leave sheet" in page
    assert "Bring the Long leave sheet" not in read(site.browser("CDIO"), LIST)


def test_the_page_of_a_leave_says_what_has_nobody_and_what_to_do(led: Site) -> None:
    page = read(led.browser("CDIO"), of(led))
    assert f"<b>From {full_date(TODAY - timedelta(days=3))} to {full_date(UNTIL)}, 44 days.</b>" in page
    assert "Bo Price holds 2 things in that time; 2 have nobody meanwhile." in page
    assert "Name a deputy or an interim for all of the leave" in page
    assert "Say who takes their part meanwhile" in page
    rows = read_rows(led.browser("CDIO"), f"{of(led)}?format=csv")
    assert [(row["What"], row["Kind"], row["How"], row["Who covers"]) for row in rows] == [
        ("Digital head", "Leadership role", "Substantive", ""), ("Access team", "Team", "", ""),
    ]  # fmt: skip
    led.see()
    ann = Employment.objects.get(employee_number="1000")
    role = LeadershipRole.objects.get()
    Deputy.objects.create(trust_id=led.trust.pk, role=role, employment=ann, starts=TODAY - timedelta(days=99))
    page = read(led.browser("CDIO"), of(led))
    assert "Bo Price holds 2 things in that time; 1 has nobody meanwhile." in page
    assert "Ann Frost" in page
    assert "What Di Sykes holds meanwhile" not in read(led.browser("CDIO"), of(led, "1003")), "it is over"


def test_territories_stay_with_whoever_has_each_role_covered(led: Site) -> None:
    led.bring(territories="Territory|Kind\nData|Data")
    led.bring(accountability_claims="Territory|Employee number|Document|Starts\nData|1001|Letter|01/05/2025")
    assert "Say who answers meanwhile" in read(led.browser("PMO"), of(led))
    led.bring(deputies="Role|Employee number|Starts\nDigital head|1000|01/05/2025")
    page = read(led.browser("PMO"), of(led))
    assert "Say who answers meanwhile" not in page
    assert "Stays theirs: somebody covers each role" in page


def test_a_leave_of_anybody_is_added_by_name_and_says_what_it_touches(led: Site) -> None:
    browser = led.browser("ADM")
    form = form_of(browser, f"{LIST}add/") | {"employee_number": "Ann Frost", "first_on": f"{TODAY:%d/%m/%Y}"}
    page = browser.post(f"{LIST}add/", form, follow=True).content.decode()
    assert "The leave is recorded. 2 things have nobody meanwhile: see below what to do." in page
    assert "the last day is not known yet" in page
    assert "2 people" in page, "two report to the chief executive"
    led.see()
    LongLeave.objects.filter(employment__employee_number="1000").delete()
    nobody = form | {"employee_number": "9999"}
    answer = browser.post(f"{LIST}add/", nobody)
    assert (answer.status_code, "9999" in answer.content.decode()) == (422, True)
    free = form_of(browser, f"{LIST}add/") | {"employee_number": "1004", "first_on": f"{TODAY:%d/%m/%Y}"}
    assert (
        "Nothing that is recorded is left without anybody."
        in browser.post(f"{LIST}add/", free, follow=True).content.decode()
    )


def test_a_change_that_meets_another_leave_names_both_and_one_that_does_not_is_saved(led: Site) -> None:
    browser = led.browser("PMO")
    led.bring(long_leave=f"Employee number|Starts|Last day\n1001|{UNTIL + timedelta(days=9):%d/%m/%Y}|")
    edit = f"{LIST}{led.id_of(LongLeave, first_on=TODAY - timedelta(days=3))}/edit/"
    late = UNTIL + timedelta(days=9)
    answer = browser.post(edit, form_of(browser, edit) | {"last_on": f"{late:%d/%m/%Y}"})
    assert answer.status_code == 422
    said = " ".join(answer.content.decode().split())
    assert f"on leave from {late:%d/%m/%Y} on, with no last day; this one, from" in said
    before = late - timedelta(days=1)
    answer = browser.post(edit, form_of(browser, edit) | {"last_on": f"{before:%d/%m/%Y}"}, follow=True)
    assert "The leave is saved." in answer.content.decode()


def test_of_two_that_are_saved_at_the_same_moment_the_second_is_told_of_the_first(
    led: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, address = led.browser("PMO"), f"{led.person('1004')}leave/add/"
    form = form_of(browser, address) | {"first_on": f"{TODAY:%d/%m/%Y}"}
    ed = led.id_of(Employment, employee_number="1004")

    def overtaken(*_: object, **__: object) -> int:
        LongLeave.objects.create(trust_id=led.trust.pk, employment_id=ed, first_on=SOON)
        raise IntegrityError

    monkeypatch.setattr(editing, "add_entry", overtaken)
    answer = browser.post(address, form)
    assert answer.status_code == 422
    assert f"Ed Mole (1004) is already recorded as on leave from {SOON:%d/%m/%Y} on" in answer.content.decode()


def test_for_you_says_when_one_is_away(led: Site) -> None:
    page = read(led.browser("ME", "1001"), "/t/PLA/you/")
    assert f"You are on leave from {short_date(TODAY - timedelta(days=3))} to {short_date(UNTIL)}" in page
    assert f'href="{of(led)}"' in page
    page = read(led.browser("EX", "1002"), "/t/PLA/you/")
    assert f"You will be on leave from {short_date(SOON)} on; the last day is not known yet." in page
    assert f'href="{of(led, "1002")}"' not in page, "this role opens nobody's leave"
    assert "My leave" not in read(led.browser("ME", "1003"), "/t/PLA/you/"), "it is over"
    assert "My leave" not in read(led.browser("ME", "1000"), "/t/PLA/you/")


def test_the_chart_of_roles_shows_who_is_away_from_day_to_day_to_those_who_read_days(led: Site) -> None:
    led.see()
    bo, role = Employment.objects.get(employee_number="1001"), LeadershipRole.objects.get()
    LongLeave.objects.create(
        trust_id=led.trust.pk, employment=bo, first_on=TODAY - timedelta(90), last_on=TODAY - timedelta(61)
    )
    di = Employment.objects.get(employee_number="1003")
    gone = TODAY - timedelta(days=70)
    Deputy.objects.create(trust_id=led.trust.pk, role=role, employment=di, starts=TODAY - timedelta(days=80), ends=gone)
    page = read(led.browser("CDIO"), "/t/PLA/leadership/")
    back = TODAY - timedelta(days=60)
    for said in (
        f"nobody from {full_date(TODAY - timedelta(90))} to {full_date(TODAY - timedelta(81))}",
        f"Di Sykes (deputy) from {full_date(TODAY - timedelta(80))} to {full_date(gone - timedelta(1))}",
        f"nobody from {full_date(gone)} to {full_date(back - timedelta(1))}",
        f"Bo Price from {full_date(back)} to {full_date(TODAY - timedelta(4))}",
        f"nobody from {full_date(TODAY - timedelta(3))} to {full_date(UNTIL)}",
        f"Bo Price from {full_date(UNTIL + timedelta(1))} on",
    ):
        assert said in page, said
    other = read(led.browser("BM"), "/t/PLA/leadership/")
    assert full_date(UNTIL) not in other
    assert f"nobody from {full_date(TODAY - timedelta(3))} on" in other


def test_another_trust_finds_neither_list_nor_leave(led: Site, other_trust: Trust, in_scope: InScope) -> None:
    browser = led.signed_in_as(led.user_with_role("PMO", other_trust))
    row = of(led)
    assert read_rows(browser, f"/t/{other_trust.code}/people/leave/?format=csv") == []
    assert browser.get(row.replace("PLA", other_trust.code)).status_code == 404
    in_scope(other_trust)
    assert RoleHolder.objects.count() == 0


def test_the_queries_are_constant(led: Site) -> None:
    browser = led.browser("PMO")
    addresses = (LIST, of(led), "/t/PLA/leadership/", led.person("1001"))
    before = [count_queries(browser, address) for address in addresses]
    led.bring(
        long_leave=f"Employee number|Starts|Last day\n1001|{UNTIL + timedelta(days=9):%d/%m/%Y}|\n1004|01/07/2026|"
    )
    led.bring(role_holders=f"Role|Employee number|Held as|WTE|Starts\nDigital head|1000|Interim|0.1|{TODAY:%d/%m/%Y}")
    assert [count_queries(browser, address) for address in addresses] == before


def test_a_champion_who_is_away_is_not_counted_and_the_pages_say_what_nobody_covers(led: Site) -> None:
    active = f"{TODAY - timedelta(days=9):%d/%m/%Y}"
    rows = "\n".join(
        f"{number}|{shift}|No|{active}|01/05/2025" for number, shift in (("1001", "Nights"), ("1002", "Days"))
    )
    led.bring(champions=f"Employee number|Shifts|Trained|Last active on|Starts\n{rows}")
    champions, lost = "/t/PLA/champions/", "nobody is left for"
    reader, other = led.browser("CDIO"), led.browser("BM")
    page = read(reader, champions)
    assert f"Bo Price is on leave until {full_date(UNTIL)}: {lost}" in page
    assert "Nights at Main" in page
    assert "away, not counted" in page
    page = read(other, champions)
    assert f"Bo Price is away: {lost}" in page
    assert full_date(UNTIL) not in page
    found = {row["Name"]: (row["Active"], row["Away"]) for row in read_rows(other, f"{champions}?format=csv")}
    assert found == {"Bo Price": ("No", "Yes"), "Cy Otieno": ("Yes", "No")}
    away, soon = (led.id_of(Champion, employment__employee_number=number) for number in ("1001", "1002"))
    assert "A champion who is away, and not counted meanwhile." in read(other, f"{champions}{away}/")
    page = read(reader, f"{champions}leaving/")
    assert (
        f'href="{champions}leaving/?who={soon}">Cy Otieno is on leave from {full_date(SOON)} on, with no last day'
        in page
    )
    assert ": away, not counted now" in page
    assert "Leave to come" not in read(other, f"{champions}leaving/")
    assert "Away" not in read(led.browser("RO"), champions)
