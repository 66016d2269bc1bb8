"""The one pattern that finds numbers, fractions and ranks in folded Chinese text, and steps over what only looks like one."""

from __future__ import annotations

from functools import lru_cache

import regex

from kg.extract.units import tables
from kg.extract.zh.numbers import NUMBER
from kg.lexicon import Lexicon

# What looks like a number and is none: dates, times, codes, numbering at the start of a line. Each group is tried only
# behind a cheap look at what comes next, since nearly every number of a text passes here.
_DATES = r"""
  (?:19|20)\d\d\ ?(?:[-/](?:0?[1-9]|1[0-2])(?:[-/]\d{1,2}日?)?|\.(?:0?[1-9]|1[0-2])(?:\.\d{1,2}日?)?)(?![\d.%万亿元倍点美港欧日])
| (?:19|20)\d\d(?:\ ?[-~至到/]\ ?(?:(?:19|20)\d\d|\d\d)(?=\ ?(?:年|财|学)))?\ ?(?:财|学)?年(?!多)(?:度|代|初|底|末|中)?(?:第?[一二三四1-4]季度?)?(?:\ ?\d{1,2}(?:[-~至到]\d{1,2})?月(?:份|底|初|末)?)?(?:\ ?\d{1,2}[日号])?
| 1[01]\d年(?=\d{1,2}月)\d{1,2}月(?:\d{1,2}日)?
| (?:19|20)\d\d(?:财年|(?=[）)]))
| \d{1,2}\ ?[-~至到、及和/]\ ?\d{1,2}\ ?(?:月(?!租|薪|活|供|费)|日(?!元|圆|币|均)|号(?!线))(?:份|底|初|末)?(?:\d{1,2}[日号])?
| \d{1,2}\ ?月(?!租|薪|活|供|费)(?:份|底|初|末|中旬|上旬|下旬)?(?:\ ?\d{1,2}(?:\ ?[-~至到、]\ ?\d{1,2})?\ ?[日号])?
| \d{1,2}\ ?[日号](?!元|圆|币|均|线|股|本[钱銭]|[a-z])
| \d{1,2}[:：][0-5]\d(?![\d:：])(?:am|pm)?
| \d{1,2}[:：]\d\d[:：]\d\d(?:am|pm)?
| (?<=[日午晨上早晚间，。\s（(])\d{1,2}\ ?[点时](?:\ ?\d{1,2}\ ?分(?:\d{1,2}\ ?秒)?|半|整|许|钟|[一三]刻)?+(?![几多\d])
| \d{1,2}\ ?时(?:\d{1,2}\ ?分(?:\d{1,2}\ ?秒)?|许|整)?
| (?:[1-4]|[1-4]\ ?[-~至]\ ?[1-4])\ ?季(?:度|报)?(?!节)
| \d{4,6}\.(?:sh|sz|bj|hk|ss|us|of|kq|ks|tw|t)\b
| \d{3,4}-\d{7,8} | \d++(?:-\d++){2,}
| \d{1,2}[.、．](?!\d)(?<=^[\ \t]{0,8}\d{1,2}.)
| \d++(?:\.\d++){2,}
| \d{2,4}(?:[/-]\d{2,4})?\ ?(?:财年|学年|年度|年代|年级|后|级)(?=[\p{Han}，。、]|$)(?<=[年代级度]|[05]后)
"""
_CODES = r"1[3-9]\d{9}(?!\d) | \d{6}(?=[：:，])(?<=\p{Han}\d{6})"
_CHINESE_DATES = r"""
  [一二][零〇九][零〇一二三四五六七八九]{2}年
| [一二三四五六七八九十]{1,2}(?:月(?:份|底|初|末)|季度|季报|月(?=[，。、]))
| [一二三四]季(?:度|报)?(?!节)
| (?<=[日午晨上早晚间，。\s（(])[一二三四五六七八九十]{1,2}[点时](?:半|整|许|钟|[一三]刻)?+(?![几多\d零一二三四五六七八九])
| [一二三四五六七八九十]{1,3}[.、．](?<=^[\ \t]{0,8}.{1,3}.)
"""
_OTHER_SKIPS = r"""
  (?:https?://|www\.)[^\s，。；）)]++ | (?:sh|sz|bj|hk)\d{5,6} | (?:top|no\.?|q|fy|v)\ ?\d++(?:\.\d++)*+
| [（(\[〔](?:\d{4,6}|[一二三四五六七八九十]{1,3}|\d{1,3})[)）\]〕]
| 第?[一二三四1-4]季(?:度|报)?(?!节)
"""
_NUMERALS = "零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅参"
_FRACTION_NUMBER = rf"(?:\d++(?:,\d{{3}})*+(?:\.\d++)?|[{_NUMERALS}点][{_NUMERALS}点\ ]{{0,11}})"


