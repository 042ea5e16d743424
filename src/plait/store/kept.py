"""What a list found, kept until the record of its trust changes: lists are opened far more often than written to."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

from django.core.cache import caches

from plait.store.paging import Wanted

P = ParamSpec("P")
Found = TypeVar("Found")
_as_of: ContextVar[tuple[int, int] | None] = ContextVar("as_of", default=None)


@contextmanager
def reading_as_of(trust_id: int, revision: int) -> Iterator[None]:
    """For a while, what was found of this trust at this revision need not be looked for again.

    The revision is read before anything else: should the record change meanwhile, what is found is kept under the
    revision before it, and nobody who comes later asks for that one.
    """
    token = _as_of.set((trust_id, revision))
    try:
        yield
    finally:
        _as_of.reset(token)


def look_again() -> None:
    """From here on this request keeps nothing and finds nothing kept: it writes, and what it reads may be undone."""
    _as_of.set(None)


def kept(find: Callable[P, Found]) -> Callable[P, Found]:
    """Keep what `find` gives for the trust that is its first argument, by revision and everything it is asked.

    Its other arguments must tell all they are by `repr`, and what it gives must depend on the trust's own record
    and on them alone: never on the viewer. Whole lists, as a file holds them, are not kept.
    """
    name = f"{find.__module__}.{find.__qualname__}"
    if {"viewer", "reach"} & signature(find).parameters.keys():
        raise TypeError(f"{name} depends on who looks, so nothing it finds may be kept.")

    @wraps(find)
    def found(*args: P.args, **kwargs: P.kwargs) -> Found:
        as_of = _as_of.get()
        whole = any(isinstance(one, Wanted) and one.limit is None for one in args)
        if as_of is None or as_of[0] != args[0] or whole:
            return find(*args, **kwargs)
        asked = repr((name, as_of, args, sorted(kwargs.items())))
        key = hashlib.sha256(asked.encode()).hexdigest()
        cache = caches["found"]
        there = cache.get(key, _NOTHING)
        if there is _NOTHING:
            there = find(*args, **kwargs)
            cache.set(key, there)
        return there  # type: ignore[no-any-return] # what find gave

    return found


_NOTHING = object()
