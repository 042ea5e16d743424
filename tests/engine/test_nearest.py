"""What somebody probably meant by a name: by the words in it first, and none where nothing is near."""

from __future__ import annotations

import pytest

from plait.engine.nearest import nearest
from plait.engine.staff_groups import USUAL_STAFF_GROUPS

GROUPS = sorted(group.name for group in USUAL_STAFF_GROUPS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Clerical and admin", "Administrative and Clerical"),
        ("Nursing Regd", "Nursing and Midwifery Registered"),
        ("Medical staff", "Medical and Dental"),
        ("Mangers", "Managers"),
        ("MANAGEMENT", "Managers"),
    ],
)
def test_a_staff_group_is_known_by_the_words_in_it_before_its_letters(written: str, meant: str) -> None:
    assert nearest(written, GROUPS)[0] == meant


@pytest.mark.parametrize("written", ["DDaT", "Informatics", "Consultants", "zzz", "", "Porters of the night staff"])
def test_no_name_is_offered_where_none_is_near(written: str) -> None:
    assert nearest(written, GROUPS) == ()


def test_a_clerk_is_not_offered_a_clinical_group_beside_the_right_one() -> None:
    assert nearest("Clerical and admin", GROUPS) == ("Administrative and Clerical",)
    without = [name for name in GROUPS if name != "Administrative and Clerical"]
    assert nearest("Clerical and admin", without) == ()


def test_nearest_names_ignore_capitals() -> None:
    assert nearest("DISCHARGE HUP", ["Discharge hub", "Virtual ward"]) == ("Discharge hub",)
