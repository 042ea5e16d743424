"""Looks into a PDF without a library: every object of it as text, its compressed streams unpacked."""

from __future__ import annotations

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def objects(pdf: bytes) -> str:
    """The whole file as text; what cannot be unpacked, like letters and pictures, stays away."""
    parts = [STREAM.sub(b"", pdf)]
    for packed in STREAM.findall(pdf):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            parts.append(packed if packed.lstrip().startswith(b"<?xpacket") else b"")
    return b"\n".join(parts).decode("latin-1")


def count(pdf: str, role: str) -> int:
    """How many elements of the tree that is read aloud have this role, like H1."""
    return len(re.findall(rf"/S\s*/{role}\b", pdf))
