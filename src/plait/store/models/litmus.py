"""What was judged, by which version of the rules, and what a trust says to it: thresholds, explanations, owners."""

from django.db import models

from plait.store.models.records import DatedRecord, never_twice, ordered_dates


class Finding(models.Model):
    """One question's answer for one trust on one day, with the rows behind it."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    question = models.CharField(max_length=60)
    on = models.DateField()
    revision = models.BigIntegerField()
    rules = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    sentence = models.TextField()
    detail = models.JSONField(default=dict)
    judged_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trust", "question", "on"], name="finding_once"),)
        indexes = (models.Index(fields=["trust", "-on", "-id"], name="finding_latest"),)


class OwnThreshold(DatedRecord):
    """Where met begins for one question, by the trust's own choice.

    `since` is the first day of an unbroken stay whose value or reason may have changed.
    """

    question = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=10, decimal_places=5)
    reason = models.CharField(max_length=500)
    since = models.DateField()

    class Meta:
        constraints = (
            ordered_dates("ownthreshold"),
            never_twice("ownthreshold", "trust_id", "question"),
            models.CheckConstraint(
                condition=models.Q(value__gte=0) & ~models.Q(reason=""), name="ownthreshold_has_reason"
            ),
        )


class Explanation(models.Model):
    """Why a question is not met, as its owner wrote it of one verdict; at most one draft and one published."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    question = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    verdict = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    written_by = models.CharField(max_length=200)
    written_on = models.DateField()
    published_by = models.CharField(max_length=200, blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["trust", "question", "state"],
                condition=~models.Q(state="withdrawn"),
                name="explanation_once",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="explanation_has_text"),
        )


class QuestionOwner(models.Model):
    """Which role owns a question in this trust, where it is not the one its file names."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    question = models.CharField(max_length=60)
    owner = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trust", "question"], name="questionowner_once"),)
