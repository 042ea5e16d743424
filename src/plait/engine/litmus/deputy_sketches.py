"""Invented trusts in a few words, for the examples of questions that somebody away from a role changes."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from plait.engine.deputies import Deputy
from plait.engine.leadership import CCIO, CDIO, CNIO, OTHER, Holder
from plait.engine.litmus.examples import ON, RoleSketch, sketch_roles
from plait.engine.long_leave import LongLeave
from plait.engine.trust import Trust


def sketch_acting_up(*, covered: bool) -> Trust:
    """An invented trust of all three digital leaders, whose CDIO has acted as chief executive since yesterday."""
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO), RoleSketch(OTHER, 1))
    cdio, executive = trust.roles[0].name, trust.roles[3].name
    acting = Holder(executive, "1001", "acting", Decimal(1), ON - timedelta(days=1))
    deputies = (Deputy(cdio, "1004", ON - timedelta(days=30)),) if covered else ()
    return replace(trust, holders=(*trust.holders, acting), deputies=deputies)


def sketch_on_leave(*, covered: bool) -> Trust:
    """An invented trust of all three digital leaders, whose CDIO has been on long leave for 100 days."""
    trust = sketch_roles(RoleSketch(CDIO), RoleSketch(CCIO), RoleSketch(CNIO))
    since, held = ON - timedelta(days=100), trust.holders[0]
    leave = (LongLeave(held.employee_number, since),)
    interim = (Holder(held.role, "1003", "interim", Decimal("0.4"), since),) if covered else ()
    return replace(trust, holders=(*trust.holders, *interim), leave=leave)
