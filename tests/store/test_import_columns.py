"""Which columns keep the days of a former value: told as the registers have it, in words and of one file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plait.store.import_views import load_overwritten
from plait.store.imports import IN_ORDER, Choices, tell_dated
from plait.store.models import Need, Service
from plait.store.writing import Act
from tests.books import PEOPLE, SERVICES, book, imported, staged

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "import-a-workbook.md"
SKILLS = "Competency|Family|Viewpoint\nTriage|Care|Clinical"
NEEDS = "Service|Competency|Level|People\nSingle point of access|Triage|Working|{}"


def test_every_register_that_keeps_days_is_told_and_the_how_to_says_the_same() -> None:
    said = tell_dated()
    for register in IN_ORDER:
        assert all(register.sheet.column(name).heading in said for name in register.dated)
        assert (f"{register.sheet.title}: " in said) is bool(register.dated)
    assert said in HOW_TO.read_text(encoding="utf-8"), "Put this sentence into the how-to: " + said


@pytest.mark.django_db
def test_what_a_file_overwrites_for_the_past_too_is_named(act: Act) -> None:
    imported(act, book(people=PEOPLE, competencies=SKILLS, services=SERVICES, needs=NEEDS.format(1)))
    september = Choices(date(2025, 9, 1))
    changed = {
        "people": PEOPLE.replace("Di Sykes", "Di Hall ").replace("|0.6|", "|0.5|").replace("01/05/2025", "01/06/2025"),
        "services": SERVICES.replace("|Live ", "|Beta "),
        "needs": NEEDS.format(2),
    }
    import_id = staged(act, book(**changed), september)
    rest = ". No days of their own: the new value counts for the past too, and the history keeps the old."
    assert load_overwritten(act.trust_id, import_id) == (
        f"People: Name{rest}",
        f"Services: Phase{rest}",
        f"Needs: People{rest}",
    )
    imported(act, book(services=changed["services"], needs=changed["needs"]), september)
    assert Service.objects.values_list("phase", flat=True).get() == "beta"
    assert Need.objects.values_list("people", flat=True).get() == 2


@pytest.mark.django_db
def test_file_that_changes_only_what_keeps_its_days_overwrites_nothing(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    import_id = staged(act, book(people=PEOPLE.replace("|0.6|", "|0.5|")), Choices(date(2025, 9, 1)))
    assert load_overwritten(act.trust_id, import_id) == ()
