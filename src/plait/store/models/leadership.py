"""Leadership roles of digital work, and who holds them."""

from django.db import models

from plait.store.models.people import Employment, Post
from plait.store.models.records import DatedRecord, never_twice, one_name, ordered_dates


class LeadershipRole(DatedRecord):
    """A role that leads digital work, with the time, team and money it has; nothing where nobody said."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    seat = models.CharField(max_length=12, blank=True, default="")
    reports_to = models.CharField(max_length=40, blank=True, default="")
    protected_wte = models.DecimalField(max_digits=9, decimal_places=5, null=True, blank=True)
    team_wte = models.DecimalField(max_digits=9, decimal_places=5, null=True, blank=True)
    budget_pounds = models.DecimalField(max_digits=12, decimal_places=0, null=True, blank=True)
    limit_pounds = models.DecimalField(max_digits=12, decimal_places=0, null=True, blank=True)
    emphasis = models.CharField(max_length=12, blank=True, default="")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = (
            one_name("leadershiprole"),
            ordered_dates("leadershiprole"),
        )


class RoleHolder(DatedRecord):
    """Somebody's time in a leadership role."""

    role = models.ForeignKey(LeadershipRole, models.CASCADE)
    employment = models.ForeignKey(Employment, models.CASCADE)
    held_as = models.CharField(max_length=12)
    wte = models.DecimalField(max_digits=9, decimal_places=5)

    class Meta:
        constraints = (
            ordered_dates("roleholder"),
            never_twice("roleholder", "role_id", "employment_id"),
        )
