"""`isoquest host`: a live room, with the projector on this terminal or the teacher's controls on a web page."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Sequence

from isoquest.classroom.door.addresses import Interface
from isoquest.classroom.door.picture import in_capitals, lines, picture
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.server.event_loop import new_loop
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.web import ClassroomServer, Settings
from isoquest.commands.desk import Complaint, can_draw, complain, line_reader, own_library
from isoquest.commands.host_check import check
from isoquest.commands.host_options import HostOptions
from isoquest.commands.lesson import Lesson, begun, resumed
from isoquest.commands.lesson_journal import lessons_folder, on_redis
from isoquest.commands.lesson_material import LessonContent, lesson_content
from isoquest.commands.lesson_network import (
    Network,
    free_port,
    hosts_now,
    name_of_this_machine,
    names_behind,
    network_for,
    proxies,
)
from isoquest.commands.lesson_results import ResultsKeeper, folder_named, results_told
from isoquest.content.safe_text import safe_line

LOOKING = 5.0
"""Seconds between two looks at whether this computer has changed its network."""


def host(options: HostOptions) -> int:
    """Hold a lesson until the teacher ends it or leaves; returns the exit code."""
    try:
        about = None if options.check else _about(options)
        network = network_for(options.bind, line_reader(), print)
        if options.check:
            asyncio.run(check(network, options.port))
            return 0
        with asyncio.Runner(loop_factory=new_loop) as runner:
            return runner.run(_hold(options, about, network))
    except RefusedError as error:
        complain(str(error).removesuffix("."))
        return 1
    except Complaint as complaint:
        complain(complaint.sentence)
        return complaint.code


def _about(options: HostOptions) -> LessonContent | None:
    """What a new lesson is to be about; None where one is resumed, whose journal holds it.

    All that can be wrong with the options is looked for here, before anything is begun.
    """
    names_behind(options.public)
    proxies(options.proxy)
    if options.port is not None and not 0 <= options.port < 1 << 16:
        raise Complaint("--port takes a number from 1 to 65535", 2)
    if not options.headless and not can_draw():
        raise Complaint("the projector is drawn on a terminal; this is none. On a web page: add --headless", 2)
    if options.resume is not None:
        if options.content is not None:
            raise Complaint("--resume goes on with a lesson as it was: leave out what it is about", 2)
        return None
    if options.content is None:
        raise Complaint("what is the lesson about? For instance: isoquest host iso-basics. To go on: --resume", 2)
    if on_redis(options.journal) and not options.headless:
        raise Complaint("a lesson on several servers has its controls on a web page: add --headless", 2)
    return lesson_content(options.content, own_library())


async def _hold(options: HostOptions, about: LessonContent | None, network: Network) -> int:
    port = free_port(network.bind, options.port)
    lesson = await (resumed(options) if about is None else begun(options, about))
    live = lesson.live
    keeper = ResultsKeeper(live, folder_named(options.results) if options.results else lessons_folder())
    try:
        async with _served(options, live, network, port) as server:
            task = asyncio.create_task(keeper.watch())
            try:
                await (_headless if options.headless else _projected)(lesson, server, network, keeper)
            finally:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await keeper.at_the_end(line_reader() if not options.headless else None)
    finally:
        await live.close()
    return _say_what_is_left(live, keeper, options)


@contextlib.asynccontextmanager
async def _served(options: HostOptions, live: LiveRoom, network: Network, port: int) -> AsyncIterator[ClassroomServer]:
    settings = Settings(
        bind=network.bind,
        port=port,
        names=(*names_behind(options.public), *name_of_this_machine()),
        trusted_proxies=proxies(options.proxy),
        shown=_shown(options, network),
        results=results_told(live),
    )
    server = ClassroomServer(live, settings)
    trouble = await server.start()
    if trouble is not None:
        raise Complaint(trouble.removesuffix("."))
    try:
        yield server
    finally:
        await server.stop()


def _shown(options: HostOptions, network: Network) -> Callable[[Sequence[Interface], int], tuple[str, ...]]:
    """The addresses that students are told, whichever network this computer is in by then."""
    if options.public:
        address = options.public.rstrip("/")
        return lambda _known, _port: (address,)
    return lambda known, port: Network(network.bind, hosts_now(network, known)).addresses(port)


async def _headless(lesson: Lesson, server: ClassroomServer, network: Network, _: ResultsKeeper) -> None:
    """Serve until the process is told to stop, or the lesson has ended and nobody is there any more."""
    room = lesson.live.room
    address = server.addresses[0]
    print(f"Room {room.opened.code}: {safe_line(room.opened.title)}")
    print(f"Students:  {address}/{room.opened.code}")
    teacher = f"{address}/teacher"
    print(
        f"Teacher:   {teacher}#{lesson.key}"
        if lesson.key
        else f"Teacher:   {teacher}  (with the key of the first start)"
    )
    for note in (*network.notes, *lesson.notes):
        print(f"Note: {note}")
    print("Ctrl+C stops; the lesson is kept.", flush=True)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C ends the loop by itself
            loop.add_signal_handler(name, stop.set)
    await stop.wait()


async def _projected(lesson: Lesson, server: ClassroomServer, network: Network, keeper: ResultsKeeper) -> None:
    """Show the projector until the teacher leaves it."""
    from isoquest.tui.projector.app import Projector
    from isoquest.tui.projector.joining import Joining

    code = lesson.live.room.opened.code

    def joining() -> Joining:
        addresses = server.addresses
        pictures = tuple(lines(picture(in_capitals(f"{address}/{code}"))) for address in addresses)
        return Joining(addresses, pictures, code, (*network.notes, *lesson.notes), str(keeper.folder))

    projector = Projector(lesson.live, joining())

    async def follow_the_network() -> None:
        told = server.addresses
        while True:
            await asyncio.sleep(LOOKING)
            if server.addresses != told:
                told = server.addresses
                projector.joining = joining()

    task = asyncio.create_task(follow_the_network())
    try:
        await projector.run_async()
    finally:
        task.cancel()


def _say_what_is_left(live: LiveRoom, keeper: ResultsKeeper, options: HostOptions) -> int:
    """Tell where the lesson and its results are, and what is lost; returns the exit code."""
    for path in keeper.written:
        print(path)
    code = live.room.opened.code
    if live.trouble:
        complain(live.trouble)
    if live.unkept:
        entries = "entry" if live.unkept == 1 else f"{live.unkept} entries"
        complain(f"The last {entries} of this lesson (answers, orders) could not be saved: lost.")
    over = live.room.lesson.over
    where = f" --journal {options.journal}" if options.journal else ""
    if over and not keeper.written:
        complain(f"To save the results elsewhere: isoquest lessons {code}{where} --results FOLDER")
    if not over:
        which = f" {code}" if on_redis(options.journal) or not options.journal else ""
        print(f"The lesson is kept. To go on: isoquest host --resume{which}{where}")
    return 1 if live.unkept or (over and not keeper.written) else 0
