"""A word to the reader on the next page: what was done, and the way to undo it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

_UNDO = "undo="


def notice(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say `text` on the next page; with `undo`, an address that takes a POST, offer to undo it."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo}" if undo else "")


def undo_address(tags: str) -> str:
    """The address kept in a message's tags, for the template."""
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
