"""Design decisions of services, who took part in each, and what stands in the way of teams."""

from django.db import models
from django.db.models import F, Func, Q

from plait.store.models.people import Employment
from plait.store.models.records import TrustRecord, one_name
from plait.store.models.services import Service
from plait.store.models.teams import Team


class DesignDecision(TrustRecord):
    """A decision on how a service works for those who use it and run it."""

    name = models.CharField(max_length=300)
    service = models.ForeignKey(Service, models.CASCADE)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    decided_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True, default="")
    with_users = models.BooleanField(default=False)

    class Meta:
        constraints = (one_name("designdecision"),)


class DesignVoice(TrustRecord):
    """Somebody who took part in a design decision."""

    decision = models.ForeignKey(DesignDecision, models.CASCADE)
    employment = models.ForeignKey(Employment, models.CASCADE)
    wrote = models.BooleanField(default=False)
    viewpoint = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("decision", "employment"), name="designvoice_once"),)


class Blocker(TrustRecord):
    """What stands in the way of a team, whose it is to remove, and who removed it: offices, never names."""

    team = models.ForeignKey(Team, models.CASCADE)
    name = models.CharField(max_length=300)
    raised_on = models.DateField()
    whose = models.CharField(max_length=60, blank=True, default="")
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.CharField(max_length=60, blank=True, default="")
    how = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(F("team"), Func(F("name"), function="lower"), name="blocker_once"),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(removed_on__gte=F("raised_on")), name="blocker_removed_after"
            ),
        )
