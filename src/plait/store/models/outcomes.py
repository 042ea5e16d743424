"""Outcomes, what was measured of them, and what is marked on their charts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from plait.store.models.records import DatedRecord, TrustRecord, one_name, ordered_dates
from plait.store.models.services import Service
from plait.store.models.teams import Team


def _words() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=200), blank=True, default=list)


class Outcome(DatedRecord):
    """An objective, with the measure by which anybody would know; nothing where nobody said."""

    name = models.CharField(max_length=200)
    measure = models.CharField(max_length=300, blank=True, default="")
    unit = models.CharField(max_length=40, blank=True, default="")
    better = models.CharField(max_length=12, blank=True, default="")
    baseline = models.DecimalField(max_digits=20, decimal_places=8, null=True, blank=True)
    targets = _words()
    digital_owner = _words()
    other_owner = _words()
    source = models.CharField(max_length=200, blank=True, default="")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="measured_by")
    profile = models.CharField(max_length=12, default="mdc")

    class Meta:
        constraints = (one_name("outcome"), ordered_dates("outcome"))


class Observation(TrustRecord):
    """One figure of an outcome, or that it is missing; `left_out` says why it counts in nothing."""

    outcome = models.ForeignKey(Outcome, models.CASCADE)
    observed_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=8, null=True, blank=True)
    left_out = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("outcome", "observed_on"), name="observation_once_a_day"),)


class ChartMark(TrustRecord):
    """Where the limits of a chart start again, or what happened on a day; always with the reason."""

    outcome = models.ForeignKey(Outcome, models.CASCADE)
    marked_on = models.DateField()
    kind = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("outcome", "marked_on", "kind"), name="chartmark_once_a_day"),)
