"""Strategy: the objectives of the trust, and what it chose not to do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plait.store.models.board import Meeting
from plait.store.models.records import DatedRecord, TrustRecord, one_name, ordered_dates


class Objective(DatedRecord):
    """An objective of the strategy, with the outcomes that measure it by name."""

    name = models.CharField(max_length=200)
    is_digital = models.BooleanField(default=False)
    measured_by = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (one_name("objective"), ordered_dates("objective"))


class NotChosen(TrustRecord):
    """Something the trust chose not to do, and why; on the day of the meeting where no day is given."""

    name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    decided_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True, default="")
    instead = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.CharField(max_length=200, blank=True, default="")
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_name("notchosen"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=False) | Q(meeting__isnull=False), name="notchosen_some_day"
            ),
        )
