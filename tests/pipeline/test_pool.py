"""Worker processes: order, and what one bad task costs."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator

import pytest

from kg.errors import ExtractError, KgError, ReadError, TooLarge, VocabularyError
from kg.pipeline import pool
from kg.pipeline.pool import Done
from tests.pipeline import fakes


def ran(tasks: list[str], *, processes: int = 2, limit: float = 60) -> list[Done[str, str]]:
    return list(pool.run(fakes.shouting, tasks, processes=processes, limit=limit))


@pytest.mark.parametrize("processes", [0, 1, 3])
def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    words = [f"word{i}" for i in range(100)]
    assert [done.result for done in ran(words, processes=processes)] == [word.upper() for word in words]


@pytest.mark.parametrize("death", ["crash", "exit"])
def test_a_worker_that_dies_costs_its_task_only(death: str) -> None:
    done = ran(["a", "b", death, "c", "d", "e"], processes=1)
    assert [one.result for one in done] == ["A", "B", None, "C", "D", "E"]
    assert isinstance(done[2].error, ExtractError)
    assert done[2].error.where == death


def test_every_worker_may_die() -> None:
    done = ran(["crash"] * 5 + ["a"])
    assert [one.result for one in done] == [None] * 5 + ["A"]


def test_a_task_that_takes_too_long_is_stopped_and_the_others_go_on() -> None:
    done = ran(["a", "sleep", "b"], processes=1, limit=0.3)
    assert [one.result for one in done] == ["A", None, "B"]
    assert isinstance(done[1].error, TooLarge)


def test_a_worker_that_does_not_notice_its_limit_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_GRACE", -59.0)  # the parent's patience ends before the worker's own alarm
    done = ran(["a", "sleep", "b"], processes=1, limit=60)
    assert [one.result for one in done] == ["A", None, "B"]
    assert isinstance(done[1].error, TooLarge)


@pytest.mark.parametrize("processes", [0, 1])
@pytest.mark.parametrize(
    ("task", "kind", "says"),
    [
        ("unreadable", ReadError, "is unreadable"),
        ("fault", ExtractError, "ZeroDivisionError: a fault at fakes.py"),
        ("deep", TooLarge, "nested too deeply"),
    ],
)
def test_an_exception_is_one_line_that_names_the_task(
    processes: int, task: str, kind: type[KgError], says: str
) -> None:
    [done] = ran([task], processes=processes)
    assert type(done.error) is kind
    assert done.error.where == task
    assert says in str(done.error)


def test_work_that_cannot_be_loaded_says_why() -> None:
    with pytest.raises(VocabularyError, match=r"mine\.ttl: not Turtle"):
        list(pool.run(fakes.no_vocabulary, ["a"], processes=2, limit=60))


def test_processes_that_cannot_start_do_not_start_for_ever() -> None:
    with pytest.raises(KgError, match="could not start"):
        list(pool.run(fakes.dies_at_once, ["a"], processes=2, limit=60))


def test_no_more_workers_than_tasks_are_started() -> None:
    before = len(multiprocessing.active_children())
    results = pool.run(fakes.shouting, ["a"], processes=8, limit=60)
    next(results)
    assert len(multiprocessing.active_children()) == before + 1
    results.close()
    assert len(multiprocessing.active_children()) == before


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[str]:
        number = 0
        while True:
            taken.append(number)
            yield str(number)
            number += 1

    results = pool.run(fakes.shouting, endless(), processes=2, limit=60)
    assert [next(results).result for _ in range(5)] == ["0", "1", "2", "3", "4"]
    results.close()
    assert len(taken) < 5 + 2 * pool._WINDOW
