"""People, their employments and assignments, posts, and the places they work in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Collate, Lower

from plait.store.models.records import DatedRecord, TrustRecord, never_twice, one_name, ordered_dates


class Person(models.Model):
    """An identity. It belongs to no trust; one is seen only where one of its employments is in scope."""

    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True, default="")
    registration_body = models.CharField(max_length=40, blank=True, default="")
    registration_number = models.CharField(max_length=40, blank=True, default="")
    version = models.IntegerField(default=1)

    class Meta:
        indexes = (models.Index(Collate(Lower("name"), "C"), "id", name="person_by_name"),)  # as lists are ordered


class StaffGroup(TrustRecord):
    """A staff group and the viewpoint its people usually bring."""

    name = models.CharField(max_length=200)
    viewpoint = models.CharField(max_length=12)

    class Meta:
        constraints = (one_name("staffgroup"),)


class Department(TrustRecord):
    """A department, by the name the trust's files use."""

    name = models.CharField(max_length=200)

    class Meta:
        constraints = (one_name("department"),)


class Site(TrustRecord):
    """A place of work."""

    name = models.CharField(max_length=200)

    class Meta:
        constraints = (one_name("site"),)


class Post(DatedRecord):
    """An established post, filled or not."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    department = models.ForeignKey(Department, models.PROTECT)
    staff_group = models.ForeignKey(StaffGroup, models.PROTECT, null=True, blank=True)
    band = models.CharField(max_length=40, blank=True, default="")
    budgeted_wte = models.DecimalField(max_digits=9, decimal_places=5)

    class Meta:
        constraints = (
            one_name("post", "number"),
            ordered_dates("post"),
        )


class Employment(DatedRecord):
    """One person employed by one trust under one employee number."""

    person = models.ForeignKey(Person, models.PROTECT)
    employee_number = models.CharField(max_length=40)

    class Meta:
        constraints = (
            one_name("employment", "employee_number"),
            ordered_dates("employment"),
        )


class Assignment(DatedRecord):
    """What an employment consists of for a time: title, group, place, time, grade, line manager, post."""

    employment = models.ForeignKey(Employment, models.CASCADE)
    job_title = models.CharField(max_length=200, blank=True, default="")
    staff_group = models.ForeignKey(StaffGroup, models.PROTECT)
    profession = models.CharField(max_length=200, blank=True, default="")
    viewpoint = models.CharField(max_length=12, blank=True, default="")
    department = models.ForeignKey(Department, models.PROTECT)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True)
    shifts = ArrayField(models.CharField(max_length=12), blank=True, default=list)
    wte = models.DecimalField(max_digits=6, decimal_places=5)
    band = models.CharField(max_length=40, blank=True, default="")
    point = models.PositiveSmallIntegerField(null=True, blank=True)
    manager = models.ForeignKey(Employment, models.SET_NULL, null=True, blank=True, related_name="reports")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = (
            ordered_dates("assignment"),
            never_twice("assignment", "employment_id"),
        )
