"""What members of the board do there: who came, what they asked, what they were asked to do, what they sponsor."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from plait.store.models.board import Meeting, once_a_meeting
from plait.store.models.board_members import BoardMember
from plait.store.models.records import DatedRecord, TrustRecord, never_twice, ordered_dates
from plait.store.models.trusts import User


class Attendance(TrustRecord):
    """Whether a member was at a meeting, and who came in place."""

    meeting = models.ForeignKey(Meeting, models.CASCADE)
    member = models.ForeignKey(BoardMember, models.CASCADE)
    presence = models.CharField(max_length=10)
    deputy = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once"),)


class BoardPaper(TrustRecord):
    """A paper of a meeting; read by few until it is published, and while it is private."""

    meeting = models.ForeignKey(Meeting, models.CASCADE)
    title = models.CharField(max_length=300)
    item = models.CharField(max_length=40, blank=True, default="")
    authors = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    named = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    status = models.CharField(max_length=10, default="draft")
    is_private = models.BooleanField(default=False)
    file_name = models.CharField(max_length=200, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = (once_a_meeting("boardpaper", "title"),)


class BoardPaperFile(models.Model):
    """One file that was ever attached to a paper, under its hash: nobody changes or removes it.

    It is the file of whichever paper of the trust names its hash: a paper that is put back as it was has its file back.
    """

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    sha256 = models.CharField(max_length=64)
    ending = models.CharField(max_length=4)
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trust", "sha256"], name="boardpaperfile_once"),)


class Challenge(TrustRecord):
    """A question put at a meeting, the answer, and what changed because of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE)
    question = models.CharField(max_length=300)
    raised_by = models.CharField(max_length=60)
    item = models.CharField(max_length=40, blank=True, default="")
    decision = models.CharField(max_length=300, blank=True, default="")
    raised_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True, default="")
    changed = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (once_a_meeting("challenge", "question"),)


class BoardAction(TrustRecord):
    """What an office is to do by a day, and the day it was done."""

    meeting = models.ForeignKey(Meeting, models.CASCADE)
    name = models.CharField(max_length=300)
    item = models.CharField(max_length=40, blank=True, default="")
    owner = models.CharField(max_length=60)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    tag = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        constraints = (once_a_meeting("boardaction", "name"),)


class Sponsorship(DatedRecord):
    """An office's time as sponsor or lead of a programme, an outcome or a service, by its name."""

    office = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=10)

    class Meta:
        constraints = (ordered_dates("sponsorship"), never_twice("sponsorship", "trust_id", "office", "kind", "name"))


class PaperOpening(models.Model):
    """One paper opened for a day to somebody who may not read it, because somebody else agreed."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    wish = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    paper = models.ForeignKey(BoardPaper, models.CASCADE, null=True, blank=True)
    title = models.CharField(max_length=300, blank=True, default="")
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("user")), name="paperopening_by_another"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, until__isnull=True, paper__isnull=True)
                | Q(agreed_by__isnull=False, until__gt=F("agreed_at"), until__lte=F("agreed_at") + timedelta(days=1)),
                name="paperopening_for_a_day",
            ),
            models.UniqueConstraint(
                fields=["trust", "user"],
                condition=Q(agreed_by__isnull=True, ended_at__isnull=True),
                name="paperopening_one_asked",
            ),
        )
