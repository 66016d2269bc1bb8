"""Worker processes that outlive what they are given: one bad source costs a process at most, never the build.

`multiprocessing.Pool` hangs when a worker dies and `ProcessPoolExecutor` gives up altogether, so this is a small pool of
its own. A worker loads its work once (`setup`), then answers one task after another. When it crashes or does not come
back in time, the task that it was at is the problem, the tasks that it had not begun go to others, and a new worker
takes its place. Results come in the order of the tasks.
"""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from queue import SimpleQueue
from types import FrameType
from typing import Any, Generic, TypeVar

from kg.errors import ExtractError, KgError, TooLarge

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Tasks that a worker holds, the one it is at included: it need not wait while the parent writes to the store."""
_WINDOW = 64
"""Tasks between the next result in order and the last one given out: bounds what waits for a slow one."""
_GRACE = 10.0
"""Seconds after which a worker that did not notice its own time limit (it was inside a C library) is killed."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """A task and what became of it: `error` is None and `result` is there, or the other way round."""

    task: T
    result: R | None
    error: KgError | None


def available_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    setup: Callable[[], Callable[[T], R]],
    tasks: Iterable[T],
    *,
    processes: int,
    limit: float,
    name: Callable[[T], str] = str,
) -> Generator[Done[T, R], None, None]:
    """What becomes of each task, in the order of the tasks.

    `setup` makes the work, once in each process; it and the tasks and results travel between processes, so they must
    pickle. `processes` of 0 works in this process (without a time limit, and a crash is everybody's). `limit` is in
    seconds for one task. Raises what `setup` raises, and `KgError` when worker processes cannot start at all.
    """
    if processes < 1:
        work = setup()
        for task in tasks:
            yield _done(task, _attempt(work, task, name, limit=None))
        return
    pool = _Pool(setup, processes=processes, limit=limit, name=name)
    try:
        yield from pool.run(tasks)
    finally:
        pool.close()


@dataclass(frozen=True, slots=True)
class _Ready:
    """First word of a worker that has loaded its work."""


@dataclass(frozen=True, slots=True)
class _Broken:
    """First word of a worker that could not."""

    error: KgError


class _Worker(Generic[T, R]):
    def __init__(self, setup: Callable[[], Callable[[T], R]], limit: float, name: Callable[[T], str]) -> None:
        # spawn: a fork would copy threads' locks, and a store that the parent holds open
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, setup, limit, name), daemon=True)
        # Ctrl-C reaches the whole group, and the parent decides; a blocked signal stays blocked in the child
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        self.tasks: deque[tuple[int, T]] = deque()
        self.ready = False
        self.since = time.monotonic()

    def give(self, number: int, task: T) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append((number, task))
        with suppress(BrokenPipeError, ConnectionResetError):  # it died: noticed when it is waited for
            self.pipe.send(task)

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class _Pool(Generic[T, R]):
    def __init__(
        self,
        setup: Callable[[], Callable[[T], R]],
        *,
        processes: int,
        limit: float,
        name: Callable[[T], str],
    ) -> None:
        self.setup, self.processes, self.limit, self.name = setup, processes, limit, name
        self.workers: list[_Worker[T, R]] = []
        self.again: deque[tuple[int, T]] = deque()
        self.results: dict[int, Done[T, R]] = {}

    def run(self, tasks: Iterable[T]) -> Iterator[Done[T, R]]:
        fresh = iter(enumerate(tasks))
        given = told = 0
        more = True
        while True:
            while self._has_room() and (self.again or (more and given - told < _WINDOW)):
                if self.again:
                    self._worker().give(*self.again.popleft())
                elif (numbered := next(fresh, None)) is not None:
                    self._worker().give(*numbered)
                    given += 1
                else:
                    more = False
            if told == given and not more:
                return
            self._wait()
            while told in self.results:
                yield self.results.pop(told)
                told += 1

    def _has_room(self) -> bool:
        return len(self.workers) < self.processes or any(len(w.tasks) < _AHEAD for w in self.workers)

    def _worker(self) -> _Worker[T, R]:
        """The worker with the least to do, a new one while there may be more and none is idle."""
        least = min(self.workers, key=lambda worker: len(worker.tasks), default=None)
        if least is None or (least.tasks and len(self.workers) < self.processes):
            least = _Worker(self.setup, self.limit, self.name)
            self.workers.append(least)
        return least

    def _wait(self) -> None:
        talking = {worker.pipe: worker for worker in self.workers}
        heard = wait(list(talking), timeout=1.0)
        for pipe in heard:
            worker = talking[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker, ended=True)
                continue
            self._hear(worker, message)
        for pipe, worker in talking.items():
            late = time.monotonic() - worker.since > self.limit + _GRACE
            if pipe not in heard and worker.ready and worker.tasks and late:
                self._replace(worker, ended=False)

    def _hear(self, worker: _Worker[T, R], message: Any) -> None:
        worker.since = time.monotonic()
        if isinstance(message, _Broken):
            raise message.error
        if isinstance(message, _Ready):
            worker.ready = True
            return
        number, task = worker.tasks.popleft()
        self.results[number] = _done(task, message)

    def _replace(self, worker: _Worker[T, R], *, ended: bool) -> None:
        """Blame the task that the worker was at, hand its others on."""
        self.workers.remove(worker)
        if ended:
            worker.process.join()
        code = worker.process.exitcode
        worker.stop()
        if not worker.ready:
            raise KgError(
                f"a worker process could not start (exit status {code}); "
                'in a script, build under `if __name__ == "__main__":` or with processes=0'
            )
        if worker.tasks:
            number, task = worker.tasks.popleft()
            why = (
                f"the process that read it ended unexpectedly ({_exit(code)})" if ended else _late(self.limit)
            )
            kind = ExtractError if ended else TooLarge
            self.results[number] = Done(task, None, kind(why, where=self.name(task)))
        self.again.extendleft(reversed(worker.tasks))

    def close(self) -> None:
        for worker in self.workers:
            worker.stop()
        self.workers.clear()


class _OutOfTime(BaseException):
    """The alarm of a worker; no `Exception`, so that no library takes it for one of its own."""


def _serve(
    pipe: Connection, setup: Callable[[], Callable[[T], R]], limit: float, name: Callable[[T], str]
) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGALRM, _alarm)
    try:
        work = setup()
    except Exception as error:
        pipe.send(_Broken(_as_problem(error, None)))
        return
    pipe.send(_Ready())
    inbox: SimpleQueue[tuple[T] | None] = SimpleQueue()
    # a thread takes the tasks in, else parent and worker could each wait for the other to read
    threading.Thread(target=_receive, args=(pipe, inbox), daemon=True).start()
    while (box := inbox.get()) is not None:
        answer = _attempt(work, box[0], name, limit=limit)
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return
        except Exception as error:  # a result that does not pickle
            pipe.send(_as_problem(error, name(box[0])))


def _receive(pipe: Connection, inbox: SimpleQueue[Any]) -> None:
    while True:
        try:
            inbox.put((pipe.recv(),))
        except (EOFError, OSError):
            inbox.put(None)
            return


def _alarm(number: int, frame: FrameType | None) -> None:
    raise _OutOfTime


def _attempt(
    work: Callable[[T], R], task: T, name: Callable[[T], str], *, limit: float | None
) -> R | KgError:
    """The result, or what was wrong as a value."""
    try:
        try:
            if limit is not None:
                signal.setitimer(signal.ITIMER_REAL, limit)
            return work(task)
        finally:
            if limit is not None:
                signal.setitimer(signal.ITIMER_REAL, 0)
    except _OutOfTime:
        return TooLarge(_late(limit or 0), where=name(task))
    except Exception as error:
        return _as_problem(error, name(task))


def _done(task: T, answer: R | KgError) -> Done[T, R]:
    if isinstance(answer, KgError):
        return Done(task, None, answer)
    return Done(task, answer, None)


def _as_problem(error: Exception, where: str | None) -> KgError:
    """One line for any exception; for what nobody foresaw it names the place in the program."""
    if isinstance(error, KgError):
        return error if error.where or not where else type(error)(error.message, where=where)
    if isinstance(error, RecursionError):
        return TooLarge("nested too deeply", where=where)
    if isinstance(error, MemoryError):
        return TooLarge("does not fit into memory", where=where)
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return ExtractError(f"a fault of this program: {type(error).__name__}: {error}{place}", where=where)


def _late(limit: float) -> str:
    return f"takes longer than {limit:g} s"


def _exit(code: int | None) -> str:
    """`SIGSEGV` or `exit status 3`."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit status {code}"
