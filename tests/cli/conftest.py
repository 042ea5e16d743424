"""What the tests of the command line may ask for."""

from tests.cli.opened import rxx

__all__ = ["rxx"]
