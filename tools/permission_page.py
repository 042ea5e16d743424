"""The documentation page of who may do what, made from the table: `python -m tools.permission_page`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from plait.engine.people import PEOPLE
from plait.engine.permissions import IMPORT_FIELDS, PERMISSIONS, PERSON_FIELDS, RESERVED, SCOPES, SHEETS, Action, Role

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "permissions.md"
INTRODUCTION = """# Who may do what

This page is made from the table in `src/plait/engine/permissions.py`, which the program itself obeys: `python -m
tools.permission_page` writes it, and a test fails when it is behind.

A permission holds in the trust named in the address, by an access of that user to that trust that is live on the day.
An access that hangs on an employment ends with it. With several roles one may do what any of them may. What the table
does not allow is refused; a trust one may not enter, and a record one may not see, answer like one that does not exist.
"""

SMALL_NUMBERS = """
Numbers without names are shown for a department of one too: where somebody works and which viewpoint they bring are
declared facts, like who is in a team; the rule for small numbers (design, decision 14) is for groups of the network.
"""

IMPORTS = """
A file of people writes these fields only, those of whoever brings it: other columns are left out, the preview says
which, and people it adds go without them. A role that may not write names adds nobody, and one that may not write the
last day cannot say that a file is the whole register. Who saves a file, or takes it back, must reach every column it
writes; a role that imports some sheets only takes back only what it brought itself. Roles that write people by a file
and not by hand:
"""

NARROWER = """## Where this is narrower than it might be

- A reader, like an auditor, does not read the audit trail. Every line of it says who acted and most say about whom;
  without those names, which this role does not read, little is left to audit. A chief digital information officer
  reads it with them, or gives it as a file.
- The record of an appointment (the seven criteria of a chief digital and information officer) is for the chair and the
  chief executive. No role is either of them: the board secretary names a board member as chair and an executive
  director as chief executive, by a user of the trust who is not the secretary, and each naming is in the audit trail.
  Whoever is named reads and writes the record of any such role but their own; the secretary, the administrator and the
  person concerned do not. It is in no file, list, search, history or board pack; the audit trail says who opened or
  changed it and not what it says. Everybody reads in the question only whether a record is kept, and since when.
- A trust administrator manages people and reads no paper of the board that is not published, and nobody gives
  themselves a role: the database refuses it. Where a paper cannot wait, it is opened for 24 hours to one person who
  asked with the reason, because an executive, the chief digital information officer or the board secretary, never who
  asked, agreed; each opening is an event, as is every other opening of a paper or a pack that is not published.
- A list is taken as a file by whoever reads its page, as far as they read it there, and the audit trail tells of it.
  Nothing exports whole registers at once yet, so no role may.
"""


def make_page() -> str:
    """The page, whole."""
    return "\n".join([INTRODUCTION, *_roles(), *_table(), *_letters(), *_fields(), *_sheets(), NARROWER])


def _roles() -> Iterator[str]:
    yield "## Roles\n\n| letters | role |\n|---|---|"
    yield from (f"| {role} | {role.words} |" for role in Role)
    yield ""


def _table() -> Iterator[str]:
    yield f"## Permissions\n\n| | {' | '.join(Role)} |\n|---|{'---|' * len(Role)}"
    for action in Action:
        yield f"| {action.value} | {' | '.join(_cell(role, action) for role in Role)} |"
    yield ""


def _cell(role: Role, action: Action) -> str:
    return "".join(letter for letter, (scope, _) in SCOPES.items() if scope in PERMISSIONS[role, action]) or "–"


def _letters() -> Iterator[str]:
    yield "Several letters hold together. A dash means no.\n\n| letter | reaches |\n|---|---|"
    yield from (f"| {letter} | {words} |" for letter, (_, words) in SCOPES.items())
    yield SMALL_NUMBERS


def _fields() -> Iterator[str]:
    yield "## Fields of a person\n\n| role | may write |\n|---|---|"
    for role, fields in PERSON_FIELDS.items():
        named = [column.heading for column in PEOPLE.columns if column.name in fields]
        yield f"| {role.words} | {', '.join(named)} |"
    yield IMPORTS
    yield from (f"- {role.words}: as {_alike(role).words}" for role in IMPORT_FIELDS if role not in PERSON_FIELDS)
    yield ""


def _alike(role: Role) -> Role:
    """The role that writes by hand what this one writes by a file."""
    return next(other for other, fields in PERSON_FIELDS.items() if fields == IMPORT_FIELDS[role])


def _sheets() -> Iterator[str]:
    yield "## Sheets\n\nWhere the table says “n”, a role imports these sheets only.\n"
    yield "| role | sheets |\n|---|---|"
    yield from (f"| {role.words} | {', '.join(sorted(sheets))} |" for role, sheets in SHEETS.items())
    yield ""
    yield from (f"Who brings the sheet {sheet} must also be one who may {RESERVED[sheet].value}." for sheet in RESERVED)
    yield ""


def main() -> int:
    """Write the page."""
    PAGE.write_text(make_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
