"""Whatever leaves the site as a file leaves an event: who took what, with which filters, and nobody's name."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from plait.store.models import Event, Service, Trust
from tests.addresses import site as every_address
from tests.filled import Filled, fill
from tests.registers import Site, read

pytestmark = pytest.mark.django_db
FILES = frozenset(
    ("leadership-as-at",
     "people", "teams", "services", "competencies", "competency", "competencies-by-quarter", "need-to-team",
     "recruiting-worth", "communities", "lending", "research", "assumptions", "design-decisions", "blockers",
     "outcomes", "outcome", "outcome-chart", "programmes", "programme", "programme-places", "listening-log",
     "areas", "visits",
     "education", "contacts", "development",
     "programme-calendar", "programme-clashes",
     "pulses",
     "leadership", "leave", "leaves", "accountability", "champions", "champion-gaps", "champion-groups",
     "champions-leaving",
     "agenda-time", "expertise", "assessment",
     "board-packs", "paper-file", "paper-openings",
     "corrections", "board-members", "board-plan", "meetings", "meeting", "decisions", "objectives", "not-chosen",
     "rights", "pack-file", "users", "audit", "question", "assembly-run", "import-faults", "import-file",
     "directors", "delegation", "board-actions", "sponsorships", "board-papers",
     "executives", "deputies", "declarations")
)  # fmt: skip
BLANK = "import-template"
"""The one file that holds nothing of the record, so that nobody is told who took it."""


@pytest.fixture
def filled(site: Site) -> Filled:
    """PLA with something on every page."""
    return fill(site)


def test_every_file_leaves_one_event_and_looking_leaves_none(filled: Filled) -> None:
    browser, files = filled.browser, set()
    for address in every_address(filled.fitting):
        if not address.path.startswith("/t/PLA/"):
            continue
        before, revision = _events(filled), _revision(filled)
        answer = browser.get(f"{address.path}?format=csv&q=Frost&department=Medicine")
        new = _events(filled)[len(before) :]
        is_file = answer.status_code == HTTPStatus.OK and "attachment" in answer.get("Content-Disposition", "")
        assert _revision(filled) == revision, address.name
        assert len(new) == (is_file and address.name != BLANK), address.name
        for event in new:
            files.add(address.name)
            assert (event.action, event.kind, event.actor_name) == ("exported", "file", filled.user.name)
            assert (event.after or {})["page"] == address.path
            assert "Frost" not in str(event.after)
    assert files == FILES


def _events(filled: Filled) -> list[Event]:
    filled.site.see()
    return list(Event.objects.order_by("id"))


def _revision(filled: Filled) -> int:
    return Trust.objects.get(id=filled.site.trust.pk).revision


def test_the_trail_tells_in_words_what_was_taken(site: Site) -> None:
    office, director = site.browser("PMO"), site.browser("CDIO")
    office.get("/t/PLA/people/?department=Medicine&q=Cy&format=csv")
    trail = read(director, "/t/PLA/access/audit/?kind=file")
    assert "File exported" in trail
    assert "people.csv" in trail
    assert "filters department: Medicine; name people.csv; page /t/PLA/people/; rows 1; searched yes" in trail


def test_who_reads_no_names_is_noted_too(site: Site) -> None:
    site.browser("RO").get("/t/PLA/people/?format=csv")
    site.see()
    assert [event.after or {} for event in Event.objects.filter(action="exported")] == [
        {"name": "people-by-department.csv", "page": "/t/PLA/people/", "rows": 3}
    ]


def test_a_list_to_keep_holds_no_formula(site: Site) -> None:
    site.see()
    Service.objects.update(name="=cmd()", owner=None)
    kept = site.browser("PMO").get("/t/PLA/services/?format=csv")
    assert kept["Content-Disposition"] == 'attachment; filename="services.csv"'
    mark, _, rows = kept.content.decode().partition("Service,")
    assert mark == "\ufeff"
    assert "\r\n'=cmd()," in rows
