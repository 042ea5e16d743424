"""The form that changes one thing of a plan: who is in a team or not, what counts, how large it is, what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default

from plait.engine.assembly.levels import SUBJECTS, Grade, weights_of
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.wish_sheet import APART, TOGETHER, read_pounds
from plait.engine.assembly.wish_sheet import SIZE as SIZE_WISH
from plait.engine.assembly.wish_sheet import read_wish as read_cells
from plait.engine.assembly.wishes import Budget, Must, Size, Weight, Wish, Without
from plait.engine.cells import CannotRead
from plait.engine.permissions import Viewer
from plait.engine.services import PRIORITIES
from plait.store.people import PersonWord
from plait.web.assembly.weights import FIELD
from plait.web.assembly.why import find_somebody
from plait.web.assembly.wishing import against_itself
from plait.web.shared.page import Choice, Fault

JOIN, LEAVE, NEED, SIZE, BUDGET, PAIR, WEIGHTS = "join", "leave", "need", "size", "budget", "pair", "weights"
LEFT_OUT = "0"
FIRST_FIELDS = {
    JOIN: "who",
    LEAVE: "place",
    NEED: "need",
    SIZE: "least",
    BUDGET: "pounds",
    PAIR: "person",
    WEIGHTS: f"{FIELD}kept",
}
"""Where each form begins: the field that a fault leads to when it is of no single one."""


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """Small forms with what was chosen; `fault` stands at the one that was sent, `offered` are its people."""

    number: int
    services: tuple[Choice, ...]
    places: tuple[Choice, ...]
    needs: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    sent: Mapping[str, str]
    offered: tuple[Choice, ...] = ()
    fault: str = ""
    field: str = ""
    pairs: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Wished:
    """What a sent form wishes, or what is wrong with it, in which field somebody may be one of those `offered`."""

    wishes: tuple[Wish, ...] = ()
    offered: tuple[Choice, ...] = ()
    fault: str = ""
    field: str = ""
    weights: Mapping[str, str] = default(default_factory=dict)


def what_if_page(
    run_id: int, plan: Plan, people: Mapping[str, PersonWord], sent: Mapping[str, str], wished: Wished
) -> WhatIfPage:
    """The forms for this plan."""
    services = [team.ask.service for team in plan.teams]
    needs = {
        f"{index}-{place}": f"{team.ask.service}: {need.competency}, now {PRIORITIES[need.priority]}"
        for index, team in enumerate(plan.teams)
        for place, need in enumerate(team.ask.needs)
    }
    priorities = {str(weight): word for weight, word in PRIORITIES.items()} | {LEFT_OUT: "Leave it out"}
    return WhatIfPage(
        run_id,
        _choices({str(index): name for index, name in enumerate(services)}, sent.get("service", "")),
        _choices(_places(plan, people), sent.get("place", "")),
        _choices(needs, sent.get("need", "")),
        _choices(priorities, sent.get("priority", "")),
        sent,
        wished.offered,
        wished.fault,
        wished.field,
        _choices({TOGETHER: "are in one team", APART: "are in no team together"}, sent.get("kind", "")),
    )


def _choices(texts: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, text, value == chosen) for value, text in texts.items())


def _places(plan: Plan, people: Mapping[str, PersonWord]) -> dict[str, str]:
    """Everybody the plan adds to a team, by the place of the team and the employee number."""
    return {
        f"{index}-{one.employee_number}": f"{team.ask.service}: "
        f"{people[one.employee_number].name if one.employee_number in people else one.employee_number}"
        for index, team in enumerate(plan.teams)
        for one in team.members
        if one.is_new
    }


def faults_of(sent: Mapping[str, str], wished: Wished) -> tuple[Fault, ...]:
    """What is wrong with the form that was sent, and the field to put it right in."""
    field = wished.field or FIRST_FIELDS.get(sent.get("what", ""), FIRST_FIELDS[JOIN])
    return (Fault(wished.fault.removesuffix("."), field),) if wished.fault else ()


def read_wish(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    """What the form that was sent wishes of this plan."""
    reading = READING.get(sent.get("what", ""))
    return reading(viewer, plan, sent) if reading else Wished(fault="Choose what to change.")


def _read_join(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    """Somebody joins a team, in place of somebody of the plan where one is chosen."""
    typed = sent.get("who", "").replace("\0", "").strip()
    if not typed:
        return Wished(fault="Write whom the team needs, by name or employee number.")
    number, offered, fault = find_somebody(viewer, typed)
    if fault:
        return Wished(offered=offered, fault=fault, field="who")
    left = _place(plan, sent.get("instead", ""))
    if left is not None:
        return Wished((left, Must(left.service, number)))
    index = sent.get("service", "")
    services = {str(place): team.ask.service for place, team in enumerate(plan.teams)}
    return Wished((Must(services[index], number),)) if index in services else Wished(fault="Choose the service.")


def _read_leave(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    del viewer
    left = _place(plan, sent.get("place", ""))
    return Wished((left,)) if left else Wished(fault="Choose who is not to be in the team.")


def _place(plan: Plan, sent: str) -> Without | None:
    """Whom a choice of somebody of the plan does without, and in which team."""
    index, _, number = sent.partition("-")
    for place, team in enumerate(plan.teams):
        if str(place) == index and any(one.is_new and one.employee_number == number for one in team.members):
            return Without(number, team.ask.service)
    return None


def _read_need(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    del viewer
    needs = {
        f"{index}-{place}": (team.ask.service, need)
        for index, team in enumerate(plan.teams)
        for place, need in enumerate(team.ask.needs)
    }
    priorities = {str(weight): weight for weight in (*PRIORITIES, 0)}
    if sent.get("need", "") not in needs or sent.get("priority", "") not in priorities:
        return Wished(fault="Choose the need and what it is to count as.")
    (service, need), priority = needs[sent["need"]], priorities[sent["priority"]]
    if need.priority == priority:
        return Wished(fault=f"{need.competency} counts as {PRIORITIES[priority]} in {service} already.")
    return Wished((Weight(service, need.competency, priority),))


def _read_weights(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    """Every choice of the form, the usual ones too: the plan may have been made by others."""
    del viewer
    chosen = {name: sent.get(f"{FIELD}{name}", "") for name in SUBJECTS}
    if not {*chosen.values()} <= {grade.value for grade in Grade}:
        return Wished(fault="Choose how much each is to count.")
    if weights_of(chosen) == plan.weights:
        return Wished(fault="This plan was made by these weights already.")
    return Wished(weights=chosen)


def _read_size(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    del viewer
    services = {str(place): team.ask.service for place, team in enumerate(plan.teams)}
    least, most = sent.get("least", "").strip(), sent.get("most", "").strip()
    if sent.get("service", "") not in services:
        return Wished(fault="Choose the service.")
    wish, _ = read_cells({"kind": SIZE_WISH, "service": services[sent["service"]], "least": least, "most": most})
    if not isinstance(wish, Size):
        return Wished(fault="Write how many people at least, at most or both, like 4 and 6.")
    return _sensible(wish)


def _read_budget(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    del viewer
    services = {str(place): team.ask.service for place, team in enumerate(plan.teams)}
    if sent.get("service", "") not in services:
        return Wished(fault="Choose the service.")
    try:
        pounds = read_pounds(sent.get("pounds", ""))
    except CannotRead as fault:
        return Wished(fault=f"{fault.remedy}.")
    return Wished((Budget(services[sent["service"]], int(pounds * 100)),))


def _read_pair(viewer: Viewer, plan: Plan, sent: Mapping[str, str]) -> Wished:
    del plan
    found = {}
    for name in ("person", "other"):
        typed = sent.get(name, "").replace("\0", "").strip()
        if not typed:
            return Wished(fault="Write both people, by name or employee number.")
        found[name], offered, fault = find_somebody(viewer, typed)
        if fault:
            return Wished(offered=offered, fault=fault, field=name)
    wish, _ = read_cells({"kind": sent.get("kind", ""), **found})
    return _sensible(wish) if wish else Wished(fault="Choose whether they are to be together or apart.")


def _sensible(wish: Wish) -> Wished:
    never = against_itself(wish)
    return Wished(fault=f"{never}.") if never else Wished((wish,))


READING = {
    JOIN: _read_join,
    LEAVE: _read_leave,
    NEED: _read_need,
    SIZE: _read_size,
    BUDGET: _read_budget,
    PAIR: _read_pair,
    WEIGHTS: _read_weights,
}
