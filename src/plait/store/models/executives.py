"""The word of a trust that it shares with another about an executive of both; a grant needs the word of each."""

from django.db import models

from plait.store.models.people import Employment
from plait.store.models.records import never_twice, ordered_dates
from plait.store.models.trusts import User


class ExecutiveShare(models.Model):
    """Until a day that is always given, this trust lets `other`, given by its code, see how it employs somebody.

    It takes effect only while the other trust has said the same of the same person, by somebody else. `attendance_by`
    is who said that the other also sees whether they came to the board of this trust; nobody unless said.
    """

    trust = models.ForeignKey("store.Trust", models.CASCADE)
    version = models.IntegerField(default=1)
    employment = models.ForeignKey(Employment, models.CASCADE)
    other = models.CharField(max_length=40)
    agreed_by = models.ForeignKey(User, models.PROTECT)
    attendance_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = (
            ordered_dates("executiveshare"),
            never_twice("executiveshare", "employment_id", "other"),
        )
