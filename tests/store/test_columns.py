"""Records made column by column."""

from dataclasses import dataclass

import pytest

from plait.store.columns import records_of


@dataclass(frozen=True, slots=True)
class Ward:
    """A record as the engine has them."""

    name: str
    beds: int = 0


@dataclass(frozen=True, slots=True)
class Checked(Ward):
    """A record that looks at what it is given."""

    def __post_init__(self) -> None:
        """Refuse nothing."""


@dataclass(frozen=True)
class Loose:
    """A record without slots."""

    name: str


def test_columns_make_the_records_their_rows_would() -> None:
    rows = [("Ash", "12"), ("Beech", "8")]
    assert records_of(
        Ward, list(zip(*rows, strict=True)), {"name": {"Ash": "Ash ward", "Beech": "Beech"}, "beds": int}
    ) == (
        Ward("Ash ward", 12),
        Ward("Beech", 8),
    )


def test_no_rows_make_no_records() -> None:
    assert records_of(Ward, ((), ()), {"beds": int}) == ()


@pytest.mark.parametrize("kind", [Checked, Loose])
def test_a_record_that_needs_its_constructor_is_refused(kind: type[Ward]) -> None:
    with pytest.raises(TypeError, match=f"{kind.__name__} must be made by its constructor"):
        records_of(kind, (("Ash",), (1,)), {})


def test_a_column_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        records_of(Ward, (("Ash",),), {})
