"""How commands read a day: as a cell of a file does."""

from datetime import date

import click

from plait.engine.cells import CannotRead, read_date


class Day(click.ParamType[date]):
    """A day, like 2026-11-01 or 01/11/2026, of the years a file may name."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or what is wrong and what to write."""
        try:
            return read_date(str(value))
        except CannotRead as fault:
            self.fail(f"{fault.wrong}. {fault.remedy}.", param, ctx)
