"""What CONTRIBUTING.md says of teaching the program is followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.extract.languages import Recognisers
from kg.model import BlockKind, Mention
from kg.pipeline import Extraction, extract
from kg.read import read_path, registry, sniff
from kg.read.content import Content
from kg.read.drafts import Draft
from kg.read.encoding import Decoded
from kg.read.flow import classify
from kg.read.pieces import Piece
from tests.docs.console import ROOT, prose

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TAUGHT = """
@prefix kg: <https://w3id.org/claim-kg/ontology#> .
@prefix entity: <https://w3id.org/claim-kg/entity/> .
@prefix metric: <https://w3id.org/claim-kg/metric/> .
@prefix scheme: <https://w3id.org/claim-kg/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/claim-kg/unit/> .
@prefix word: <https://w3id.org/claim-kg/word/> .

metric:charging-points a kg:Metric , skos:Concept ;
    skos:inScheme scheme:metrics ;
    skos:prefLabel "充电桩保有量"@zh , "charging points"@en ;
    skos:altLabel "充电桩存量"@zh .

entity:xinghe a kg:Organization , skos:Concept ;
    skos:inScheme scheme:entities ;
    skos:prefLabel "星河电器"@zh , "Xinghe Electric"@en ;
    kg:fiscalYearEnd "--06-30" .

word:say skos:altLabel "直陈"@zh .

unit:picul a skos:Concept , kg:Unit ;
    skos:inScheme scheme:units ;
    kg:alone false ;
    kg:code "kg" ;
    kg:form "measure" ;
    kg:factor 50 ;
    skos:prefLabel "piculs"@en , "市担"@zh .

word:classifier skos:altLabel "筐"@zh .
"""


def read(folder: Path, text: str) -> list[Mention]:
    """The mentions of a text for whoever was taught `TAUGHT`."""
    (folder / "words.ttl").write_text(TAUGHT, "utf-8")
    (folder / "a.txt").write_text(text, "utf-8")
    taught = Extraction(vocabulary=(folder / "words.ttl",))
    return list(extract([folder / "a.txt"], processes=0, extraction=taught))


def test_a_metric_an_entity_and_a_reporting_verb_are_understood(tmp_path: Path) -> None:
    [one] = read(tmp_path, "星河电器董事长林启明直陈，2022财年星河电器充电樁存量達3.2万个。")
    read_as = {name: getattr(one, name).label for name in ("metric", "subject", "speaker")}
    assert read_as == {"metric": "充电桩保有量", "subject": "Xinghe Electric", "speaker": "林启明"}
    assert one.period is not None
    assert str(one.period.start) == "2021-07-01"


def test_a_unit_and_a_classifier_are_understood(tmp_path: Path) -> None:
    made = read(tmp_path, "2022年，星河电器粮食产量为500万市担。2022年，星河电器出口苹果500筐。")
    figures = [(m.quantity.text, m.quantity.value, m.quantity.unit) for m in made if m.quantity]
    assert figures == [("500万市担", 250_000_000, "kg"), ("500筐", 500, "{count}")]


_SAID = re.compile(r"^(?!\d+\s*$)(?!.*-->).*\S.*$", re.MULTILINE)


def read_subtitles(file: Decoded, name: str) -> Content:
    """Subtitles: every line that is neither a number nor a time."""
    pieces = [Piece(match[0], *match.span()) for match in _SAID.finditer(file.text)]
    return Content(classify([Draft(BlockKind.PARAGRAPH, [piece]) for piece in pieces]), {}, file)


def test_a_reader_reads_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.READERS, "application/x-subrip", read_subtitles)
    monkeypatch.setitem(sniff._SUFFIXES, ".srt", "application/x-subrip")
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:04,000\n甲公司收入为12亿元。\n", "utf-8")
    [document] = read_path(path)
    assert document.text == "甲公司收入为12亿元。"
    first, last = document.offsets.bytes_of(0, 3) or (0, 0)
    assert document.raw[first:last].decode() == "甲公司"


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:kg|ontology|tests|tools|docs|benchmarks|\.ci)/[\w./-]*)`", prose(TEXT))
    assert named
    assert [name for name in named if "NAME" not in name and not (ROOT / name).exists()] == []


def test_a_language_has_as_many_functions_as_it_is_said_to_have() -> None:
    functions = [name for name in vars(Recognisers) if not name.startswith("_")]
    assert len(functions) == 4
    assert "the four functions of" in " ".join(TEXT.split())
