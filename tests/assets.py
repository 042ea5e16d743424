"""Stylesheets, script and icons collected as a running site has them: hashed names, one manifest."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.throwaway import FOLDER


@pytest.fixture(scope="session", autouse=True)
def collected_assets() -> Iterator[None]:
    """Each worker collects into a folder of its own, or they would trip over one another."""
    with override_settings(STATIC_ROOT=FOLDER / f"static-{os.getpid()}"):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield
