"""Records without an end that never were are removed after a question, and one click brings them back."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.db.models import Model

from plait.store.models import (
    Assumption,
    Blocker,
    DesignDecision,
    DesignVoice,
    ListeningTheme,
    ResearchRound,
)
from tests.registers import Site, read

pytestmark = pytest.mark.django_db
GROUPS = "Group|Kind\nNight porters|Staff"
ROUNDS = """
Team       |Held on   |Group        |What was asked|What was learnt
Access team|05/05/2025|Night porters|Whom to ring? |Nobody knew
"""
ASSUMPTIONS = "Team|Assumption|Written on\nAccess team|People ring|01/04/2025"
DESIGN = "Decision|Service|Team|Decided on\nRing back|single point of access|Access team|05/05/2025"
VOICES = "Decision|Employee number|Wrote it\nRing back|1002|Yes\nRing back|1001|"
BLOCKERS = "Team|Blocker|Raised on\nAccess team|No line|05/05/2025"
THEMES = """
Programme|Theme|Answered or challenged|Answered on|Answer|Design decision
Front    |Waits|Answered              |01/06/2025 |Yes   |Ring back
"""
KINDS: tuple[tuple[str, str, type[Model], str], ...] = (
    ("research/rounds/{}/", "remove/", ResearchRound, "Access team heard Night porters, and learnt: Nobody knew"),
    ("research/assumptions/{}/", "remove/", Assumption, "Access team believed it"),
    ("design/{}/", "remove/", DesignDecision, "Who took part goes with it"),
    ("design/voices/{}/", "remove/", DesignVoice, "somebody took part in “Ring back”"),
    ("blockers/{}/", "never/", Blocker, "One that is gone is said to be removed instead"),
)


@pytest.fixture
def told(site: Site) -> Site:
    """The small trust with one record of each kind, and a theme that names the decision."""
    site.bring(user_groups=GROUPS, research_rounds=ROUNDS, assumptions=ASSUMPTIONS)
    site.bring(design_decisions=DESIGN, design_voices=VOICES, blockers=BLOCKERS)
    site.bring(programmes="Programme\nFront", listening_themes=THEMES)
    site.see()
    return site


def stamp_of(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(("address", "word", "model", "says"), KINDS, ids=[model.__name__ for _, _, model, _ in KINDS])
def test_a_record_is_removed_after_a_question_and_comes_back(
    told: Site, address: str, word: str, model: type[Model], says: str
) -> None:
    rows, browser = model._default_manager.order_by("id"), told.browser("PMO")
    told.see()
    before = list(rows.values())
    here = f"/t/PLA/{address.format(before[0]['id'])}"
    assert f'href="{here}{word}">Remove this record</a>' in read(browser, f"{here}edit/")
    asked = read(browser, f"{here}{word}")
    assert says in asked
    assert "Remove it only if it was never so" in asked
    assert browser.post(f"{here}{word}", {"stamp": "old"}).status_code == HTTPStatus.CONFLICT
    for role in ("BM", "TL"):
        assert told.browser(role).post(f"{here}{word}").status_code == HTTPStatus.FORBIDDEN
    gone = browser.post(f"{here}{word}", {"stamp": stamp_of(asked)}, follow=True)
    page = gone.content.decode()
    assert "is removed. The history keeps what it said." in page
    told.see()
    assert len(rows.all()) == len(before) - 1
    assert browser.get(f"{here}{word}").status_code == HTTPStatus.NOT_FOUND
    way = re.search(r'action="(/t/PLA/undo/[^"]+)"', page)
    assert way is not None
    browser.post(way[1].replace("&amp;", "&"))
    told.see()
    unlike = {"version"}
    assert [{k: v for k, v in row.items() if k not in unlike} for row in rows.all().values()] == [
        {k: v for k, v in row.items() if k not in unlike} for row in before
    ]


def test_a_decision_takes_its_voices_with_it_and_a_theme_names_it_no_more_until_it_is_back(told: Site) -> None:
    browser, there = told.browser("PMO"), f"/t/PLA/design/{told.id_of(DesignDecision)}/remove/"
    page = browser.post(there, {"stamp": stamp_of(read(browser, there))}, follow=True).content.decode()
    told.see()
    assert (DesignVoice.objects.count(), ListeningTheme.objects.get().decision) == (0, None)
    way = re.search(r'action="(/t/PLA/undo/[^"]+)"', page)
    assert way is not None
    browser.post(way[1].replace("&amp;", "&"))
    told.see()
    assert DesignVoice.objects.count() == 2
    assert ListeningTheme.objects.get().decision == DesignDecision.objects.get()
