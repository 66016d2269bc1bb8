from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.views.nesting import Mark, nest

TEXT = "abcdefghij"


def shown(marks: list[Mark], start: int = 0, end: int = len(TEXT)) -> str:
    parts = []
    for kind, what in nest(TEXT, start, end, marks):
        parts.append(
            what if isinstance(what, str) else f"<{what.name}>" if kind == "open" else f"</{what.name}>"
        )
    return "".join(parts)


def test_marks_stand_inside_of_each_other() -> None:
    assert shown([Mark(2, 3, "x"), Mark(1, 5, "y")]) == "a<y>b<x>c</x>de</y>fghij"


def test_marks_that_cross_are_cut() -> None:
    assert shown([Mark(1, 4, "x"), Mark(3, 6, "y")]) == "a<x>bc<y>d</y></x><y>ef</y>ghij"


def test_the_same_stretch_goes_by_rank() -> None:
    assert shown([Mark(1, 3, "x", rank=2), Mark(1, 3, "y", rank=1)]) == "a<y><x>bc</x></y>defghij"


def test_what_sticks_out_is_cut_off() -> None:
    assert shown([Mark(0, 4, "x"), Mark(8, 99, "y")], 2, 9) == "<x>cd</x>efgh<y>i</y>"
    assert shown([Mark(3, 3, "x")]) == TEXT


@given(st.lists(st.tuples(st.integers(-2, 12), st.integers(-2, 12), st.integers(0, 3)), max_size=12))
def test_every_character_is_under_its_marks_and_no_other(spans: list[tuple[int, int, int]]) -> None:
    marks = [Mark(a, b, str(i), rank) for i, (a, b, rank) in enumerate(spans)]
    opened: list[str] = []
    under: list[set[str]] = []
    for kind, what in nest(TEXT, 0, len(TEXT), marks):
        if isinstance(what, str):
            under += [set(opened)] * len(what)
        elif kind == "open":
            opened.append(what.name)
        else:
            assert opened.pop() == what.name
    assert not opened
    assert under == [{m.name for m in marks if m.start <= i < m.end} for i in range(len(TEXT))]
