"""What the first reader would otherwise wait for: words compiled, names read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread

from kg.errors import KgError
from kg.serve.pages.ask import suggestions_of
from kg.serve.pages.start import start_of
from kg.serve.states import State, States
from kg.views.asking import ask, questions
from kg.views.words import LANGUAGES

_log = logging.getLogger(__name__)


def steps() -> Iterator[Callable[[State], object]]:
    """What is made once: for the whole process, or for a state of the store."""
    today = datetime.now().astimezone().date()
    for language in LANGUAGES:
        question = questions(language)[0]
        yield lambda state, question=question, language=language: ask(  # type: ignore[misc]
            state.store, question, lexicon=state.lexicon, language=language, today=today
        )
    yield suggestions_of
    for language in LANGUAGES:
        yield lambda state, language=language: start_of(state, language)  # type: ignore[misc]


def warm(states: States, stopping: Event | None = None) -> None:
    """Make it all, one step after the other; whatever fails will fail again for who asks for it, and tell him."""
    for step in steps():
        if stopping is not None and stopping.is_set():
            return
        try:
            with states.reading() as state:
                step(state)
        except KgError as error:
            _log.warning("%s", error)


@contextmanager
def warming(states: States) -> Iterator[None]:
    """The same beside whatever is done in the `with` block."""
    stopping = Event()
    thread = Thread(target=warm, args=(states, stopping), name="warming")
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
