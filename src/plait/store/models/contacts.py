"""Whom education reached, which directors a digital leader met, and how members of the board learned."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func

from plait.store.models.board_members import BoardMember
from plait.store.models.people import StaffGroup
from plait.store.models.records import TrustRecord


class EducationSession(TrustRecord):
    """A session on a day, and how many people of one staff group it reached."""

    held_on = models.DateField()
    topic = models.CharField(max_length=200)
    staff_group = models.ForeignKey(StaffGroup, models.PROTECT)
    reached = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                F("trust"), F("held_on"), Func(F("topic"), function="lower"), F("staff_group"),
                name="educationsession_once",
            ),
        )  # fmt: skip


class EducationTarget(TrustRecord):
    """How many in a hundred of a staff group are to be reached in 12 months."""

    staff_group = models.ForeignKey(StaffGroup, models.PROTECT)
    share = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("trust", "staff_group"), name="educationtarget_once"),)


class DirectorContact(TrustRecord):
    """A meeting of a digital leader with one director or several, by office, which all agreed to have logged."""

    met_on = models.DateField()
    leader = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    offices = ArrayField(models.CharField(max_length=60))
    agreed = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("trust", "met_on", "leader", "kind"), name="directorcontact_once"),
            models.CheckConstraint(condition=models.Q(agreed=True), name="directorcontact_agreed"),
        )


class BoardLearning(TrustRecord):
    """A session, visit or show-and-tell of a member of the board, made or only booked."""

    member = models.ForeignKey(BoardMember, models.CASCADE)
    held_on = models.DateField()
    kind = models.CharField(max_length=12)
    what = models.CharField(max_length=200, blank=True, default="")
    took_place = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("member", "held_on", "kind"), name="boardlearning_once"),)
