"""Services, and the competencies they need."""

from django.db import models

from plait.store.models.competencies import Competency
from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, one_name, ordered_dates


class Service(DatedRecord):
    """A service patients or staff use."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    outcome = models.CharField(max_length=500, blank=True, default="")
    phase = models.CharField(max_length=12)
    owner = models.ForeignKey(Employment, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = (
            one_name("service"),
            ordered_dates("service"),
        )


class Need(DatedRecord):
    """A competency at a level that a service needs, by people or by WTE."""

    service = models.ForeignKey(Service, models.CASCADE)
    competency = models.ForeignKey(Competency, models.PROTECT)
    level = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    wte = models.DecimalField(max_digits=9, decimal_places=5, null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=3)
    copied_from = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="lent_needs")

    class Meta:
        constraints = (
            ordered_dates("need"),
            models.UniqueConstraint(fields=["service", "competency"], name="need_once"),
            models.CheckConstraint(
                condition=models.Q(people__isnull=True) ^ models.Q(wte__isnull=True), name="need_people_or_wte"
            ),
        )
