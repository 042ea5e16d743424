"""Files on their way into the record: staged, shown, approved, undone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Import(models.Model):
    """One file a user brought, with its bytes, its choices and what became of it."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    status = models.CharField(max_length=12)
    true_from = models.DateField()
    corrects_past = models.BooleanField(default=False)
    leaves_out = models.BooleanField(default=False)
    whole_registers = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    uploaded_by = models.ForeignKey("store.User", models.PROTECT, related_name="uploads")
    uploaded_at = models.DateTimeField()
    approved_by = models.ForeignKey("store.User", models.PROTECT, null=True, related_name="approvals")
    approved_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("store.User", models.PROTECT, null=True, related_name="undoings")
    undone_at = models.DateTimeField(null=True)
    revision = models.BigIntegerField(default=0)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    stage = models.CharField(max_length=80, blank=True, default="")
    wants_stop = models.BooleanField(default=False)
    failure = models.CharField(max_length=500, blank=True, default="")
    has_report = models.BooleanField(default=False)
    cleaned = models.JSONField(default=list)
    tried = models.JSONField(null=True)
    version = models.IntegerField(default=1)


class ImportedSheet(models.Model):
    """One sheet of an import: which register it fed, and how many rows of each outcome."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    imported = models.ForeignKey(Import, models.CASCADE)
    table = models.CharField(max_length=255)
    sheet = models.CharField(max_length=40)
    new = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    absent = models.IntegerField(default=0)
    unused_headings = ArrayField(models.TextField(), default=list, blank=True)


class StagedRow(models.Model):
    """One row of a staged file: what it says, what the record says now, what is wrong with it."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    sheet = models.ForeignKey(ImportedSheet, models.CASCADE)
    line = models.IntegerField(null=True)
    outcome = models.CharField(max_length=10)
    label = models.CharField(max_length=400)
    values = models.JSONField(null=True)
    before = models.JSONField(null=True)
    problems = models.JSONField(null=True)

    class Meta:
        indexes = (models.Index(fields=["sheet", "outcome", "id"], name="staged_by_outcome"),)


class FeedDate(models.Model):
    """The last day each sheet of a trust was imported, edited or sent again unchanged."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    sheet = models.CharField(max_length=40)
    confirmed_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trust", "sheet"], name="feeddate_once"),)


class ColumnMap(models.Model):
    """A trust's own headings for a sheet, mapped once and recognised by the same headings next month."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=40)
    signature = models.CharField(max_length=64)
    columns = models.JSONField()
    words = models.JSONField(default=dict)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trust", "signature"], name="columnmap_once"),)
