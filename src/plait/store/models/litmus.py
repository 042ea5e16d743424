"""What was judged, from which revision of the record, by which version of the rules."""

from django.db import models


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
