"""Who serves the needs of proposed teams from outside them, for a file."""

from __future__ import annotations

from decimal import Decimal

from plait.engine.assembly.plan import ProposedTeam
from plait.engine.offers import giver_words

SERVED_HEADS = ("Service", "Competency", "Served by", "WTE", "Joins", "Last day")


def served_rows(team: ProposedTeam) -> list[list[str]]:
    """Who serves the needs of a proposed team from outside it, for a file."""
    window = team.ask.window
    return [
        [
            team.ask.service,
            one.competency,
            giver_words(one.community, one.team),
            f"{Decimal(one.tenths) / 10:f}",
            window.starts.isoformat() if one.is_new else "",
            window.last_day.isoformat() if one.is_new else "",
        ]
        for one in team.served
    ]
