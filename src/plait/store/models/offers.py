"""What communities of practice and enabling teams give services part-time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from plait.store.models.competencies import Community, Competency
from plait.store.models.records import DatedRecord, ordered_dates
from plait.store.models.services import Service
from plait.store.models.teams import Team


def _or_none(column: str) -> Coalesce:
    """An id to compare by: of rows that name nobody here, all are the same."""
    return Coalesce(F(column), Value(0))


class Offer(DatedRecord):
    """Time at a competency that a community or a team offers; with a service, the part of it that goes there."""

    community = models.ForeignKey(Community, models.CASCADE, null=True, blank=True)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True)
    competency = models.ForeignKey(Competency, models.PROTECT)
    level = models.PositiveSmallIntegerField()
    wte = models.DecimalField(max_digits=9, decimal_places=5)
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = (
            ordered_dates("offer"),
            models.CheckConstraint(
                condition=Q(community__isnull=True) ^ Q(team__isnull=True), name="offer_community_or_team"
            ),
            ExclusionConstraint(
                name="offer_never_twice",
                expressions=[
                    *((_or_none(column), RangeOperators.EQUAL) for column in ("community_id", "team_id", "service_id")),
                    ("competency_id", RangeOperators.EQUAL),
                    (Func(F("starts"), F("ends"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        )
