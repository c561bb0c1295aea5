"""What the tests in a browser hold in their hands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from hosts import Host
from phone_client import Teacher
from playwright.async_api import Page

Open = Callable[..., Awaitable[Page]]
"""Opens an address on a phone of its own."""


class Classroom:
    """A host and its teacher."""

    def __init__(self, host: Host, teacher: Teacher) -> None:
        self.host = host
        self.teacher = teacher

    @property
    def address(self) -> str:
        """What students scan."""
        return f"{self.host.base}/{self.host.code}"
