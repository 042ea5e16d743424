"""The research log: groups of people to hear, rounds of research, and assumptions."""

from django.db import models
from django.db.models import F, Func, Q

from plait.store.models.records import TrustRecord, one_name
from plait.store.models.services import Service
from plait.store.models.teams import Team


class UserGroup(TrustRecord):
    """A group of people whom the services are for."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    is_seldom_heard = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (one_name("usergroup"),)


class ResearchRound(TrustRecord):
    """One round of user research: one team and one group on one day; its release is one of the team's, by name."""

    team = models.ForeignKey(Team, models.CASCADE)
    held_on = models.DateField()
    user_group = models.ForeignKey(UserGroup, models.CASCADE)
    heard = models.IntegerField(null=True, blank=True)
    asked = models.CharField(max_length=500)
    learnt = models.CharField(max_length=500)
    changes = models.CharField(max_length=500, blank=True, default="")
    quote = models.CharField(max_length=500, blank=True, default="")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True)
    release = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("team", "held_on", "user_group"), name="researchround_once"),
        )  # fmt: skip


class Assumption(TrustRecord):
    """What a team believes, when it was tested and built upon, and whether it was wrong."""

    team = models.ForeignKey(Team, models.CASCADE)
    name = models.CharField(max_length=300)
    written_on = models.DateField()
    tested_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=300, blank=True, default="")
    is_wrong = models.BooleanField(null=True, blank=True)
    built_on = models.DateField(null=True, blank=True)
    changes = models.CharField(max_length=500, blank=True, default="")
    release = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(F("team"), Func(F("name"), function="lower"), name="assumption_once"),
            models.CheckConstraint(
                condition=Q(tested_on__isnull=True, is_wrong__isnull=True)
                | Q(tested_on__gte=F("written_on"), is_wrong__isnull=False),
                name="assumption_tested_whole",
            ),
        )
