"""Names from another spaCy pipeline: a small one is trained here, and merged with what the rules find."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from kg.errors import ExtractError
from kg.extract import load
from kg.extract.annotations import EntitySpan
from kg.extract.components import analysis_of
from kg.extract.models import classes, merged
from kg.model import Ref
from tests.extract.documents import document

PEOPLE = ("阿木", "小满", "青禾", "石头", "云朵", "木棉")
SHOPS = ("蓝鲸小店", "白塔书屋", "红豆茶铺", "灯塔面馆")
FRAMES = (
    "{person}在{shop}买了书。",
    "昨天{person}去了{shop}。",
    "{shop}请来了{person}。",
    "{person}喜欢{shop}的茶。",
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline that has learned a few made-up people (PERSON) and shops (SHOP, a label of its own)."""
    fix_random_seed(7)
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("ner")
    examples = []
    for person in PEOPLE:
        for shop in SHOPS:
            for frame in FRAMES:
                text = frame.format(person=person, shop=shop)
                at, there = text.index(person), text.index(shop)
                spans = [(at, at + len(person), "PERSON"), (there, there + len(shop), "SHOP")]
                examples.append(Example.from_dict(pipeline.make_doc(text), {"entities": sorted(spans)}))
    optimizer = pipeline.initialize(lambda: examples)
    shuffle = random.Random(7)
    for _ in range(5):
        shuffle.shuffle(examples)
        for batch in minibatch(examples, size=8):
            pipeline.update(batch, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipelines") / "small"
    pipeline.to_disk(folder)
    return str(folder)


def names(text: str, pipeline: str, labels: dict[str, str] | None = None) -> list[tuple[str, str | None]]:
    extractor = load(spacy_model=pipeline)
    if labels is not None:
        extractor.nlp.replace_pipe(
            "kg_model_entities", "kg_model_entities", config={"model": pipeline, "labels": labels}
        )
    entities = analysis_of(extractor.doc(document(text))).entities
    return [(span.ref.text, span.ref.type) for span in entities]


def test_a_trained_pipeline_adds_names_that_no_rule_knows(trained: str) -> None:
    assert ("青禾", "Person") not in names("昨天青禾去了蓝鲸小店。", _silent(trained))
    assert names("昨天青禾去了蓝鲸小店。", trained) == [("青禾", "Person")]


def test_a_label_of_ones_own_counts_once_a_class_is_given(trained: str) -> None:
    assert names("昨天青禾去了蓝鲸小店。", trained, {"SHOP": "Organization"}) == [
        ("青禾", "Person"),
        ("蓝鲸小店", "Organization"),
    ]


def test_a_label_can_be_left_out(trained: str) -> None:
    assert names("昨天青禾去了蓝鲸小店。", trained, {"PERSON": ""}) == []


def test_offsets_are_those_of_the_text_in_every_block(trained: str) -> None:
    extractor = load(spacy_model=trained)
    text = "昨天云朵去了灯塔面馆。\n昨天小满去了白塔书屋。\n昨天木棉去了红豆茶铺。"
    spans = analysis_of(extractor.doc(document(text))).entities
    assert [text[s.start : s.end] for s in spans] == ["云朵", "小满", "木棉"]
    assert {s.rule for s in spans} == {trained}


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ExtractError, match=r"no such spaCy pipeline.*xx_not_there|xx_not_there.*no such"):
        load(spacy_model="xx_not_there")


def test_a_folder_that_is_no_pipeline_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExtractError):
        load(spacy_model=str(tmp_path))


def test_a_class_that_the_ontology_lacks_is_an_error() -> None:
    with pytest.raises(ExtractError, match="Shop is no class"):
        classes({"SHOP": "Shop"})


def _silent(trained: str) -> str:
    """The same pipeline without its recogniser of names."""
    pipeline: Language = spacy.load(trained, exclude=["ner"])
    folder = Path(trained).with_name("silent")
    pipeline.to_disk(folder)
    return str(folder)


def span(start: int, end: int, kind: str, rule: str = "vocabulary") -> EntitySpan:
    return EntitySpan(start, end, Ref(None, f"{start}-{end}", f"{start}-{end}", kind), 1.0, rule)


@pytest.mark.parametrize(
    ("known", "found", "places"),
    [
        pytest.param([], [span(0, 2, "Person", "m")], [(0, 2)], id="alone"),
        pytest.param(
            [span(0, 6, "Organization")], [span(0, 2, "Place", "m")], [(0, 6)], id="a longer rule name wins"
        ),
        pytest.param(
            [span(0, 4, "Platform")],
            [span(0, 4, "Person", "m")],
            [(0, 4)],
            id="a rule name of the same place wins",
        ),
        pytest.param(
            [span(2, 6, "Person")], [span(0, 4, "Person", "m")], [(2, 6)], id="partial overlap is dropped"
        ),
        pytest.param(
            [span(0, 2, "Place")], [span(0, 6, "Organization", "m")], [(0, 6)], id="a place is part of a body"
        ),
        pytest.param(
            [span(0, 4, "Organization", "ending")],
            [span(0, 6, "Organization", "m")],
            [(0, 6)],
            id="longer than a pattern",
        ),
        pytest.param(
            [span(0, 4, "Organization")],
            [span(0, 6, "Organization", "m")],
            [(0, 4)],
            id="not longer than the vocabulary",
        ),
        pytest.param(
            [span(0, 2, "Organization"), span(4, 6, "Person", "title")],
            [span(0, 6, "Organization", "m")],
            [(0, 2), (4, 6)],
            id="two names are not one",
        ),
        pytest.param(
            [],
            [span(0, 4, "Person", "m"), span(2, 6, "Person", "m")],
            [(0, 4)],
            id="a model that overlaps itself",
        ),
    ],
)
def test_merging(known: list[EntitySpan], found: list[EntitySpan], places: list[tuple[int, int]]) -> None:
    assert [(s.start, s.end) for s in merged(known, found)] == places
