"""The competency framework of a trust, who holds what, and the communities that keep it alive."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, TrustRecord, never_twice, one_name, ordered_dates


class Competency(TrustRecord):
    """One competency, with what each of its four levels means."""

    name = models.CharField(max_length=200)
    family = models.CharField(max_length=200)
    viewpoint = models.CharField(max_length=12)
    description = models.TextField(blank=True, default="")
    awareness = models.TextField(blank=True, default="")
    working = models.TextField(blank=True, default="")
    practitioner = models.TextField(blank=True, default="")
    expert = models.TextField(blank=True, default="")
    framework = models.CharField(max_length=80, blank=True, default="")
    also_called = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        constraints = (one_name("competency"),)


class Holding(DatedRecord):
    """A competency somebody holds at a level: claimed by them, confirmed by someone who can tell."""

    employment = models.ForeignKey(Employment, models.CASCADE)
    competency = models.ForeignKey(Competency, models.PROTECT)
    level = models.PositiveSmallIntegerField()
    since = models.DateField()
    confirmed_by = models.ForeignKey(Employment, models.SET_NULL, null=True, blank=True, related_name="confirmations")
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            ordered_dates("holding"),
            never_twice("holding", "employment_id", "competency_id"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 4)), name="holding_level"),
        )


class Community(DatedRecord):
    """A community of practice: the professional home of the people of a competency family."""

    name = models.CharField(max_length=200)
    family = models.CharField(max_length=200, blank=True, default="")
    lead = models.ForeignKey(Employment, models.SET_NULL, null=True, blank=True)
    met_on = ArrayField(models.DateField(), default=list, blank=True)

    class Meta:
        constraints = (
            one_name("community"),
            ordered_dates("community"),
        )


class CommunityMember(DatedRecord):
    """Somebody's time in a community of practice."""

    community = models.ForeignKey(Community, models.CASCADE)
    employment = models.ForeignKey(Employment, models.CASCADE)

    class Meta:
        constraints = (
            ordered_dates("communitymember"),
            never_twice("communitymember", "community_id", "employment_id"),
        )
