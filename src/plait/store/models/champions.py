"""Champions of digital work, where and when they are there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from plait.store.models.people import Employment, Site
from plait.store.models.records import DatedRecord, never_twice, ordered_dates


class Champion(DatedRecord):
    """Somebody's time as a champion; profession and site where they are not the person's own."""

    employment = models.ForeignKey(Employment, models.CASCADE)
    profession = models.CharField(max_length=200, blank=True, default="")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True)
    shifts = ArrayField(models.CharField(max_length=12))
    trained = models.BooleanField(null=True, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    last_active_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            ordered_dates("champion"),
            never_twice("champion", "employment_id"),
        )
