"""The plan to the next board: the moves chosen for it, and what was predicted and seen of them since."""

from django.db import models


class PlannedMove(models.Model):
    """One move of the plan to one board, as it was chosen: what it is in words, who does it, and by when."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    board_on = models.DateField()
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=200)
    detail = models.CharField(max_length=40, blank=True, default="")
    figure = models.CharField(max_length=20, blank=True, default="")
    title = models.CharField(max_length=400)
    needs = models.CharField(max_length=600, blank=True, default="")
    decides = models.CharField(max_length=200, blank=True, default="")
    owner = models.CharField(max_length=60)
    due_on = models.DateField()
    chosen_by = models.CharField(max_length=200)
    chosen_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["trust", "board_on", "kind", "subject", "detail"], name="plannedmove_once"),
            models.CheckConstraint(condition=~models.Q(owner=""), name="plannedmove_has_owner"),
        )


class PlanFinding(models.Model):
    """What a worker found of the plan to one board: what the set would change, and how it stands by the record."""

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    board_on = models.DateField()
    predicted = models.JSONField(default=dict)
    followed = models.JSONField(default=dict)
    judged_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trust", "board_on"], name="planfinding_once"),)
