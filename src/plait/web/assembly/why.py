"""Why somebody is not in a plan, asked by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from plait.engine.assembly.plan import Plan
from plait.engine.assembly.why import why_not
from plait.engine.cells import read_text
from plait.engine.permissions import Viewer
from plait.engine.sheets import Column
from plait.store.lending import name_borrowed
from plait.store.people import name_numbers
from plait.web.shared.naming import find_named
from plait.web.shared.page import Choice

WHO = Column("who", "Person", "Employee number or name.", "1001", read_text(), refers_to="people")


@dataclass(frozen=True, slots=True)
class WhyPage:
    """The form that asks why somebody is not in a team, what was typed, and the answer or what is wrong."""

    typed: str
    services: tuple[Choice, ...]
    offered: tuple[Choice, ...]
    answer: str
    fault: str


def ask_why(viewer: Viewer, plan: Plan, asked: Mapping[str, str]) -> WhyPage:
    """The form, with the answer where somebody was named and a service chosen."""
    services = [team.ask.service for team in plan.teams]
    typed, service = asked.get("who", ""), asked.get("service", services[0] if services else "")
    choices = tuple(Choice(name, name, name == service) for name in services)
    if not typed.strip() or service not in services:
        return WhyPage(typed, choices, (), "", "")
    number, offered, fault = find_somebody(viewer, typed)
    lent = _find_lent(viewer, typed) if fault and not offered else None
    if fault and lent is None:
        return WhyPage(typed, choices, offered, "", fault)
    number, name = lent or (number, name_numbers(viewer.trust_id, [number])[number.casefold()])
    return WhyPage(typed, choices, (), f"{name}, {service}: {why_not(plan, number, service)}", "")


def _find_lent(viewer: Viewer, typed: str) -> tuple[str, str] | None:
    """The reference of the one person lent today whom a text means, and what to call them; by name where it is told."""
    wanted = " ".join(typed.split()).casefold()
    lent = name_borrowed(viewer.trust_id)
    found = [number for number, (name, _) in lent.items() if wanted in {number.casefold(), name.casefold()}]
    return (found[0], lent[found[0]][0] or found[0]) if len(found) == 1 else None


def find_somebody(viewer: Viewer, typed: str) -> tuple[str, tuple[Choice, ...], str]:
    """The employee number of whom a text means, or the people it may mean and what is wrong with it."""
    named = find_named(viewer, [WHO], {"who": typed}, timezone.localdate())
    number = named.numbers.get("who", "".join(typed.split()))
    if named.wrong or number.casefold() not in name_numbers(viewer.trust_id, [number]):
        fault = named.wrong.get("who") or f"Nobody in the record is called “{typed.strip()}”."
        return number, named.offered.get("who", ()), fault
    return number, (), ""
