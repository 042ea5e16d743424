"""What the independent scorer says of a plan that came as a file."""

import click

from plait.cli.outcome import Exit, counted, print_json, table_of
from plait.engine.assembly.asked import check_asks
from plait.engine.assembly.levels_scorer import check_levels, score_levels
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.scorer import check, effort_of, score
from plait.engine.trust import Trust


def say_check(plan: Plan, trust: Trust, faults: int, *, is_json: bool) -> Exit:
    """Every rule the plan breaks, in words, and what each of its levels is worth, worked out from its members alone."""
    violations = (*check_asks(plan, trust), *check(plan, trust), *check_levels(plan, trust))
    levels = score_levels(plan, trust)
    others = ((one, float(levels[one.name])) for one in plan.levels if one.name in levels)
    worth = ((plan.coverage, score(plan)), *others, (plan.effort, effort_of(plan)))
    if is_json:
        told = [
            {"name": level.name, "value": value, "stated": level.value, "bound": level.bound} for level, value in worth
        ]
        print_json({"trust": trust.code, "faults_in_files": faults, "violations": violations, "levels": told})
    else:
        click.echo(f"{counted(len(violations), 'violation')}.")
        for violation in violations:
            click.echo(f"  {violation}.")
        rows = [(level.name, f"{value:.4f}", f"{level.value:.4f}", f"{level.bound:.4f}") for level, value in worth]
        click.echo(table_of([("Level", "Worth", "Stated", "Bound"), *rows]))
    if faults:
        click.echo(f"{counted(faults, 'fault')} in the files the plan was checked against.", err=True)
    return Exit.FAULTS if violations or faults else Exit.FINE
