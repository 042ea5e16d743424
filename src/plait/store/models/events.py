"""What happened: the append-only history, and the forms already taken."""

from django.db import models

REMOVAL = models.Q(before__isnull=False, after__isnull=True)
"""The events after which their row is no more; few, so an index of their own finds them among millions."""

CORRECTED = "corrected"
"""What an event calls a change that puts the past right."""
CORRECTION = models.Q(action=CORRECTED)
"""The events that put the past right; few as well, and asked for by day."""


class Event(models.Model):
    """One accepted change of one row. Nobody changes or removes an event, by trigger and by role."""

    trust = models.ForeignKey("store.Trust", models.PROTECT)
    at = models.DateTimeField()
    actor = models.ForeignKey("store.User", models.PROTECT, null=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    imported = models.ForeignKey("store.Import", models.PROTECT, null=True)
    request = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["trust", "kind", "record_id", "id"], name="event_of_record"),
            models.Index(fields=["imported", "id"], name="event_of_import"),
            models.Index(fields=["trust", "kind"], name="event_of_removal", condition=REMOVAL),
            models.Index(fields=["trust", "at"], name="event_of_correction", condition=CORRECTION),
        )


class Submission(models.Model):
    """A creating form that was taken: sent again, it leads to the record it made."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    user = models.ForeignKey("store.User", models.CASCADE)
    key = models.UUIDField()
    record_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trust", "user", "key"], name="submission_once"),)
