"""What one person must answer for, who claims to, and who a decision says does."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func

from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, never_twice, one_name, ordered_dates


class Territory(DatedRecord):
    """Something one person must answer for."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = (
            one_name("territory"),
            ordered_dates("territory"),
        )


class AccountabilityClaim(DatedRecord):
    """Somebody answers for a territory, by a document that says so; others may, on the same day.

    `overruled_on` is the day of the decision that settled the territory on another before the claim began.
    """

    territory = models.ForeignKey(Territory, models.CASCADE)
    employment = models.ForeignKey(Employment, models.CASCADE)
    document = models.CharField(max_length=200)
    overruled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            ordered_dates("accountabilityclaim"),
            never_twice("accountabilityclaim", "territory_id", "employment_id"),
        )


class Settlement(DatedRecord):
    """A decision says who answers for a territory: one person at most on any day."""

    territory = models.ForeignKey(Territory, models.CASCADE)
    employment = models.ForeignKey(Employment, models.CASCADE)
    decided_on = models.DateField()
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = (
            ordered_dates("settlement"),
            # Looked at when all is written: a file may end one settlement and begin the next.
            ExclusionConstraint(
                name="settlement_never_two",
                expressions=[
                    ("territory_id", RangeOperators.EQUAL),
                    (Func(F("starts"), F("ends"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                deferrable=models.Deferrable.DEFERRED,
            ),
        )
