"""Who stands in a plan: people of the trust, and those whom other trusts lend, named as far as the loan allows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plait.store.lending import name_borrowed
from plait.store.people import PersonWord, describe_people


def describe_everybody(trust_id: int, numbers: Iterable[str], *, on: date) -> dict[str, PersonWord]:
    """Those of the numbers who are employed on the day or lent today, by number; of the others nothing is known."""
    wanted = set(numbers)
    described = describe_people(trust_id, wanted, on=on)
    if any("/" in number for number in wanted - set(described)):
        lent = name_borrowed(trust_id)
        for number in wanted & set(lent):
            name, lender = lent[number]
            described[number] = PersonWord(name or f"Somebody of {lender} ({number})", "", lender)
    return described
