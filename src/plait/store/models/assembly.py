"""Runs of the assembler: what was asked, how far the search is, the plan it found and what became of that."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AssemblyRun(models.Model):
    """One wish for teams, and the plan that answers it as `plait.files.plans` writes it."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    services = ArrayField(models.CharField(max_length=200))
    starts = models.DateField()
    months = models.IntegerField()
    left_out = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    wishes = models.JSONField(default=list, blank=True)
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
    revision = models.BigIntegerField(default=0)
    accepted = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    accepted_by = models.ForeignKey("store.User", models.PROTECT, null=True, related_name="acceptances")
    accepted_at = models.DateTimeField(null=True)
    request = models.CharField(max_length=64, blank=True, default="")
