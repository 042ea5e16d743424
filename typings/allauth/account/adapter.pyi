from typing import ClassVar

from django.http import HttpRequest

class DefaultAccountAdapter:
    error_messages: ClassVar[dict[str, object]]
    def __init__(self, request: HttpRequest | None = ...) -> None: ...
    def is_open_for_signup(self, request: HttpRequest) -> bool: ...
