"""Who sits on the board, in which office and for how long."""

from django.db import models

from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, one_name, ordered_dates


class BoardMember(DatedRecord):
    """Somebody's time on the board in one office; with an employment of the trust, or without."""

    name = models.CharField(max_length=200)
    office = models.CharField(max_length=60)
    kind = models.CharField(max_length=15)
    votes = models.BooleanField(null=True, blank=True)
    employment = models.ForeignKey(Employment, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = (ordered_dates("boardmember"), one_name("boardmember"))
