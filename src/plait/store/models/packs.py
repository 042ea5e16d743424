"""Board packs: what becomes of each, and its files as they were printed, which nobody changes."""

from django.db import models


class BoardPack(models.Model):
    """One pack, made by a worker from the record of a day; `mark` names the snapshot it was printed from."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    on = models.DateField()
    state = models.CharField(max_length=12)
    asked_by = models.CharField(max_length=200)
    asked_on = models.DateField()
    moved_by = models.CharField(max_length=200, blank=True, default="")
    moved_on = models.DateField(null=True, blank=True)
    release = models.CharField(max_length=40, blank=True, default="")
    mark = models.CharField(max_length=9, blank=True, default="")
    failure = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["trust"], condition=models.Q(state="making"), name="boardpack_one_being_made"
            ),
        )


class BoardPackFile(models.Model):
    """One file of a pack, with its hash: html, pdf, xlsx, or the snapshot (json) that they are made of."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    pack = models.ForeignKey(BoardPack, models.CASCADE)
    ending = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["pack", "ending"], name="boardpackfile_once"),)
