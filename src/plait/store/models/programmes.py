"""Programmes with milestones, reports and the outcomes they should move; what people said; figures by place."""

from django.db import models
from django.db.models import F, Func, Q

from plait.store.models.accountability import Territory
from plait.store.models.design import DesignDecision
from plait.store.models.outcomes import Outcome
from plait.store.models.people import Employment
from plait.store.models.records import DatedRecord, TrustRecord, one_name, ordered_dates
from plait.store.models.research import UserGroup
from plait.store.models.services import Service


def _employment(related_name: str) -> "models.ForeignKey[Employment | None, Employment | None]":
    return models.ForeignKey(Employment, models.SET_NULL, null=True, blank=True, related_name=related_name)


class Programme(DatedRecord):
    """A programme that changes how care is given or run; a relaunch never stands without its reason."""

    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300, blank=True, default="")
    owner = _employment("programmes_owned")
    lead = _employment("programmes_led")
    clinical_lead = _employment("programmes_led_clinically")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True)
    portfolio = models.ForeignKey(Territory, models.SET_NULL, null=True, blank=True)
    relaunched_on = models.DateField(null=True, blank=True)
    relaunch_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            one_name("programme"),
            ordered_dates("programme"),
            models.CheckConstraint(
                condition=Q(relaunched_on__isnull=True, relaunch_reason="")
                | (Q(relaunched_on__gte=F("starts")) & ~Q(relaunch_reason="")),
                name="programme_relaunched_with_reason",
            ),
        )


def _once(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(F("programme"), Func(F("name"), function="lower"), name=f"{name}_once")


class Milestone(TrustRecord):
    """What a programme promises for a day: first planned, planned now, done."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    name = models.CharField(max_length=200)
    planned_on = models.DateField()
    replanned_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (_once("milestone"),)


class ProgrammeReport(TrustRecord):
    """How a programme says that it stands; the milestone it vouches for is one of the programme's, by name."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    reported_on = models.DateField()
    status = models.CharField(max_length=10)
    says = models.CharField(max_length=1000)
    written_by = models.CharField(max_length=200, blank=True, default="")
    improving = models.ForeignKey(Outcome, models.SET_NULL, null=True, blank=True)
    in_time = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("programme", "reported_on"), name="programmereport_once_a_day"),
        )  # fmt: skip


class ProgrammeOutcome(TrustRecord):
    """An outcome that a programme should move, and by when."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    outcome = models.ForeignKey(Outcome, models.CASCADE)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("programme", "outcome"), name="programmeoutcome_once"),)


class ListeningTheme(TrustRecord):
    """What keeps coming up when people are asked; answered in whole or open."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    name = models.CharField(max_length=200)
    answer_kind = models.CharField(max_length=12, blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True, default="")
    decision = models.ForeignKey(DesignDecision, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = (
            _once("listeningtheme"),
            models.CheckConstraint(
                condition=Q(answer_kind="", answered_on__isnull=True, answer="")
                | (Q(answered_on__isnull=False) & ~Q(answer_kind="") & ~Q(answer="")),
                name="listeningtheme_answered_whole",
            ),
        )


class Remark(TrustRecord):
    """What somebody said, without who; its theme is one of the programme's, by name."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    said_on = models.DateField()
    remark = models.CharField(max_length=400)
    session = models.CharField(max_length=200, blank=True, default="")
    user_group = models.ForeignKey(UserGroup, models.SET_NULL, null=True, blank=True)
    theme = models.CharField(max_length=200, blank=True, default="")
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                F("programme"), F("said_on"), Func(F("remark"), function="lower"), name="remark_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(told_on__gte=F("said_on")), name="remark_told_after"
            ),
        )


class PlaceFigure(TrustRecord):
    """One figure of an outcome at one place, like a ward, or that it is missing."""

    outcome = models.ForeignKey(Outcome, models.CASCADE)
    place = models.CharField(max_length=200)
    observed_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=8, null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                F("outcome"), Func(F("place"), function="lower"), F("observed_on"), name="placefigure_once_a_day"
            ),
        )
