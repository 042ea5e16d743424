"""Papers of the board: at which item, by whom, how far each has gone, and what its file is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from plait.engine.board_sheets import DIRECTORS, no_item, read_offices
from plait.engine.cells import CannotRead, read_choice, read_code, read_list, read_text, read_whole, read_yes_no
from plait.engine.nearest import nearest
from plait.engine.sheets import Column, Entry, Known, Sheet
from plait.engine.stated import perhaps, stated_text, stated_words
from plait.engine.tables import Problem

DRAFT, CIRCULATED, PUBLISHED = "draft", "circulated", "published"
STATUS_CHOICES = {"Draft": DRAFT, "Circulated": CIRCULATED, "Published": PUBLISHED}
STATUSES = {status: words for words, status in STATUS_CHOICES.items()}
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
MOST_BYTES = 2_000_000_000
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"*/:<>?\\|]')
"""What the name of a file may not hold on somebody's machine, or in a header."""
NAME_IT = "Write what the file is called, or leave out the column File, which keeps what is recorded"
THOUSAND, MILLION = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The file of a paper: the name it came by, the ending its bytes should have, and the bytes."""

    name: str
    ending: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What tells these very bytes from any others, as 64 letters and digits."""
        return sha256(self.content).hexdigest()


def is_open(status: str, *, is_private: bool) -> bool:
    """Does everybody in the trust read a paper of this status?"""
    return status == PUBLISHED and not is_private


def download_name(file_name: str, ending: str) -> str:
    """The name a paper's file travels under: no folder, nothing that acts, and the ending of what it is."""
    plain = UNSAFE.sub("_", file_name).strip(" .") or "board-paper"
    return plain if plain.casefold().endswith(f".{ending}") else f"{plain}.{ending}"


def size_words(size: int) -> str:
    """How large a file of that many bytes is, like “482 kB”."""
    if size < THOUSAND:
        return f"{size} bytes"
    return f"{round(size / THOUSAND)} kB" if size < MILLION else f"{size / MILLION:.1f} MB"


def read_hash(text: str) -> str:
    """A SHA-256 as 64 letters and digits."""
    plain = text.strip().casefold()
    if not HASH.fullmatch(plain):
        raise CannotRead("Not a SHA-256", "Write its 64 letters and digits, or leave this empty")
    return plain


def read_numbers(text: str) -> tuple[str, ...]:
    """Employee numbers parted by semicolons, each once."""
    return tuple(dict.fromkeys(str(read_code(part)) for part in read_list(text)))


PAPERS = Sheet(
    name="board papers",
    title="Board papers",
    help="One line for each paper of a meeting. Until it is published, and while it is private, few may read of it.",
    key=("meeting", "title"),
    columns=(
        Column(
            "meeting", "Meeting", "A meeting of the board meetings sheet.", "Board, 3 September 2026", read_text(),
            required=True, refers_to="board meetings",
        ),
        Column("title", "Paper", "What it is called.", "Prescribing: the full case", read_text(300), required=True),
        Column("item", "Item", "The number of its agenda item.", "7", read_code),
        Column(
            "authors", "Authors", "The directors whose paper it is, by office, separated by semicolons.",
            "Medical director", read_offices, suggests=DIRECTORS,
        ),
        Column(
            "named", "Also named", "Employee numbers of others who may read it before it is published, separated by "
            "semicolons.", "1001; 1002", read_numbers,
        ),
        Column(
            "status", "Status", "Draft, Circulated or Published; empty means Draft.", "Circulated",
            read_choice(STATUS_CHOICES), choices=tuple(STATUS_CHOICES), default=DRAFT,
        ),
        Column(
            "is_private", "Private", "Yes for the private part of a meeting; empty means No.", "No", read_yes_no,
            choices=("Yes", "No"), default=False,
        ),
        Column("file_name", "File", "What its file is called.", "prescribing-full-case.pdf", read_text()),
        Column(
            "sha256", "SHA-256", "What tells this very file from any other.",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", read_hash,
        ),
        Column("size", "Bytes", "How large the file is, in bytes.", "482113", read_whole(1, MOST_BYTES)),
    ),
)  # fmt: skip

Fault = tuple[str, str, str, str]


def check_file(entry: Entry) -> list[Fault]:
    """A hash or a size of a file that is not named."""
    if stated_text(entry, "file_name"):
        return []
    if stated_text(entry, "sha256") or perhaps(entry, "size", int) is not None:
        return [("File", "", "A hash or a size is given, but no file is named", NAME_IT)]
    return []


def check_papers(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each paper at an item its meeting lacks, or that names an employee number nobody has."""
    problems: list[Problem] = []
    people = known.get("people", {})
    for entry in entries:
        problem = no_item(entry, known)
        problems.extend([problem] if problem else [])
        for number in stated_words(entry, "named"):
            if number.casefold() not in people:
                near = nearest(number, sorted(people.values()))
                remedy = "Nearest: " + "; ".join(near) if near else "Write the number of somebody on the people sheet"
                wrong = "Nobody has this employee number"
                problems.append(Problem(entry.table, entry.line, "Also named", number, wrong, remedy))
    return tuple(problems)
