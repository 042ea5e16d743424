"""From when to when somebody is on long leave; there is no column for the reason, and there must be none."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from plait.store.models.people import Employment
from plait.store.models.records import TrustRecord


class LongLeave(TrustRecord):
    """A time of leave, the first day and the last counted; without a last day nobody knows when it ends."""

    employment = models.ForeignKey(Employment, models.CASCADE)
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")), name="longleave_days_in_order"
            ),
            ExclusionConstraint(
                name="longleave_never_twice",
                expressions=[
                    ("employment_id", RangeOperators.EQUAL),
                    (Func(F("first_on"), F("last_on"), Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        )
