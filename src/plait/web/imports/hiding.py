"""What of a file only its bringer and readers of bands may see: staff costs, in its rows and in the file itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plait.engine.people import PEOPLE
from plait.engine.permissions import COST_FIELDS, Action, Scope, Viewer, scope_of
from plait.engine.sheets import Values
from plait.store.import_views import ImportView, StagedLine
from plait.web.shared.access import TrustRequest, refuse

HEADINGS = frozenset(PEOPLE.column(name).heading for name in COST_FIELDS)


def hides_costs(viewer: Viewer, kept: ImportView) -> bool:
    """Is this somebody else's file of people, opened by a viewer who may not read bands?"""
    has_people = not kept.sheets or any(sheet.sheet == PEOPLE.name for sheet in kept.sheets)
    is_own = kept.uploaded_by_id == viewer.user_id
    return has_people and not is_own and Scope.TRUST not in scope_of(viewer, Action.READ_BAND)


def without_costs(viewer: Viewer, kept: ImportView, lines: Sequence[StagedLine]) -> Sequence[StagedLine]:
    """The rows as this viewer may see them: nothing of a band or point that is not theirs to read."""
    return [_without(line) for line in lines] if hides_costs(viewer, kept) else lines


def _without(line: StagedLine) -> StagedLine:
    if line.sheet and line.sheet != PEOPLE.name:
        return line
    problems = tuple(replace(one, value="") if one.column in HEADINGS else one for one in line.problems)
    return replace(line, values=_others(line.values), before=_others(line.before), problems=problems)


def _others(values: Values) -> Values:
    return {name: value for name, value in values.items() if name not in COST_FIELDS}


def refuse_costs(request: TrustRequest, kept: ImportView) -> None:
    """Refuse the file itself where it would show what its pages hide."""
    if hides_costs(request.viewer, kept):
        refuse(request, "reads no band of somebody else's file")
