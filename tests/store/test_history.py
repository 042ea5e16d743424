"""How the history words a value."""

from __future__ import annotations

import pytest

from plait.store.history import _plain


@pytest.mark.parametrize(
    ("kept", "said"),
    [("2026-06-01", "1 June 2026"), ("0.50", "0.5"), ("1.00", "1"), ("Discharges", "Discharges"), ("12.x", "12.x")],
)
def test_a_value_reads_as_people_write_it(kept: str, said: str) -> None:
    assert _plain(kept) == said
