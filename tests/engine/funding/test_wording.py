"""How a figure of pay is made, in words."""

from __future__ import annotations

from decimal import Decimal

from plait.engine.funding.wording import rules_of_pay


def test_every_part_says_how_it_is_worked_out_and_where_from() -> None:
    rules = {part: (how, source) for part, how, source in rules_of_pay(Decimal(1))}
    assert rules["National Insurance"][0] == "15% of pay above £5,000 a person"
    assert rules["Pension"][0].startswith("14.38% of pay")
    assert rules["Apprenticeship levy"][0] == "0.5% of pay"
    assert "NHS Employers, Pay scales for 2026/27" in rules["Pay"][1]
    assert all(how and source for how, source in rules.values())


def test_the_rate_of_backfill_is_said() -> None:
    said = [{part: how for part, how, _ in rules_of_pay(Decimal(rate))}["Backfill"] for rate in ("1", "1.10")]
    assert said[0].endswith("the person's own cost, and nothing more")
    assert said[1].endswith("the person's own cost, and 10% more")
