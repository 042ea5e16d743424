"""The `plait` command: finds the sub-command, imports only that, and turns its end into an exit code."""

import signal
import sys
from collections.abc import Sequence
from importlib import import_module, metadata

import click

from plait.cli.outcome import Ends, Exit

COMMANDS = {
    "demo": ("demo", "The site with the demo trusts, on this machine."),
    "template": ("template", "Write an empty workbook to fill in."),
    "check": ("check", "Name every fault of a file or folder; save nothing."),
    "columns": ("columns", "Match the columns of your own report, in a list to correct."),
    "judge": ("judge", "Answer the litmus tests, of a folder of files or of the database."),
    "pack": ("pack", "Make the board pack, of a folder of files or of the database: HTML, PDF and XLSX."),
    "evidence": ("evidence", "What can be shown for each success measure of What Good Looks Like, as a workbook."),
    "assemble": ("assemble", "Propose teams by competency, of a folder of files or of the database."),
    "competencies": ("competencies", "Which competencies will be short, and how long needs wait for a team."),
    "spc": ("spc", "Chart a table of figures: limits, rules, icons; JSON, CSV or SVG."),
    "stall": ("stall", "Hold what programmes report against what is recorded."),
    "split": ("split", "Propose a second team, beside one that runs or of its people."),
    "import": ("importing", "Bring a file or folder into the record: look at the changes, then approve."),
    "undo": ("undo", "Put every row of an import back as it was."),
    "trust": ("trust", "Open a trust on this installation, with its first administrator."),
    "serve": ("serve", "The web server."),
    "worker": ("worker", "The worker that does long jobs."),
    "migrate": ("migrate", "Bring the tables of the database up to date."),
    "doctor": ("doctor", "Say what this installation lacks, and how to put it right."),
}
"""Each command with its module here and its line of help, so that none is imported before it is asked for."""


class Plait(click.Group):
    """The group of commands, each imported when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Every command, the likeliest first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"plait.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=Plait, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(metadata.version("plait"), message="plait %(version)s")
def group() -> None:
    """Plait: run an NHS trust as a digital organisation."""


def main() -> None:
    """Run the command line and end the process with the code that says how it went."""
    # A shell that starts a program in the background has it ignore Ctrl-C; asked to stop, Plait stops.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command, say why where it does not end well, and give its exit code."""
    try:
        return int(group(list(arguments), standalone_mode=False, prog_name="plait") or Exit.FINE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return Exit.INTERRUPTED
    except Ends as end:
        end.show()
        return end.code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our words, like `head`, has gone
        return Exit.FAULTS