@lru_cache(maxsize=8)
def number_pattern(lexicon: Lexicon) -> regex.Pattern[str]:
    """The pattern for a vocabulary: a lone numeral counts only before a character that a unit starts with."""
    units = regex.escape("".join(c for c in tables(lexicon).units.edges() if not c.isascii()))
    source = rf"""
    (?: (?=[\d.]) (?P<skip>
            (?<![\d.]) (?=\d++(?:\.\d++)?\ ?[-./:：~至到、及和年月日号时点财学季后级．]) (?:{_DATES})
          | (?=\d{{6}}) (?:{_CODES}) )
      | (?=[{_NUMERALS}][{_NUMERALS}年月季点时.、．]) (?P<skip>{_CHINESE_DATES})
      | (?=(?<![a-z])[htwvnqfsb][a-z\d.\ ]|[（(\[〔][\d一二三四五六七八九十]|第[一二三四1-4]季) (?P<skip>{_OTHER_SKIPS})
      | (?=[第前]\ ?[\d一二三四五六七八九十百]) (?P<rank>第\ ?(?:\d{{1,3}}|[一二三四五六七八九十百]{{1,4}})(?![\d.])|前\ ?(?:\d{{1,3}}|[一二三四五六七八九十百]{{1,4}})(?![\d.])(?=[名位强的之，。；、）”》!！?？\s]|$))
      | (?=[\d.]|[-+±负零]下?\ ?[\d.{_NUMERALS}]|[{_NUMERALS}](?:[{_NUMERALS}{units}几多余来分又至到~\-\ ]|以[上下])|[几数上成][十百千万亿])
        (?<![a-z0-9.·%]|[a-z]-|\d[,:：/])
        (?P<sign>[-+±]|(?:负|零下)\ ?)?+
        (?: (?=[\d{_NUMERALS}][^，。]{{0,24}}分\ {{0,2}}之)
            (?: (?P<per>(?P<base>[百佰千仟万]|[一壹][百佰千仟万]|[百千]?万万|[百千]万)\ ?分\ ?之\ {{0,2}}+)(?P<under>负)?+(?P<part>{NUMBER})
              | (?:(?P<whole>{_FRACTION_NUMBER})\ ?又\ ?)?(?P<below>{_FRACTION_NUMBER})\ {{0,2}}分\ {{0,2}}之\ {{0,2}}(?P<minus>负)?(?P<above>{_FRACTION_NUMBER}) )
          | (?=\d[\d.\ 又]{{0,6}}[/:：比])
            (?: (?P<slash>(?:\d{{1,3}}[\ 又])?\d{{1,3}}/\d{{1,4}}(?![\d/]))
              | (?P<left>\d{{1,2}}(?:\.\d)?)[:：比](?P<right>\d{{1,2}}(?:\.\d)?)(?![\d.:：\-/月日年时点]) )
          | (?P<short>[三四五六七八九]分[一二三四五六七八](?![{_NUMERALS}\d之钟秒分时厘毫]))
          | (?P<num>{NUMBER})
        )
      | (?P<skip>\d++)
    )
    """
    return regex.compile(source, regex.VERBOSE | regex.MULTILINE)
