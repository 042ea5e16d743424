"""A trust's saved mappings of report columns, found again by the headings of the file."""

from collections.abc import Iterable

from plait.engine.mapping import ColumnMapping
from plait.store.models import ColumnMap, Event
from plait.store.writing import Act, Row, noting, read_rows_by


def save_mapping(act: Act, signature: str, mapping: ColumnMapping) -> None:
    """Keep a mapping for files with these headings, in place of the one before; StaleRecord when it just changed."""
    row: Row = {
        "name": mapping.name,
        "sheet": mapping.sheet,
        "columns": {name: list(headings) for name, headings in mapping.columns.items()},
        "words": {name: dict(words) for name, words in mapping.words.items()},
    }
    with noting(act) as pen:
        there = read_rows_by(ColumnMap, trust_id=act.trust_id, signature=signature)
        if there:
            pen.change(ColumnMap, [(there[0], row)])
        else:
            pen.add(ColumnMap, [{**row, "signature": signature}])


def load_mappings(trust_id: int, signatures: Iterable[str]) -> dict[str, ColumnMapping]:
    """The saved mappings for these sets of headings, by signature."""
    rows = ColumnMap.objects.filter(trust_id=trust_id, signature__in=set(signatures))
    return {row.signature: _mapping(row) for row in rows}


def _mapping(row: ColumnMap) -> ColumnMapping:
    columns = {str(name): tuple(headings) for name, headings in row.columns.items()}
    return ColumnMapping(row.name, row.sheet, columns, row.words)


def note_mapped(act: Act, import_id: int, used: Iterable[str]) -> None:
    """Record which mappings a file was read with, in words; read anew without any, what was said before is void."""
    said = list(used)
    if said or load_mapped(act.trust_id, import_id):
        with noting(act) as pen:
            pen.note("mapped", "import", import_id, {"used": said})


def load_mapped(trust_id: int, import_id: int) -> tuple[str, ...]:
    """Which mappings a file was read with, as noted when it was last read."""
    noted = Event.objects.filter(trust_id=trust_id, kind="import", record_id=import_id, action="mapped")
    last = noted.order_by("-id").values_list("after", flat=True).first()
    return tuple(str(one) for one in last["used"]) if last else ()
