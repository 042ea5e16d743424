"""People lent to other trusts, and the word of a trust that it wants to borrow."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from plait.store.models.assembly import AssemblyRun
from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, never_twice, ordered_dates
from plait.store.models.teams import Team


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


class LentPlace(models.Model):
    """A place in a team of this trust that somebody of another, `lender`, is asked to take, and takes once accepted.

    `number` is that of their employment there, which is no row of this trust; `seat` the team once it is accepted.
    """

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    run = models.ForeignKey(AssemblyRun, models.CASCADE)
    lender = models.CharField(max_length=40)
    number = models.BigIntegerField()
    team = models.CharField(max_length=200)
    service = models.CharField(max_length=200)
    seat = models.ForeignKey(Team, models.CASCADE, null=True, blank=True)
    wte = models.DecimalField(max_digits=6, decimal_places=5)
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=500, blank=True, default="")
    asked_on = models.DateField()
    state = models.CharField(max_length=12, default="open")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["run", "team", "lender", "number"], condition=~Q(state="withdrawn"), name="lentplace_once"
            ),
            models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="lentplace_ends_after"),
            models.CheckConstraint(condition=~Q(state="accepted") | Q(seat__isnull=False), name="lentplace_has_seat"),
        )
        indexes = (models.Index(fields=["number"], condition=~Q(state="withdrawn"), name="lentplace_number"),)


class LentAnswer(models.Model):
    """What somebody of this trust and their line manager say to a place in a team of another, `borrower`.

    The place is a row of that trust; what it was about when they said it stands here.
    """

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    employment = models.ForeignKey(Employment, models.CASCADE)
    place = models.BigIntegerField(unique=True)
    borrower = models.CharField(max_length=40)
    team = models.CharField(max_length=200)
    service = models.CharField(max_length=200)
    wte = models.DecimalField(max_digits=6, decimal_places=5)
    starts = models.DateField()
    ends = models.DateField()
    member = models.CharField(max_length=12, default="waiting")
    member_on = models.DateField(null=True, blank=True)
    member_reason = models.CharField(max_length=500, blank=True, default="")
    manager = models.CharField(max_length=12, default="waiting")
    manager_on = models.DateField(null=True, blank=True)
    manager_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(member="declined") | ~Q(member_reason=""), name="lentanswer_member_why"
            ),
            models.CheckConstraint(
                condition=~Q(manager="declined") | ~Q(manager_reason=""), name="lentanswer_manager_why"
            ),
        )
