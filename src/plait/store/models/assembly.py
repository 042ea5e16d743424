"""Runs of the assembler: what was asked, how far the search is, the plan it found and what became of that."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plait.store.models.people import Employment
from plait.store.models.second_teams import SecondTeam


class AssemblyRun(models.Model):
    """One wish for teams, and the plan that answers it as `plait.files.plans` writes it."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    services = ArrayField(models.CharField(max_length=200))
    starts = models.DateField()
    months = models.IntegerField()
    left_out = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    wishes = models.JSONField(default=list, blank=True)
    weights = models.JSONField(default=dict, blank=True)
    borrows = models.BooleanField(default=False)
    shared = models.UUIDField(null=True, db_index=True)
    prices = models.JSONField(null=True)
    part = models.JSONField(null=True)
    changes = models.ForeignKey("store.AssemblyRun", models.SET_NULL, null=True)
    asked_by = models.ForeignKey("store.User", models.PROTECT, related_name="assemblies")
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=12)
    stage = models.CharField(max_length=80, blank=True, default="")
    best = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    wants_stop = models.BooleanField(default=False)
    failure = models.CharField(max_length=500, blank=True, default="")
    plan = models.JSONField(null=True)
    conflict = models.JSONField(null=True)
    worth = models.JSONField(null=True)
    revision = models.BigIntegerField(default=0)
    accepted = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    accepted_by = models.ForeignKey("store.User", models.PROTECT, null=True, related_name="acceptances")
    accepted_at = models.DateTimeField(null=True)
    request = models.CharField(max_length=64, blank=True, default="")


class Proposal(models.Model):
    """A place in a team that somebody was asked to take, and what they and their line manager said to it.

    A run of the assembler asks, or a second team that is proposed.
    """

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    run = models.ForeignKey(AssemblyRun, models.CASCADE, null=True, blank=True)
    second = models.ForeignKey(SecondTeam, models.CASCADE, null=True, blank=True, related_name="questions")
    employment = models.ForeignKey(Employment, models.CASCADE)
    team = models.CharField(max_length=200)
    service = models.CharField(max_length=200)
    wte = models.DecimalField(max_digits=6, decimal_places=5)
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=500, blank=True, default="")
    asked_on = models.DateField()
    state = models.CharField(max_length=12, default="open")
    member = models.CharField(max_length=12, default="waiting")
    member_on = models.DateField(null=True, blank=True)
    member_reason = models.CharField(max_length=500, blank=True, default="")
    manager = models.CharField(max_length=12, default="waiting")
    manager_on = models.DateField(null=True, blank=True)
    manager_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["run", "team", "employment"], condition=~Q(state="withdrawn"), name="proposal_once"
            ),
            models.UniqueConstraint(
                fields=["second", "team", "employment"], condition=~Q(state="withdrawn"), name="proposal_once_second"
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=True) ^ Q(second__isnull=True), name="proposal_of_run_or_second"
            ),
            models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="proposal_ends_after"),
            models.CheckConstraint(condition=~Q(member="declined") | ~Q(member_reason=""), name="proposal_member_why"),
            models.CheckConstraint(
                condition=~Q(manager="declined") | ~Q(manager_reason=""), name="proposal_manager_why"
            ),
        )
        indexes = (models.Index(fields=["employment"], condition=Q(state="open"), name="proposal_open"),)
