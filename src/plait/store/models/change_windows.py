"""Days on which programmes close places, need people or change what is measured."""

from django.db import models
from django.db.models import F, Func, Q

from plait.store.models.outcomes import Outcome
from plait.store.models.people import Department, Employment, Site
from plait.store.models.programmes import Programme
from plait.store.models.records import TrustRecord
from plait.store.models.teams import Team


class ChangeWindow(TrustRecord):
    """Days of a programme, the first and the last counted, and what it touches; an accepted overlap has its reason."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    name = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    employment = models.ForeignKey(Employment, models.SET_NULL, null=True, blank=True)
    outcome = models.ForeignKey(Outcome, models.SET_NULL, null=True, blank=True)
    accepted_with = models.ForeignKey(Programme, models.SET_NULL, null=True, blank=True, related_name="accepted_by")
    accepted_because = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(F("programme"), Func(F("name"), function="lower"), name="changewindow_once"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="changewindow_days_in_order"),
            models.CheckConstraint(
                condition=Q(accepted_with__isnull=True) | ~Q(accepted_because=""), name="changewindow_accepted_why"
            ),
        )
