"""The options of `plait assemble` that say what is to count how much beside coverage."""

from collections.abc import Callable
from typing import Any

import click

from plait.engine.assembly.levels import Grade

GRADES = click.Choice([grade.value for grade in Grade])


def weighing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options, each with the words of the page."""
    options = (
        click.option("--departments", type=GRADES, help="How much one more department in a team counts."),
        click.option("--second-holders", "seconds", type=GRADES, help="How much a second holder of the scarce counts."),
        click.option("--cost", "thousands", type=GRADES, help="How much £1,000 less counts; not at all unless given."),
        click.option("--strict", is_flag=True, help="One level after another, without any exchange: for few services."),
    )
    for option in reversed(options):
        command = option(command)
    return command
