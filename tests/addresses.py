"""Every address of the site, read from its URLconf, with something fitting in place of each parameter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from plait.engine.permissions import Action
from plait.web.shared.access import Open, permission_of

# Both kinds of route: `<int:number>` of path(), `(?P<key>.+)` of re_path(), whose marks of start and end go.
PARAMETER = re.compile(r"\(\?P<(?P<by_re>\w+)>[^)]*\)\??|<(?:(?P<kind>\w+):)?(?P<by_path>\w+)>|[\^$]")


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the URLconf, filled in."""

    name: str
    path: str
    view: Callable[..., Any]

    @property
    def permission(self) -> Action | Open | None:
        """What its view declares."""
        return permission_of(self.view)


def site(fitting: Mapping[str, str]) -> list[Address]:
    """Every address of the URLconf in force.

    `fitting` gives what stands in place of a parameter: for one page (“import-undo number”), by the parameter's
    name, by its kind, or for any. A parameter that nothing fits fails: say in `fitting` where its page is.
    """
    return list(_walk(get_resolver().url_patterns, fitting, "/"))


def _walk(patterns: Sequence[URLPattern | URLResolver], fitting: Mapping[str, str], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, fitting, route)
        else:
            name = pattern.name or ""
            yield Address(name, _fill(name, route, fitting), pattern.callback)


def _fill(page: str, route: str, fitting: Mapping[str, str]) -> str:
    def fill(found: re.Match[str]) -> str:
        parameter = found["by_re"] or found["by_path"]
        keys = (f"{page} {parameter}", parameter, found["kind"], "any")
        if not parameter:
            return ""
        fits = [fitting[key] for key in keys if key in fitting]
        assert fits, f"Nothing fits {parameter} in the address of {page}, {route}."
        return fits[0]

    return PARAMETER.sub(fill, route)
