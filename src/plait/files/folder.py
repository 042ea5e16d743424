"""Several CSV files as one run of bytes, so that a folder is kept, hashed and read again like one file."""

import io
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from plait.engine.tables import Book
from plait.files.archive import open_archive
from plait.files.limits import MAX_FILE_BYTES, MEGABYTE, Refused
from plait.files.reading import read_book, read_bytes
from plait.files.workbook import problem_of

ALWAYS = (1980, 1, 1, 0, 0, 0)  # the first moment a zip knows, so that the same files give the same bytes


def folder_name(name: str) -> str:
    """The name under which a folder is kept: it ends in a stroke, as no file's name does."""
    return f"{name.strip('/') or 'folder'}/"


def pack_folder(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The named files as one run of bytes; the same files give the same bytes, whenever they are packed."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, data in sorted(files):
            archive.writestr(ZipInfo(name, ALWAYS), data)
    return packed.getvalue()


def load_path(path: Path) -> tuple[str, bytes]:
    """The name and the bytes under which a file, or the CSV files of a folder, are kept.

    Raises OSError where it cannot be read, and Refused where it is larger than Plait reads, or a file of the
    folder only leads to one elsewhere.
    """
    files = [path] if not path.is_dir() else sorted(one for one in path.iterdir() if _is_csv(one))
    _refuse_links(path, files)
    if sum(one.stat().st_size for one in files) > MAX_FILE_BYTES:
        raise Refused(f"{path.name} is larger than {MAX_FILE_BYTES // MEGABYTE} MB", "Bring it in smaller parts")
    if not path.is_dir():
        return path.name, path.read_bytes()
    return folder_name(path.resolve().name), pack_folder((one.name, one.read_bytes()) for one in files)


def _refuse_links(folder: Path, files: list[Path]) -> None:
    """A folder somebody sent must not bring in what stands elsewhere on the machine of whoever imports it."""
    for one in files:
        if folder.is_dir() and one.resolve().parent != folder.resolve():
            raise Refused(f"{one.name} is a link to a file outside the folder", "Put the file itself into the folder")


def _is_csv(path: Path) -> bool:
    return path.suffix.casefold() == ".csv" and not path.name.startswith(".") and path.is_file()


def read_kept(name: str, data: bytes, *, expected: Collection[str] = ()) -> Book:
    """A kept file or packed folder as text; never raises for what is in it."""
    if not name.endswith("/"):
        return read_bytes(name, data, expected=expected)
    try:
        with TemporaryDirectory(prefix="plait-") as scratch, open_archive(data) as archive:
            folder = Path(scratch, PurePosixPath(name).name)
            folder.mkdir()
            for member in archive.infolist():
                (folder / PurePosixPath(member.filename).name).write_bytes(archive.read(member))
            return read_book(folder, expected=expected)
    except Refused as refusal:
        return Book(name, "", (), (problem_of(refusal, ""),))
