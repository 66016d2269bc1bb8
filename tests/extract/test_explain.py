"""Where the words of each slot stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.extract import load
from kg.extract.annotations import EntitySpan
from kg.extract.explain import SLOTS, Evidence, Explanation, Where, explain
from kg.model import Block, BlockKind, Document, How, Marker, Ref, Span, Step, Table, Trace
from kg.read import read_path
from tests.builders import FISCAL_2022, GMV, build_document, build_mention
from tests.extract.documents import document


def explained(text: str, **about: str) -> list[Explanation]:
    return load().explain(document(text, **about))  # type: ignore[arg-type]


def slot(explanation: Explanation, name: str) -> Evidence:
    return next(found for found in explanation.evidence if found.slot == name)


@pytest.mark.parametrize(
    ("text", "name", "words", "where", "how"),
    [
        ("青山集团2021年收入同比增长12%。", "value", "12%", Where.QUOTE, How.HERE),
        ("青山集团2021年收入同比增长12%。", "metric", "收入", Where.QUOTE, How.HERE),
        ("青山集团2021年收入同比增长12%。", "period", "2021年", Where.QUOTE, How.HERE),
        ("青山集团2021年收入同比增长12%。", "baseline", "同比", Where.QUOTE, How.HERE),
        ("青山集团2021年收入增长12%。", "baseline", "", Where.NOWHERE, How.IMPLIED),
        ("青山集团表现不俗，2021年收入增长12%。", "subject", "青山集团", Where.SENTENCE, How.CLAUSE),
        ("青山集团去年扩建了大棚。收入增长8%。", "subject", "青山集团", Where.PARAGRAPH, How.SENTENCE),
        ("收入增长8%。", "subject", "", Where.NOWHERE, How.MISSING),
        ("林晓表示，青山集团收入增长8%。", "speaker", "林晓", Where.SENTENCE, How.SAID),
        ("林晓表示，大棚的扩建并不顺利，还需要时间。", "speaker", "林晓", Where.SENTENCE, How.SAID),
        ("據海關數據，青山集團收入增長8%。", "subject", "青山集團", Where.QUOTE, How.HERE),
    ],
)
def test_the_words_of_a_slot(text: str, name: str, words: str, where: Where, how: How) -> None:
    found = slot(explained(text)[-1], name)
    assert (found.text, found.where, found.how) == (words, where, how)
    assert found.at is None or text[found.at.start : found.at.end] == words


def test_a_name_is_not_looked_for_inside_of_a_longer_one() -> None:
    text = "青山集团控股有限公司扩建了大棚，收入增长12%。"
    name = EntitySpan(0, 10, Ref(None, "青山集团控股有限公司", "青山集团控股有限公司", "Organization"))
    short = Ref(None, "青山集团", "青山集团", "Organization")
    read = build_document(text + "青山集团表现不俗。")
    mention = build_mention(read, "收入增长12%", value="0.12", value_text="12%", subject=short)
    [found] = explain(read, [mention], [name])
    assert slot(found, "subject").at == Span(len(text), len(text) + 4)


def test_a_latin_word_is_not_cut() -> None:
    read = build_document("Alibaba said that Al sells 12% more.")
    mention = build_mention(
        read, "sells 12% more", value="0.12", value_text="12%", subject=Ref(None, "Al", "Al")
    )
    [found] = explain(read, [mention])
    assert slot(found, "subject").at == Span(18, 20)


@pytest.mark.parametrize("name", ["001_fde02ecddfc3460e.txt", "002_68548227ea3e7e87.txt"])
def test_every_slot_of_the_seeds_is_accounted_for(name: str, seeds: Path) -> None:
    [read] = read_path(seeds / name)
    found = load().explain(read)
    assert [one.mention for one in found] == load()(read)
    for one in found:
        mention = one.mention
        told = {evidence.slot for evidence in one.evidence if evidence.label}
        filled = {slot for slot in SLOTS[1:] if getattr(mention, slot)}
        assert told - {"value"} == filled
        assert one.sentence.start <= mention.quote.start < mention.quote.end <= one.sentence.end
        for evidence in one.evidence:
            assert evidence.at is None or read.text[evidence.at.start : evidence.at.end] == evidence.text
            assert (evidence.where is Where.NOWHERE) is (evidence.at is None)


def test_a_cell_is_explained_by_row_head_and_title() -> None:
    text = "表：青山集团2021年各地收入\n地区\t收入\n甲市\t3亿元\n乙市\t2亿元"
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    rows = []
    for first in lines[1:4]:
        tab, end = text.index("\t", first), text.find("\n", first)
        rows.append((Span(first, tab), Span(tab + 1, end if end > 0 else len(text))))
    table = Table(tuple(rows), caption=Span(0, lines[1] - 1))
    blocks = (
        Block(BlockKind.CAPTION, 0, lines[1] - 1),
        Block(BlockKind.TABLE, lines[1], len(text), table=table),
    )
    found = load().explain(replace(document(text), blocks=blocks))
    cell = next(one for one in found if one.mention.quantity and one.mention.quantity.text == "2亿元")
    assert text[cell.sentence.start : cell.sentence.end] == "乙市\t2亿元"
    assert slot(cell, "metric").how is How.HEAD
    assert slot(cell, "period").how is How.TITLE
    assert slot(cell, "scope").text == "乙市"


def test_a_footnote_is_where_its_words_stand() -> None:
    text = "青山集团2021年收入增长12%。\n农业年报，2022年3月"
    cut = text.index("\n")
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, cut, markers=(Marker("1", cut),)),
        Block(BlockKind.FOOTNOTE, cut + 1, len(text), label="1"),
    )
    [found] = load().explain(replace(document(text), blocks=blocks))
    assert slot(found, "cites").where is Where.FOOTNOTE


def test_what_another_extractor_found_is_explained_as_far_as_it_goes() -> None:
    read = build_document("去年交易额增长46%。")
    mention = build_mention(read, "交易额增长46%", value="0.46", value_text="46%", metric=GMV)
    [found] = explain(read, [mention])
    assert found.sure is None
    assert slot(found, "value").at == Span(7, 10)
    assert slot(found, "metric").how is None
    assert slot(found, "metric").where is Where.QUOTE


def test_the_printed_form_is_the_record_with_its_evidence() -> None:
    [found] = explained("青山集团2021年收入增长12%。")
    printed = found.to_json()
    assert printed["rule"] == "change_rate"
    assert printed["sure"] == 0.9
    [subject] = [one for one in printed["evidence"] if one["slot"] == "subject"]
    assert (subject["text"], subject["start"], subject["end"], subject["how"]) == ("青山集团", 0, 4, "here")


def test_a_document_without_blocks_is_explained() -> None:
    read: Document = replace(build_document("交易额增长46%。"), blocks=())
    mention = build_mention(read, "交易额增长46%", value="0.46", value_text="46%", metric=GMV)
    [found] = explain(read, [mention])
    assert read.text[found.sentence.start : found.sentence.end] == "交易额增长46%。"


def test_a_word_that_only_stands_elsewhere_by_chance_is_no_evidence() -> None:
    read = build_document("赞成的占65%。占比不高。")
    share = Ref(None, "占比", "占比")
    mention = build_mention(read, "赞成的占65%", value="0.65", value_text="65%", metric=share)
    told = replace(mention, trace=Trace(0.9, (Step("metric", How.HERE, at=Span(0, 7)),)))
    [found] = explain(read, [told])
    assert slot(found, "metric").where is Where.NOWHERE


def test_the_words_of_a_period_are_looked_for_where_no_step_tells() -> None:
    read = build_document("2022财年交易额增长46%。")
    [found] = explain(
        read, [build_mention(read, "交易额增长46%", value="0.46", value_text="46%", period=FISCAL_2022)]
    )
    assert slot(found, "period").at == Span(0, 6)
