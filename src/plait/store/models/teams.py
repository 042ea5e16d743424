"""Teams, their members over time, what they released and what they wait for."""

from django.db import models

from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, TrustRecord, never_twice, one_name, ordered_dates
from plait.store.models.services import Service


class Team(DatedRecord):
    """A fusion team."""

    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500, blank=True, default="")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = (
            one_name("team"),
            ordered_dates("team"),
        )


class Membership(DatedRecord):
    """Somebody's time in a team; `joined` is the first day of an unbroken stay whose values may have changed.

    Where it is `promised` by an accepted plan, the database keeps it within the person's time.
    """

    team = models.ForeignKey(Team, models.CASCADE)
    employment = models.ForeignKey(Employment, models.CASCADE)
    wte = models.DecimalField(max_digits=6, decimal_places=5)
    part = models.CharField(max_length=200, blank=True, default="")
    viewpoint = models.CharField(max_length=12, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    joined = models.DateField()
    promised = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (
            ordered_dates("membership"),
            never_twice("membership", "team_id", "employment_id"),
            models.CheckConstraint(
                condition=models.Q(viewpoint="") | ~models.Q(reason=""), name="membership_viewpoint_has_reason"
            ),
        )


class Release(TrustRecord):
    """Something a team put in front of the people it is for."""

    team = models.ForeignKey(Team, models.CASCADE)
    released_on = models.DateField()
    name = models.CharField(max_length=200)
    visible = models.BooleanField(default=True)
    accepted_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["team", "released_on", "name"], name="release_once"),)


class Dependency(DatedRecord):
    """Something one team waits for from another."""

    team = models.ForeignKey(Team, models.CASCADE)
    on_team = models.ForeignKey(Team, models.CASCADE, related_name="waited_for_by")
    what = models.CharField(max_length=200)
    hard = models.BooleanField(default=True)

    class Meta:
        constraints = (
            ordered_dates("dependency"),
            models.UniqueConstraint(fields=["team", "on_team", "what"], name="dependency_once"),
            models.CheckConstraint(condition=~models.Q(team=models.F("on_team")), name="dependency_on_another"),
        )
