"""Who of both trusts had a part in a decision, and what is asked for then."""

from __future__ import annotations

import pytest

from plait.engine.conflicts import Interested, to_ask

ROSALIND = Interested("Rosalind Hale", frozenset(("CDIO", "Digital head", "Other director")))


@pytest.mark.parametrize(
    ("leads", "advice", "part"),
    [
        (("Chief digital and information officer",), "", True),
        (("Medical director",), "", False),
        (("Medical director", "other Director"), "", True),
        ((), "Advice of Rosalind Hale", True),
        ((), "CDIO and CCIO", True),
        ((), "", False),
    ],
)
def test_who_led_or_advised_takes_part(leads: tuple[str, ...], advice: str, part: bool) -> None:
    assert ROSALIND.takes_part(leads, advice) is part


def test_somebody_without_an_office_is_known_by_name() -> None:
    assert Interested("Bo Price", frozenset()).takes_part((), "by bo price")


def test_what_is_missing_is_asked_for() -> None:
    assert to_ask(is_declared=False, stood_aside=()) == ("a declaration of interest", "who stood aside")
    assert to_ask(is_declared=True, stood_aside=("Chair",)) == ()
    assert to_ask(is_declared=True, stood_aside=()) == ("who stood aside",)
