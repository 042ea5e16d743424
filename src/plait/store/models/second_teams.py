"""Second teams: asked for from a team's page, proposed by a worker, built once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from plait.store.models.teams import Team


class SecondTeam(models.Model):
    """One wish for a second team, and the proposal that answers it as `plait.files.second_teams` writes it."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    parent = models.ForeignKey(Team, models.CASCADE)
    way = models.CharField(max_length=12)
    starts = models.DateField()
    name = models.CharField(max_length=200, blank=True, default="")
    left_out = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    asked_by = models.ForeignKey("store.User", models.PROTECT, related_name="second_teams")
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=12)
    failure = models.CharField(max_length=500, blank=True, default="")
    proposal = models.JSONField(null=True)
    built_by = models.ForeignKey("store.User", models.PROTECT, null=True, related_name="built_teams")
    built_at = models.DateTimeField(null=True)
    request = models.CharField(max_length=64, blank=True, default="")
