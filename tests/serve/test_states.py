"""What is made of a state of the store is made once, and anew for the next state."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.serve.states import States
from kg.store import open_store
from tests.store.crash import OLD, quads_of


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_store(tmp_path / "kg", mode="w") as store:
        store.replace(OLD, quads_of(OLD, 3, "x"))
    return tmp_path / "kg"


def test_many_readers_have_it_made_once(place: Path) -> None:
    states = States(lambda: open_store(place))
    made: list[int] = []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    def read(_: int) -> int:
        with states.reading() as state:
            return state.keep("it", make)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, range(8))) == [1] * 8
    assert len(made) == 1
    states.close()


def test_the_next_state_has_its_own(place: Path) -> None:
    states = States(lambda: open_store(place))

    def count() -> int:
        with states.reading() as state:
            return state.keep("count", lambda: len(state.store))

    before = count()
    with open_store(place, mode="w") as store:
        store.replace(OLD, quads_of(OLD, 5, "y"))
    assert (before, count()) == (3, 5)
    states.close()


def test_what_failed_is_tried_again(place: Path) -> None:
    states = States(lambda: open_store(place))
    with states.reading() as state:
        with pytest.raises(ZeroDivisionError):
            state.keep("it", lambda: 1 // 0)
        assert state.keep("it", lambda: 2) == 2
    states.close()
