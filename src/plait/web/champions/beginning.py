"""How a champion's record begins with somebody who could be asked: the form filled in, and nothing saved."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from plait.store.candidates import load_candidates
from plait.web.champions.gaps import plans_with_people
from plait.web.shared.access import TrustRequest

LEAD = (
    "A proposal, filled in from the record; it grants nothing. Confirm the shifts, the training and the first day with "
    "{name}{manager}. Nothing is saved until you press Add, and {name} counts once a last active day is written."
)


def begun(request: TrustRequest) -> tuple[Mapping[str, str], str]:
    """What the fields of a new champion hold at first, and what to say above them; nothing where nobody is chosen."""
    asked = request.GET.get("person", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18 and plans_with_people(request.viewer)):
        return {}, ""
    found = load_candidates(request.viewer.trust_id, [int(asked)], on=timezone.localdate())
    for one in found:
        given = {"employee_number": one.employee_number, "shifts": "; ".join(one.shifts)}
        manager = f" and with the line manager, {one.manager}" if one.manager else ""
        return given, LEAD.format(name=one.name, manager=manager)
    return {}, ""
