"""Files of board papers: attached, replaced and taken away as a change of the paper, and opened only whole."""

from hashlib import sha256

from plait.engine.papers import PaperFile
from plait.store.models import BoardPaper, BoardPaperFile
from plait.store.papers import PaperLine
from plait.store.writing import Act, Row, StaleRecord, read_rows_by, writing

KIND = "boardpaper"
NO_FILE: Row = {"file_name": "", "sha256": "", "size": None}


class FileDamaged(Exception):
    """What is kept is not the file that was attached: its hash is another."""


def attach_file(act: Act, paper: PaperLine, file: PaperFile, *, version: int) -> bool:
    """This is the paper's file from now on; an earlier one stays kept under its hash.

    False when it is this very file already. StaleRecord when somebody changed the paper since `version` was read.
    """
    kept = BoardPaperFile(trust_id=act.trust_id, sha256=file.sha256, ending=file.ending, content=file.content)
    stated = {"file_name": file.name, "sha256": kept.sha256, "size": len(file.content)}
    with writing(act) as pen:
        BoardPaperFile.objects.bulk_create([kept], ignore_conflicts=True)
        row = _seen(act, paper, version)
        if {name: row[name] for name in stated} == stated and paper.ending:
            return False
        pen.change(BoardPaper, [(row, stated)])
        return True


def take_file_away(act: Act, paper: PaperLine, *, version: int) -> None:
    """The paper has no file from now on; StaleRecord when somebody changed it since `version` was read."""
    with writing(act) as pen:
        pen.change(BoardPaper, [(_seen(act, paper, version), NO_FILE)])


def load_file(trust_id: int, paper: PaperLine) -> PaperFile | None:
    """The file of a paper the viewer was found to read; None when none is kept. FileDamaged when its hash is wrong."""
    row = BoardPaperFile.objects.filter(trust_id=trust_id, sha256=paper.sha256).first()
    if row is None:
        return None
    content = bytes(row.content)
    if sha256(content).hexdigest() != row.sha256:
        raise FileDamaged(f"The file of board paper {paper.id} is not the one that was attached")
    return PaperFile(paper.file_name, row.ending, content)


def _seen(act: Act, paper: PaperLine, version: int) -> Row:
    """The paper's row as it stood at `version`."""
    rows = read_rows_by(BoardPaper, trust_id=act.trust_id, id=paper.id)
    if not rows:
        raise StaleRecord(KIND, [paper.id])
    return {**rows[0], "version": version}
