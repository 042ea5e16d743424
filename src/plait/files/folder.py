"""Several CSV files as one run of bytes, so that they are kept, hashed and read again like one file."""

import io
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePosixPath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from plait.engine.tables import Book
from plait.files.archive import open_archive
from plait.files.celltext import shown
from plait.files.limits import MAX_FILE_BYTES, MEGABYTE, Refused
from plait.files.reading import XLSX, ZIP, is_csv, read_bytes, read_packed

NAMED = 3
"""Files that the name of several gives; the rest are counted."""
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
    files = [path] if not path.is_dir() else sorted(one for one in path.iterdir() if is_csv(one.name) and one.is_file())
    _refuse_links(path, files)
    if sum(one.stat().st_size for one in files) > MAX_FILE_BYTES:
        raise Refused(f"{path.name} is larger than {MAX_FILE_BYTES // MEGABYTE} MB", "Bring it in smaller parts")
    if not path.is_dir():
        return _kept_name(path), path.read_bytes()
    return folder_name(_kept_name(path.resolve())), pack_folder((_kept_name(one), one.read_bytes()) for one in files)


def passed_over(path: Path) -> tuple[str, ...]:
    """The names of the files of a folder that are not read, as they are no CSV files; hidden ones are not told."""
    try:
        others = [one.name for one in path.iterdir() if one.is_file() and _is_other(one.name)]
    except OSError:  # no folder, or none that may be opened: reading it says so
        return ()
    return tuple(sorted(shown(name) for name in others))


def _is_other(name: str) -> bool:
    return not name.startswith(".") and not is_csv(name)


def _kept_name(path: Path) -> str:
    """The name of a file as text: what of it is no UTF-8 stands as a question mark."""
    return path.name.encode("utf-8", "replace").decode()


def _refuse_links(folder: Path, files: list[Path]) -> None:
    """A folder somebody sent must not bring in what stands elsewhere on the machine of whoever imports it."""
    for one in files:
        if folder.is_dir() and one.resolve().parent != folder.resolve():
            raise Refused(f"{one.name} is a link to a file outside the folder", "Put the file itself into the folder")


def bundle(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The name and the bytes under which files brought together are kept: one as it is, CSV files as a zip of them.

    Raises Refused where several are not all CSV files, each with a name of its own.
    """
    if len(files) == 1:
        return files[0]
    for name, _ in files:
        if not is_csv(name):
            raise Refused(f"{name} is not a CSV file", "Bring CSV files together, and anything else by itself")
    name, count = Counter(name.casefold() for name, _ in files).most_common(1)[0]
    if count > 1:
        raise Refused(f"{count} of the files are called {name}", "Give each file a name of its own")
    stems = sorted(Path(name).stem for name, _ in files)
    named, rest = ", ".join(stem[:60] for stem in stems[:NAMED]), len(stems) - NAMED
    return f"{named}{f' and {rest} more' if rest > 0 else ''}{ZIP}", pack_folder(files)


def unpacked_bytes(name: str, data: bytes) -> int:
    """How many bytes there are to read in a kept file, once it is unpacked, as its list of members says."""
    if not name.casefold().endswith((ZIP, XLSX)):
        return len(data)
    try:
        with open_archive(data) as archive:
            return sum(member.file_size for member in archive.infolist())
    except Refused:
        return len(data)  # it is refused when it is read, and that is soon done


def read_kept(name: str, data: bytes, *, expected: Collection[str] = ()) -> Book:
    """A kept file or packed folder as text; never raises for what is in it."""
    if name.endswith("/"):
        return read_packed(PurePosixPath(name).name, data)
    return read_bytes(name, data, expected=expected)
