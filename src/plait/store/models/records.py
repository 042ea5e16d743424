"""What every record bound to a trust carries: its trust, its version, and the line it came from."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class TrustRecord(models.Model):
    """A row of one trust; row security shows it only in that trust's scope."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    origin = models.ForeignKey("store.ImportedSheet", models.SET_NULL, null=True, blank=True)
    origin_line = models.IntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class DatedRecord(TrustRecord):
    """A row that holds for a time: from `starts` up to, not including, `ends`."""

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def ordered_dates(name: str) -> models.CheckConstraint:
    """A period ends after it starts."""
    return models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name=f"{name}_ends_after")


def never_twice(name: str, *columns: str) -> ExclusionConstraint:
    """No two rows of the same `columns` hold on the same day."""
    period = Func(F("starts"), F("ends"), function="daterange")
    same = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(name=f"{name}_never_twice", expressions=[*same, (period, RangeOperators.OVERLAPS)])


def one_name(name: str, *columns: str) -> models.UniqueConstraint:
    """A name stands once in a trust, whatever its capitals."""
    lowered = [Func(F(column), function="lower") for column in columns or ("name",)]
    return models.UniqueConstraint(F("trust"), *lowered, name=f"{name}_one_name")
