"""Clinical areas, and who was there when."""

from django.db import models

from plait.store.models.people import Employment, Site
from plait.store.models.records import DatedRecord, TrustRecord, one_name, ordered_dates


class ClinicalArea(DatedRecord):
    """A ward, clinic, theatre or community base where people are cared for."""

    name = models.CharField(max_length=200)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = (one_name("clinicalarea"), ordered_dates("clinicalarea"))


class ClinicalVisit(TrustRecord):
    """Somebody's visit to an area on a day, made or only planned."""

    area = models.ForeignKey(ClinicalArea, models.CASCADE)
    visited_on = models.DateField()
    employment = models.ForeignKey(Employment, models.CASCADE)
    purpose = models.CharField(max_length=12)
    took_place = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("area", "visited_on", "employment"), name="clinicalvisit_once"),)
