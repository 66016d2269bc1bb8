"""A document of our own, its gold and what an extractor is said to find in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TEXT = "据统计局，2021年青山集团收入达12亿元<sup>1</sup>，同比增长８%。林晓表示，工厂将迁往河谷。新区有300家企业。"

FIGURE: dict[str, Any] = {
    "id": "a-1",
    "doc": "a.txt",
    "type": "quantity",
    "quote": "2021年青山集团收入达12亿元",
    "value_text": "12亿元",
    "value": 1200000000,
    "lower": None,
    "upper": None,
    "bound": "exact",
    "unit": "CNY",
    "counted": None,
    "kind": "level",
    "metric": ["收入"],
    "subject": ["青山集团", "集团"],
    "scope": [],
    "period": ["2021-01-01", "2021-12-31"],
    "period_text": "2021年",
    "baseline": None,
    "speaker": None,
    "cites": ["统计局"],
    "modality": "asserted",
}
RATE = FIGURE | {
    "id": "a-2",
    "quote": "同比增长8%",
    "value_text": "8%",
    "value": 0.08,
    "unit": "1",
    "kind": "growth_rate",
    "baseline": "yoy",
}
SAID: dict[str, Any] = {
    "id": "a-3",
    "doc": "a.txt",
    "type": "statement",
    "quote": "工厂将迁往河谷",
    "speaker": ["林晓"],
    "subject": ["工厂"],
    "cites": [],
    "modality": "planned",
}
FIRMS = FIGURE | {
    "id": "a-4",
    "quote": "新区有300家企业",
    "value_text": "300家企业",
    "value": 300,
    "unit": "{count}",
    "metric": ["企业"],
    "subject": ["新区"],
    "period": None,
    "cites": [],
}
ALL = (FIGURE, RATE, SAID, FIRMS)


def write(folder: Path, *records: dict[str, Any], name: str = "a.jsonl", text: str = TEXT) -> Path:
    """A folder of gold and the document beside it; both are in `folder`."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "a.txt").write_text(text, encoding="utf-8")
    gold = folder / "gold"
    gold.mkdir(exist_ok=True)
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records or ALL)
    (gold / name).write_text("".join(lines), encoding="utf-8")
    return gold
