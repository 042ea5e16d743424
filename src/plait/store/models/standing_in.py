"""Who stands in for the holders of leadership roles, and what interests people declared in other organisations."""

from django.db import models

from plait.store.models.leadership import LeadershipRole
from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, never_twice, ordered_dates


class Deputy(DatedRecord):
    """Somebody who stands in for the holder of a leadership role."""

    role = models.ForeignKey(LeadershipRole, models.CASCADE)
    employment = models.ForeignKey(Employment, models.CASCADE)

    class Meta:
        constraints = (
            ordered_dates("deputy"),
            never_twice("deputy", "role_id", "employment_id"),
        )


class Declaration(DatedRecord):
    """An interest that somebody declared in another organisation."""

    employment = models.ForeignKey(Employment, models.CASCADE)
    organisation = models.CharField(max_length=200)
    interest = models.CharField(max_length=300)
    document = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            ordered_dates("declaration"),
            never_twice("declaration", "employment_id", "organisation", "interest"),
        )
