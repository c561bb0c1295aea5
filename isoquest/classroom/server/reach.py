"""Whether a phone gets through to this computer at all: one page, and word of each phone that read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from aiohttp import web

HERE = "This phone reaches the teacher's computer."

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class ReachCheck:
    """Serves nothing but the page that says that one has got here. Holds no room, so that anyone may read it."""

    def __init__(self, reached: Callable[[str], None]) -> None:
        """`reached` is told the address of each phone that read the page."""
        self._reached = reached
        self._runner: web.AppRunner | None = None

    async def start(self, bind: str, port: int) -> int:
        """Listen at an address; gives the port. Raises OSError where that is impossible."""
        application = web.Application()
        application.router.add_get("/{path:.*}", self._say)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, bind, port).start()
        except OSError:
            await self.stop()
            raise
        return cast(int, self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _say(self, request: web.Request) -> web.Response:
        if request.path == "/here":
            self._reached(request.remote or "")
        headers = {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
        return web.Response(text=HERE, headers=headers)
