"""The file of a board paper: its hash, its size in words, and the name it travels under."""

from hashlib import sha256

import pytest

from plait.engine.papers import PaperFile, download_name, is_open, size_words


def test_a_file_is_known_by_the_hash_of_its_bytes() -> None:
    assert PaperFile("a.pdf", "pdf", b"abc").sha256 == sha256(b"abc").hexdigest()


@pytest.mark.parametrize(
    ("name", "ending", "travels"),
    [
        ("case.pdf", "pdf", "case.pdf"),
        ("Case.PDF", "pdf", "Case.PDF"),
        ("case.exe", "pdf", "case.exe.pdf"),
        ('a"b\r\nSet-Cookie: x=1.pdf', "pdf", "a_b__Set-Cookie_ x=1.pdf"),
        ("../..\\con.pdf", "pdf", "_.._con.pdf"),
        ("\u202efdp.pdf", "pdf", "_fdp.pdf"),
        ("Łódź café.docx", "docx", "Łódź café.docx"),
        ("", "xlsx", "board-paper.xlsx"),
    ],
)
def test_a_file_travels_under_a_name_that_does_nothing(name: str, ending: str, travels: str) -> None:
    assert download_name(name, ending) == travels


@pytest.mark.parametrize(
    ("size", "words"),
    [(12, "12 bytes"), (999, "999 bytes"), (1_000, "1 kB"), (482_113, "482 kB"), (1_250_000, "1.2 MB")],
)
def test_a_size_is_told_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


def test_only_a_published_paper_that_is_not_private_is_everybodys() -> None:
    assert is_open("published", is_private=False)
    assert not is_open("published", is_private=True)
    assert not is_open("circulated", is_private=False)
