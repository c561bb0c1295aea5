"""A phone and a teacher's page as tests use them: real sockets to a real server, waiting on what is said."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

PATIENCE = 20.0
"""Seconds after which something that is waited for counts as never coming."""

Message = dict[str, Any]


class Client:
    """One socket; what comes is kept, and can be waited for."""

    def __init__(self, session: ClientSession, socket: ClientWebSocketResponse) -> None:
        self._session = session
        self._socket = socket
        self.heard: list[Message] = []
        self.state: Message = {}
        """The last message of type `state` or `screen`."""
        self._news = asyncio.Condition()
        self.closed = False
        self._task = asyncio.create_task(self._listen())

    @classmethod
    async def connect(cls, base: str, path: str = "/ws") -> Self:
        """A socket to the server at an address such as `http://127.0.0.1:8080`."""
        session = ClientSession(headers={"Origin": base})
        try:
            return cls(session, await session.ws_connect(base + path))
        except BaseException:
            await session.close()
            raise

    async def _listen(self) -> None:
        async for message in self._socket:
            if message.type is WSMsgType.TEXT:
                said = json.loads(message.data)
                self.heard.append(said)
                if said["type"] in ("state", "screen"):
                    self.state = said
            async with self._news:
                self._news.notify_all()
        self.closed = True
        async with self._news:
            self._news.notify_all()

    async def say(self, **message: object) -> None:
        """Send a message."""
        await self._socket.send_str(json.dumps(message))

    async def until(self, holds: Callable[[Self], object]) -> None:
        """Wait until something holds of what was heard."""
        async with asyncio.timeout(PATIENCE), self._news:
            while not holds(self):
                if self.closed:
                    raise ConnectionError(f"the server hung up; it said {self.heard[-2:]}")
                await self._news.wait()

    async def heard_of(self, kind: str, **parts: object) -> Message:
        """Wait for a message of a type with these values, and give the first there is."""

        def fitting(client: Self) -> Message | None:
            return next(
                (
                    said
                    for said in client.heard
                    if said["type"] == kind and all(said.get(key) == value for key, value in parts.items())
                ),
                None,
            )

        await self.until(fitting)
        found = fitting(self)
        assert found is not None
        return found

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()
        await self._task
        await self._session.close()


class Phone(Client):
    """A student's phone."""

    token = ""
    turn = 0

    async def join(self, code: str, nickname: str, team: str = "") -> None:
        """Take a seat, and wait until the room shows something."""
        await self.say(do="join", code=code, nickname=nickname, team=team)
        self.token = (await self.heard_of("seat"))["token"]
        await self.until(lambda phone: phone.state)

    async def sit(self, token: str) -> None:
        """Take one's own seat again."""
        self.token = token
        await self.say(do="sit", token=token)
        await self.until(lambda phone: phone.state)
        self.turn = self.state["you"]["turn"]

    async def phase(self, name: str, round: int | None = None) -> Message:  # noqa: A002 - the protocol's word
        """Wait for a phase, if it is said also of a round, and give what is shown."""
        await self.until(
            lambda phone: (
                phone.state
                and phone.state["show"]["phase"] == name
                and round in (None, phone.state["show"].get("round"))
            )
        )
        return dict(self.state["show"])

    async def answer(self, answer: list[object], certainty: int | None = None) -> Message:
        """Answer the question that is shown, and wait for the acknowledgement."""
        self.turn += 1
        await self.say(
            do="answer", round=self.state["show"]["round"], turn=self.turn, answer=answer, certainty=certainty
        )
        return await self.heard_of("ack", turn=self.turn)

    async def vote(self, choice: str) -> Message:
        """Vote for a choice, and wait for the acknowledgement."""
        self.turn += 1
        await self.say(do="vote", round=self.state["show"]["round"], turn=self.turn, choice=choice)
        return await self.heard_of("ack", turn=self.turn)


class Teacher(Client):
    """The teacher's page."""

    @classmethod
    async def enter(cls, base: str, key: str) -> Self:
        """Come in with the key, and wait for the screen."""
        teacher = await cls.connect(base, "/teach")
        await teacher.say(do="teach", key=key)
        await teacher.until(lambda client: client.state)
        return teacher

    async def order(self, order: str, **values: object) -> Message:
        """Order something at the stage that is shown; wait for the answer and, where it was done, for the change."""
        before, stage = sum(said["type"] == "ack" for said in self.heard), self.state["stage"]
        await self.say(do="order", order=order, stage=stage, **values)
        await self.until(lambda client: sum(said["type"] == "ack" for said in client.heard) > before)
        answer = [said for said in self.heard if said["type"] == "ack"][-1]
        if answer["ok"]:
            await self.until(lambda client: client.state["stage"] > stage)
        return answer
