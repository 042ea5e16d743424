"""Bringing files by the upload form, as somebody of the transformation office of a small trust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from plait.jobs.imports import TRYING
from plait.jobs.trying import try_import
from plait.store.models import Employment, StaffGroup, Trust, User
from plait.store.scope import scoped
from tests.conftest import UserWithRole

SignIn = Callable[[User], Client]
HEAD = "Employee number,Name,Staff group,Department,WTE\n"
GOOD = HEAD + "1001,Ann Frost,Managers,Medicine,0.8\n1002,Ben Low,Managers,Surgery,1\n"
BAD = GOOD + "1003,Cem Ode,Managers,Surgery,1.5\n"
SERVICES = "Name,Phase,Starts\nTheatres,Live,01/04/2025\n"
NEW = "/t/PLA/imports/new/"
# A report whose headings are the trust's own, and the columns as somebody matches them.
AWKWARD = (
    "Staff in post,,,,,,\nPrinted 1 November,,,,,,\n"
    "Emp No,Surname,First Name,Org L4,Staff Group,Contracted WTE,Pay Scale\n"
    "1001,Frost,Ann,Medicine,Mangers,0.80,Band 7\n1002,Low,Ben,Surgery,Managers,1.00,Band 8a\n"
    "Total,,,,,1.80,\n"
)
MATCHED = {
    "employee_number": "Emp No", "name": "First Name", "name_second": "Surname", "department": "Org L4",
    "staff_group": "Staff Group", "wte": "Contracted WTE", "band": "Pay Scale", "word:staff_group:Mangers": "Managers",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _groups(db: None, trust: Trust) -> None:  # noqa: ARG001 - the database is what `db` opens
    with scoped(user_id=None, trust_ids=[trust.pk]):
        StaffGroup.objects.create(trust=trust, name="Managers", viewpoint="operational")


@pytest.fixture
def browser(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn) -> Client:
    """Somebody of the transformation office."""
    return signed_in_as(user_with_role("PMO", trust))


def bring(browser: Client, data: bytes | str, name: str = "people.csv", **more: Any) -> Any:
    """Upload a file as the form does."""
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    return browser.post(NEW, {"file": file, "true_from": "02/11/2026", **more})


def try_brought() -> None:
    """Do what a worker does after a file is staged: find out which verdicts it would change."""
    for waiting in ProcrastinateJob.objects.filter(task_name=TRYING, status="todo"):
        try_import(**waiting.args)


def numbers(trust: Trust) -> list[str]:
    """The employee numbers of whoever is employed."""
    with scoped(user_id=None, trust_ids=[trust.pk]):
        return sorted(Employment.objects.filter(ends=None).values_list("employee_number", flat=True))


def text(response: Any) -> str:
    """A page's markup with single spaces."""
    return " ".join(response.content.decode().split())
