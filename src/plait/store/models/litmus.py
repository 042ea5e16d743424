"""What was judged, by which version of the rules, and the thresholds that a trust set for itself."""

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
