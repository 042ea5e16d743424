"""The board's record: meetings, their agenda, what they decided, and the standing rights of three subjects."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from plait.store.models.records import TrustRecord, one_name

CLOCK = 5
"""How long a time is: 09:30, of which the later is the greater."""


def once_a_meeting(name: str, column: str) -> models.UniqueConstraint:
    """A text stands once in a meeting, whatever its capitals."""
    return models.UniqueConstraint(F("meeting"), Func(F(column), function="lower"), name=f"{name}_once")


class Meeting(TrustRecord):
    """A meeting of the board or a committee; a draft is for the secretary and executives."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    held_on = models.DateField()
    begins = models.CharField(max_length=CLOCK, blank=True, default="")
    finishes = models.CharField(max_length=CLOCK, blank=True, default="")
    status = models.CharField(max_length=10, default="draft")

    class Meta:
        constraints = (
            one_name("meeting"),
            models.CheckConstraint(
                condition=Q(begins="") | Q(finishes="") | Q(finishes__gt=F("begins")), name="meeting_ends_after"
            ),
        )


class AgendaItem(TrustRecord):
    """An item of an agenda; its tag counts once confirmed, and its authors are offices."""

    meeting = models.ForeignKey(Meeting, models.CASCADE)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    minutes = models.IntegerField(null=True, blank=True)
    tag = models.CharField(max_length=10, blank=True, default="")
    is_confirmed = models.BooleanField(default=False)
    for_decision = models.BooleanField(default=False)
    authors = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        constraints = (once_a_meeting("agendaitem", "number"),)


class Decision(TrustRecord):
    """What a meeting decided, with the advice that was there; on the day of the meeting where no day is given."""

    meeting = models.ForeignKey(Meeting, models.CASCADE)
    name = models.CharField(max_length=300)
    item = models.CharField(max_length=40, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    is_technology = models.BooleanField()
    specialist = models.BooleanField(null=True, blank=True)
    advice = models.CharField(max_length=200, blank=True, default="")
    advice_by = models.CharField(max_length=200, blank=True, default="")
    leads = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    challenged_by = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    benefits = models.CharField(max_length=200, blank=True, default="")
    costs = models.CharField(max_length=200, blank=True, default="")
    stood_aside = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        constraints = (once_a_meeting("decision", "name"),)


class StandingRight(TrustRecord):
    """Whether finance, quality or digital has one of eight rights at the board."""

    right = models.CharField(max_length=60)
    subject = models.CharField(max_length=10)
    has = models.BooleanField()
    since = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("trust", "right", "subject"), name="standingright_once"),)
