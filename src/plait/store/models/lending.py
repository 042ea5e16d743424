"""People lent to other trusts, and the word of a trust that it wants to borrow."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, never_twice, ordered_dates


class LentPerson(DatedRecord):
    """Somebody whom the trust named by its code may ask for, until a day that is always given."""

    employment = models.ForeignKey(Employment, models.CASCADE)
    borrower = models.CharField(max_length=40)
    wte = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)
    named = models.BooleanField(default=False)

    class Meta:
        constraints = (
            ordered_dates("lentperson"),
            never_twice("lentperson", "employment_id", "borrower"),
            models.CheckConstraint(condition=Q(ends__isnull=False), name="lentperson_ends"),
        )
        indexes = (models.Index(Upper("borrower"), name="lentperson_borrower"),)


class Borrowing(models.Model):
    """The word of this trust that it borrows from another, given by its code; a grant needs somebody of each trust."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    lender = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = (ordered_dates("borrowing"), never_twice("borrowing", "trust_id", "lender"))
