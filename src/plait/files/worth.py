"""What binds in a plan and what recruiting is worth, as plain values that JSON can hold, and back."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from plait.engine.assembly.values import Binding, Value
from plait.engine.competencies import Level
from plait.files.plans import Plain, as_plain


def plain_worth(binding: Sequence[Binding], values: Sequence[Value]) -> dict[str, Any]:
    """Both as plain values: levels as numbers, WTE as decimal text."""
    return {"binding": [as_plain(asdict(one)) for one in binding], "values": [as_plain(asdict(one)) for one in values]}


def worth_of(plain: Plain) -> tuple[tuple[Binding, ...], tuple[Value, ...]]:
    """What binds, and what recruiting is worth, that plain values state."""
    binding = (
        Binding(
            **{
                **one,
                "level": Level(one["level"]),
                "wte": Decimal(one["wte"]),
                "services": tuple(one["services"]),
                "why": tuple(one.get("why", ())),
            }
        )
        for one in plain["binding"]
    )
    return tuple(binding), tuple(Value(**{**one, "level": Level(one["level"])}) for one in plain["values"])
