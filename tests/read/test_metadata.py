"""Who published a document, when, in which language: its own words, then its sidecar's, then the vocabulary's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kg.errors import BrokenMetadata
from kg.read import read_path
from kg.read.dates import parse_date
from tests.read.builders import read

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2022-06-12 16:22:34 +0800", datetime(2022, 6, 12, 16, 22, 34, tzinfo=CHINA)),
        ("2022-05-05 12:59:00.000000000 +00:00", datetime(2022, 5, 5, 12, 59, tzinfo=UTC)),
        ("2022-06-10T14:01:35Z", datetime(2022, 6, 10, 14, 1, 35, tzinfo=UTC)),
        ("2022-06-10T14:01:35-05:00", datetime(2022, 6, 10, 19, 1, 35, tzinfo=UTC)),
        ("Fri, 10 Jun 2022 14:01:35 GMT", datetime(2022, 6, 10, 14, 1, 35, tzinfo=UTC)),
        ("2022年6月10日", date(2022, 6, 10)),
        ("2022年6月10日 14:01", datetime(2022, 6, 10, 14, 1, tzinfo=CHINA)),
        ("２０２２年６月１０日", date(2022, 6, 10)),
        ("2022/6/1", date(2022, 6, 1)),
        ("20220610", date(2022, 6, 10)),
        ("1654840895", datetime(2022, 6, 10, 6, 1, 35, tzinfo=UTC)),
        (1654840895000, datetime(2022, 6, 10, 6, 1, 35, tzinfo=UTC)),
        ("June 10, 2022", date(2022, 6, 10)),
        ("10 June 2022", date(2022, 6, 10)),
        ("2022-13-40", None),
        ("昨天", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_as_documents_write_them(written: object, meant: date | None) -> None:
    assert parse_date(written) == meant


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("<p>收入增长。</p><p>（文章来源：界面新闻）</p>", "界面新闻"),
        ("<p>收入增长。</p><p>来源：某某财经网</p>", "某某财经网"),
        ("<p>收入增长。（某某日报）</p>", "某某日报"),
        ("<p>财联社6月1日电，收入增长。</p>", "财联社"),
        ("<p>（中央社台北9日電）收入成長。</p>", "中央社"),
        ("<p>【共同社5月19日电】收入增长。</p>", "共同社"),
        ("<p>收入增长。转载自某某日报</p>", "某某日报"),
        ("<p>收入增长（以下简称公司）</p>", None),
        ("<p>各国逐步扭转自愿减产的进程</p>", None),
        ("<p>收入增长。</p><p>来源：通讯社</p>", None),
        ("<p>公司6月1日电话会议上说，收入增长。</p>", None),
    ],
)
def test_the_outlet_that_a_text_credits(text: str, credited: str | None) -> None:
    assert read(text).source.credited == credited


@pytest.mark.parametrize(
    ("front", "publisher"),
    [
        ("publisher: 某某社\nlink: https://finance.eastmoney.com/a", "某某社"),
        ("link: https://finance.eastmoney.com/a/1.html", "东方财富"),
        ("author: 观察者网", "观察者网"),
        ("tags: 每日经济新闻新闻", "每日经济新闻"),
        ("link: https://www.unknown.example/1", "unknown.example"),
        ("title: x", None),
    ],
)
def test_who_published_it(front: str, publisher: str | None) -> None:
    assert read(f"---\n{front}\n---\n<p>收入增长。</p>").source.publisher == publisher


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("公司收入同比增长两成，好于预期。", "zh"),
        ("公司營收年增兩成，優於預期。", "zh-Hant"),
        ("Revenue rose by 46 percent from a year earlier.", "en"),
        ("阿里巴巴 (Alibaba) 的 GMV 同比增长 46%", "zh"),
    ],
)
def test_the_language_shows_in_the_characters(text: str, language: str) -> None:
    assert read(text, "a.txt").source.language == language


def test_a_region_comes_from_the_vocabulary_or_the_country_of_the_domain() -> None:
    assert read("---\nlink: https://news.example.tw/1\n---\n<p>營收成長。</p>").source.region == "TW"
    assert read("---\nauthor: 观察者网\n---\n<p>收入增长。</p>").source.region == "CN"
    assert read("<p>收入增长。</p>").source.region is None


def one(folder: Path, text: str, **beside: str) -> object:
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    for name, content in beside.items():
        (folder / name.replace("__", ".")).write_text(content, "utf-8")
    (document,) = read_path(path)
    return document.source


def test_the_sidecar_fills_what_the_document_lacks(tmp_path: Path) -> None:
    source = one(
        tmp_path,
        "---\ntitle: 自己的标题\n---\n正文。",
        a__meta__yaml="title: 别的标题\npublished: 2018-04-01\nkind: report\nauthors: [甲, 乙]\n",
    )
    assert (source.title, source.published, source.kind, source.authors) == (  # type: ignore[attr-defined]
        "自己的标题",
        date(2018, 4, 1),
        "report",
        ("甲", "乙"),
    )


def test_what_a_sidecar_overrides_wins_and_does_not_change_the_text(tmp_path: Path) -> None:
    source = one(
        tmp_path, "---\ntitle: 自己的标题\n---\n正文。", a__md__meta__yaml="override:\n  title: 更好的标题\n"
    )
    assert source.title == "更好的标题"  # type: ignore[attr-defined]
    (document,) = read_path(tmp_path / "a.md")
    assert document.text.startswith("自己的标题")


def test_a_manifest_describes_the_files_of_its_folder(tmp_path: Path) -> None:
    source = one(
        tmp_path, "正文。", metadata__csv="File,publisher,date\na.md,某某社,2022-06-10\nb.md,另一社,\n"
    )
    assert (source.publisher, source.published) == ("某某社", date(2022, 6, 10))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("beside", "message"),
    [
        ({"a__meta__yaml": "title: [1"}, "a.meta.yaml: line"),
        ({"metadata__csv": "name,date\n"}, "no column `file`"),
        ({"a__meta__yaml": "published: soon\n"}, "a.meta.yaml: published: 'soon' is no date"),
        ({"a__meta__yaml": "override:\n  Date: 2022-13-45\n"}, "a.meta.yaml: date: '2022-13-45' is no date"),
        ({"a__meta__yaml": "url: example.org\n"}, "a.meta.yaml: url: 'example.org' is no http"),
        (
            {"metadata__csv": "file,link\na.md,nowhere\n"},
            "metadata.csv, row of a.md: link: 'nowhere' is no http",
        ),
    ],
)
def test_a_broken_sidecar_is_named(tmp_path: Path, beside: dict[str, str], message: str) -> None:
    with pytest.raises(BrokenMetadata, match=message):
        one(tmp_path, "正文。", **beside)
