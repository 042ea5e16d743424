"""Asked offers: what of an offer goes to the service of a second team, from the team's first day."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import models

from plait.engine.assembly.second_team import Another
from plait.store.models import Community, Competency, Need, Offer, Team
from plait.store.writing import Row, Writing


def serve_part_time(pen: Writing, made: Another, service_id: int) -> None:
    """Write down what communities and enabling teams are newly asked to give, at the level that is needed."""
    asked = [one for one in made.served if one.is_new]
    if not asked:
        return
    communities, teams, competencies = (
        _ids(pen, model, names)
        for model, names in (
            (Community, {one.community for one in asked}),
            (Team, {one.team for one in asked}),
            (Competency, {one.competency for one in asked}),
        )
    )
    levels = _levels(pen, service_id, made, competencies.values())
    rows: list[Row] = [
        {
            "community_id": communities.get(one.community),
            "team_id": teams.get(one.team),
            "competency_id": competencies[one.competency],
            "level": levels[competencies[one.competency]],
            "wte": Decimal(one.tenths) / 10,
            "service_id": service_id,
            "starts": made.window.starts,
            "ends": made.window.ends,
        }
        for one in asked
    ]
    pen.add(Offer, rows)
    pen.touch("offers")


def _ids(pen: Writing, model: type[models.Model], names: Iterable[str]) -> dict[str, int]:
    found = model._default_manager.filter(trust_id=pen.act.trust_id, name__in=names)
    return dict(found.values_list("name", "id"))


def _levels(pen: Writing, service_id: int, made: Another, competencies: Iterable[int]) -> dict[int, int]:
    """The level at which the service needs each, by the latest need of the window."""
    found = Need.objects.filter(
        models.Q(ends__isnull=True) | models.Q(ends__gt=made.window.starts),
        trust_id=pen.act.trust_id,
        service_id=service_id,
        competency_id__in=competencies,
        starts__lt=made.window.ends,
    )
    return dict(found.order_by("starts").values_list("competency_id", "level"))
