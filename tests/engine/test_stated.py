"""What an entry states, and the fault of a sheet that breaks its promise."""

from datetime import date
from decimal import Decimal

import pytest

from plait.engine.sheets import Entry
from plait.engine.stated import perhaps, stated, stated_text, stated_words

ENTRY = Entry("people", {"name": "Ann", "wte": Decimal("0.8"), "ends": None, "met_on": ("a", "b"), "hard": False})


def test_values_come_out_with_the_kind_they_were_read_as() -> None:
    assert stated(ENTRY, "wte", Decimal) == Decimal("0.8")
    assert perhaps(ENTRY, "hard", bool) is False
    assert stated_text(ENTRY, "name") == "Ann"
    assert stated_words(ENTRY, "met_on") == ("a", "b")


@pytest.mark.parametrize("name", ["ends", "absent"])
def test_an_empty_and_an_absent_column_say_nothing(name: str) -> None:
    assert perhaps(ENTRY, name, date) is None
    assert stated_text(ENTRY, name) == ""
    assert stated_words(ENTRY, name) == ()


def test_a_broken_promise_names_sheet_and_column() -> None:
    with pytest.raises(TypeError, match=r"people\.name states str “Ann”"):
        perhaps(ENTRY, "name", date)
    with pytest.raises(TypeError, match=r"people\.ends states NoneType"):
        stated(ENTRY, "ends", date)
    with pytest.raises(TypeError, match=r"people\.name states str"):
        stated_words(ENTRY, "name")
