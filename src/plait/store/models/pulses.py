"""Pulses: who may answer no more in one table, the sums of what was answered in another, and nothing that joins."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from plait.store.models.teams import Team
from plait.store.models.trusts import Trust


class Pulse(models.Model):
    """Three statements put to a board, a team or a sample of the trust; `asked` is how many people that was."""

    trust = models.ForeignKey(Trust, models.CASCADE)
    version = models.IntegerField(default=1)
    kind = models.CharField(max_length=8)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True)
    asked = models.IntegerField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("trust", "kind", "team"), condition=models.Q(closed_on=None), nulls_distinct=False,
                name="pulse_one_open",
            ),
            models.CheckConstraint(condition=models.Q(asked__gte=0), name="pulse_asked"),
        )  # fmt: skip


class PulseTally(models.Model):
    """The sums of a pulse: five numbers for each statement; no answer of anybody stands anywhere."""

    trust = models.ForeignKey(Trust, models.CASCADE)
    pulse = models.OneToOneField(Pulse, models.CASCADE)
    counts = ArrayField(models.IntegerField())


class PulseTurns(models.Model):
    """The users who have answered a pulse, in the order of their numbers and of nothing else."""

    trust = models.ForeignKey(Trust, models.CASCADE)
    pulse = models.OneToOneField(Pulse, models.CASCADE)
    users = ArrayField(models.BigIntegerField(), default=list)
