"""The secretary brings an agenda and confirms what each item is about; nobody else may."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from plait.engine.permissions import Role
from plait.store.models import AgendaItem, Meeting
from tests.agendas import pdf_agenda, word_agenda
from tests.registers import Site, count_queries, form_of, read
from tests.web.bringing import NEW, bring

pytestmark = pytest.mark.django_db
MEETING = "Meeting|Kind|Held on|Status\nLast|Board|02/09/2026|{status}"
ITEMS = """
Meeting|Item|Title                 |Minutes|Tag    |Tag confirmed
Last   |1   |Welcome               |5      |       |
Last   |2   |Electronic prescribing|25     |       |
Last   |3   |Finance report        |15     |Quality|
Last   |4   |Update                |       |       |
Last   |5   |Beds and data         |10     |Quality|Yes
"""


@pytest.fixture
def met(site: Site) -> Site:
    site.bring(board_meetings=MEETING.format(status="Published"), agenda_items=ITEMS)
    return site


def here(site: Site) -> str:
    return f"/t/PLA/board/{site.id_of(Meeting)}/"


def tags(site: Site) -> dict[str, tuple[str, bool]]:
    site.see()
    return {one.number: (one.tag, one.is_confirmed) for one in AgendaItem.objects.all()}


def chosen(browser: Client, address: str) -> dict[str, str]:
    """What the page would send as it stands: the radios that are chosen, and the versions."""
    form = read(browser, address).partition('<form method="post" class="app-tags">')[2]
    kept = re.findall(r'<input type="hidden" name="(version-\d+)" value="(\d+)"', form)
    return dict(kept) | dict(re.findall(r'name="(tag-\d+)" id="[^"]*" value="(\w+)" checked', form))


def test_suggestions_stand_chosen_and_one_press_confirms_them(met: Site) -> None:
    browser, there = met.browser("SEC"), f"{here(met)}tags/"
    assert "4 tags to confirm" in read(browser, here(met)), "the page of the meeting leads here"
    page = read(browser, there)
    assert "Suggested by “electronic”" in page
    assert "No suggestion: choose one" in page
    assert "Confirmed, though the title says “data”" in page, "so that a title that changed is seen"
    assert "From the record, not confirmed" in page
    sent = chosen(browser, there)
    answer = browser.post(there, sent, follow=True)
    assert "3 tags confirmed." in answer.content.decode()
    assert tags(met) == {
        "1": ("other", True), "2": ("digital", True), "3": ("quality", True), "4": ("", False), "5": ("quality", True),
    }  # fmt: skip
    assert "Digital had 25 of 55 timed minutes. 1 tag to confirm." in read(browser, here(met))


def test_a_meeting_without_a_confirmed_tag_says_that_nobody_can_tell(site: Site) -> None:
    site.bring(board_meetings=MEETING.format(status="Published"), agenda_items=ITEMS.replace("Quality|Yes", "Quality|"))
    page = read(site.browser("SEC"), here(site))
    assert "55 timed minutes; nobody can tell on what until tags are confirmed. 5 tags to confirm." in page
    assert "Digital had" not in page


def test_undo_takes_all_of_them_back(met: Site) -> None:
    browser, there = met.browser("SEC"), f"{here(met)}tags/"
    before = tags(met)
    page = browser.post(there, chosen(browser, there), follow=True).content.decode()
    undo = page.partition('action="/t/PLA/undo/')[2].partition('"')[0]
    browser.post(f"/t/PLA/undo/{undo.replace('&amp;', '&')}")
    assert tags(met) == before


def test_nothing_is_saved_where_somebody_changed_an_item_meanwhile(met: Site) -> None:
    browser, there = met.browser("SEC"), f"{here(met)}tags/"
    sent = chosen(browser, there)
    other = f"/t/PLA/board/items/{met.id_of(AgendaItem, number='2')}/edit/"
    met.browser("SEC").post(other, form_of(browser, other) | {"title": "Prescribing by hand"})
    before = tags(met)
    page = browser.post(there, sent, follow=True).content.decode()
    assert "Somebody changed an item of this agenda meanwhile, so nothing is saved." in page
    assert tags(met) == before


def test_what_is_confirmed_already_and_what_no_form_sends_changes_nothing(met: Site) -> None:
    browser, there = met.browser("SEC"), f"{here(met)}tags/"
    item = met.id_of(AgendaItem, number="5")
    odd = {f"tag-{item}": "quality", f"version-{item}": "1", "tag-1": "digital", "tag-x": "digital", "tag-9": "odd"}
    assert "No tag was different, so nothing was saved." in browser.post(there, odd, follow=True).content.decode()


def test_numbers_longer_than_any_item_or_version_are_left_aside(met: Site) -> None:
    browser, there = met.browser("SEC"), f"{here(met)}tags/"
    item, long = met.id_of(AgendaItem, number="2"), "9" * 400
    odd = {f"tag-{item}": "digital", f"version-{item}": "9" * 5000, f"tag-{long}": "digital", f"version-{long}": "1"}
    assert "No tag was different, so nothing was saved." in browser.post(there, odd, follow=True).content.decode()


def test_an_item_of_another_meeting_is_left_alone(met: Site) -> None:
    met.bring(
        board_meetings="Meeting|Kind|Held on\nNext|Board|01/12/2026", agenda_items="Meeting|Item|Title\nNext|1|IT"
    )
    item, last = met.id_of(AgendaItem, title="IT"), met.id_of(Meeting, name="Last")
    sent = {f"tag-{item}": "digital", f"version-{item}": "1"}
    met.browser("SEC").post(f"/t/PLA/board/{last}/tags/", sent)
    met.see()
    assert not AgendaItem.objects.get(id=item).is_confirmed


def test_an_agenda_without_items_says_so(site: Site) -> None:
    site.bring(board_meetings=MEETING.format(status="Draft"))
    assert "No item is on its agenda yet." in read(site.browser("SEC"), f"{here(site)}tags/")


def test_nobody_else_confirms(met: Site) -> None:
    for role in set(map(str, Role)) - {"SEC"}:
        browser = met.browser(role)
        for answer in (browser.get(f"{here(met)}tags/"), browser.post(f"{here(met)}tags/", {})):
            assert answer.status_code == 403, role
        assert "tags/" not in browser.get(here(met)).content.decode()


def test_as_many_queries_for_many_items(met: Site) -> None:
    browser, there = met.browser("SEC"), f"{here(met)}tags/"
    browser.get(there)
    few = count_queries(browser, there)
    more = "\n".join(f"Last|{number}|Finance {number}" for number in range(20, 60))
    met.bring(agenda_items=f"Meeting|Item|Title\n{more}")
    assert count_queries(browser, there) == few


@pytest.mark.parametrize(("name", "data"), [("Agenda.docx", word_agenda()), ("Agenda.pdf", pdf_agenda())])
def test_an_agenda_is_brought_by_the_form_previewed_and_saved_as_a_draft(site: Site, name: str, data: bytes) -> None:
    browser = site.browser("SEC")
    preview = bring(browser, data, name)["Location"]
    page = read(browser, preview)
    assert "15" in page.partition("app-counts")[2][:400], "a meeting and fourteen items"
    assert "Title: Cyber security: annual assessment; Minutes: 15" in page, "each item stands on the preview"
    assert browser.post(f"{preview}approve/").status_code == 302
    assert f'href="{here(site)}" role="button"' in read(browser, preview), "and then leads to its meeting"
    site.see()
    meeting = Meeting.objects.get()
    assert (meeting.name, meeting.status, meeting.finishes) == ("Board, 3 September 2026", "draft", "12:45")
    assert AgendaItem.objects.filter(is_confirmed=True).count() == 0
    assert "14 tags to confirm." in read(browser, here(site))
    assert "item 7" not in read(site.browser("BM"), "/t/PLA/board/"), "a draft is for the secretary and executives"


def test_an_agenda_with_faults_is_staged_with_where_they_are(site: Site) -> None:
    text = "Board, 3 September 2026\n1. 10:30 Beds\n2. 10:00 Money\n3. 11:00 Close\n"
    browser = site.browser("SEC")
    preview = bring(browser, text, "Agenda.txt")["Location"]
    page = read(browser, preview)
    assert "Item 2 starts before 10:30, the time above it" in page
    assert browser.get(NEW).status_code == 200
