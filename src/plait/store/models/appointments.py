"""The record of an appointment, for chair and chief executive alone, and who those are."""

from django.db import models

from plait.store.models.leadership import LeadershipRole
from plait.store.models.records import DatedRecord, TrustRecord, never_twice, ordered_dates
from plait.store.models.trusts import User


class OfficeHolder(DatedRecord):
    """A user who is chair or chief executive for a time, as the board secretary named them."""

    user = models.ForeignKey(User, models.CASCADE)
    office = models.CharField(max_length=20)

    class Meta:
        constraints = (
            ordered_dates("officeholder"),
            never_twice("officeholder", "trust_id", "office"),
        )


class AppointmentEvidence(TrustRecord):
    """What the record of an appraisal or an appointment shows of one criterion; its events never repeat the words."""

    role = models.ForeignKey(LeadershipRole, models.CASCADE)
    criterion = models.CharField(max_length=20)
    text = models.CharField(max_length=1000)
    document = models.CharField(max_length=200)
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=200)
