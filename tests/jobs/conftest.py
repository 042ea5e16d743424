"""What the tests of jobs may ask for."""

from tests.cli.opened import rxx

__all__ = ["rxx"]
