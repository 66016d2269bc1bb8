"""The Chinese words around a period that say whether it is past or to come, and whether results are spoken of."""

from __future__ import annotations

import regex

from kg.extract.periods.wording import Wording

WORDING = Wording(
    # Chinese texts on results write FY2022 and earnings as well
    results=regex.compile(
        r"财年|财报|财季|财政年度|业绩|季报|年报|\bfiscal\b|\bearnings\b|\bquarterly results\b|\bfy ?20\d\d"
    ),
    future_before=regex.compile(
        "(?:将|拟|计划|预计|定于|有望|可望|料)[^，。；！？、\n]{0,6}$|(?<!截)[至到]$|(?:随后|届时)在?$|明年$"
    ),
    future_after=regex.compile(
        "[^，。；！？\n]{0,8}?(?:将|拟(?!合)|计划|预计|有望|即将)|起(?:施行|实施|执行)|(?:交割|交货|到期)|[^，。；！？\n]{0,8}[加降]息[^，。；！？\n]{0,8}(?:概率|可能性|预期)"
    ),
    dateline=regex.compile(
        r"(?:(?P<year>20\d\d)年)?(?<!\d)(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:[^\d\n。，,;；月日]{0,4}电(?:报[导道])?|讯)"
        r"(?=[)）,，:：;；(（\s。]|$)"
    ),
    to_date_after=regex.compile(r"(?:已|已经)?累计"),
    past_before=("截至", "截止", "较", "比", "截至到"),
)
