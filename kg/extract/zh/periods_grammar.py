"""How stretches of time are written in Chinese: a pattern for the pieces, compiled once for each character they begin with.

A piece is a year, a month, a quarter, a day, a span (近5年来), a word of `ontology/words/periods.ttl` … ; how pieces
join into a period (2022年 + 第一季度, 5月 + 至 + 8月) and which days that are is `kg.extract.zh.periods`.
Everything here works on folded text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

import regex

from kg.folding import fold
from kg.lexicon import Entry, Lexicon, ontology_dir

# numbers as they stand in dates: 1 to 99, with digits or Chinese numerals
_N = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])"
_YEAR_DIGITS = r"(?:1[0-9]|20)\d\d"
_ERA_YEAR = rf"(?:\d{{1,3}}|元|{_N}|一百(?:[〇零]?{_N})?)"
_TO = r" ?(?:-{1,2}|~|至|到) ?"
_NOT_DIGIT = r"(?<![\d.,第每])"

_EARLY_PIECES = rf"""
(?P<skip>\d+年期|每\ ?{_N}?个?(?:年|天|日|周|月|季度?)|第\ ?{_N}个?(?:年|天|日)(?!度)
    |(?:二十一|21)世纪(?!\d0年代)|{_N}年(?:级|一遇|如一日)|{_N}周(?:年|岁)|{_N}日(?:必?达|线|均线|游)
    |{_N}月(?:饼|嫂|球)|(?:[正腊冬一二三四五六七八九]|十[一二]?)月初[一二三四五六七八九十])
|(?P<weekday>(?<!黑色)(?:上上个?|下下个?|这个?|本|上个?|下个?|每)?(?:周|星期|礼拜)(?:[一二三四五六日天末]|[1-6](?!\d))(?![年月日季种家次人届个期度百千万些次线边围遭角])|(?:上上个?|下下个?|上个?|下个?|这个?)周?周末)
"""

_CALENDAR_PIECES = rf"""
(?P<iso>(?<![\d./-])(?:{_YEAR_DIGITS})(?P<isosep>[-/.])(?:1[0-2]|0?[1-9])(?P=isosep)(?:3[01]|[12]\d|0?[1-9])(?![\d/-]|\.\d)
    |(?<![\d./-])(?:{_YEAR_DIGITS})\ (?:1[0-2]|0[1-9])\ (?:3[01]|[12]\d|0[1-9])(?![\d])
    |(?<![\d./]|(?<!/\d{{4}})-)(?:3[01]|[12]\d|0?[1-9])(?P<ussep>[-/.])(?:3[01]|[12]\d|0?[1-9])(?P=ussep)(?:(?:19|20)\d\d)(?![\d./]|-(?!\d{{1,2}}/))
    |(?<![a-z\d./-])\d{{1,2}}(?P<yysep>[-/])\d{{1,2}}(?P=yysep)\d\d(?![a-z\d./%年-]))
|(?P<decade>(?:(?:上|本|这个?|20|21|19|18|二十|二十一|十九|十八)世纪(?:的)?)?(?<!\d)[1-9]0年代|(?:(?:上|本|二十|二十一|十九|十八)世纪(?:的)?)?[一二三四五六七八九]十年代|{_NOT_DIGIT}(?:1[0-9]|20)\d0年代)
|(?P<plan>[“"「『]?(?<![一二三四五六七八九])(?:十[一二三四五六七八九]?|[七八九])五[”"」』]?(?:规划|计划)?(?:时期|期间|以来|末|初)|[“"「『](?:十[一二三四五六七八九]?|[七八九])五[”"」』])
|(?P<seasons>{_NOT_DIGIT}(?:20)?\d\d[/-](?:20)?\d\d\ ?(?:年度|财年|财政年度|财务年度|会计年度|产季|榨季|[市作][场物]年度|赛季|学年))
|(?P<fyear>(?:截至)?(?:{_YEAR_DIGITS}|本|上一?个?|今|去|整个|全|该|下一?个?|当)?\ ?(?:财政?年度?|会计年度|财务年度)|(?<![a-z])fy\ ?(?:20)?\d\d(?!\d))
|(?P<yq>(?<![\da-z])(?:20)?\d\d\ ?q[1-4](?![\da-z])|(?<![\da-z])[1-4]q\ ?(?:20)?\d\d(?![\da-z])|(?<![\da-z])q[1-4]\ ?20\d\d(?!\d)|(?<![\da-z])(?:20)?\d\dh[12](?![\da-z]))
|(?P<years>{_NOT_DIGIT}(?:{_YEAR_DIGITS})\ ?年?{_TO}(?:{_YEAR_DIGITS})\ ?年度?|(?<![\d.,a-z-])(?:19|20)\d\d{_TO}(?:19|20)\d\d(?![\d.,a-z-]))
|(?P<year>{_NOT_DIGIT}(?:{_YEAR_DIGITS})\ ?年度?(?![期级代])|(?<![一二三四五六七八九〇零十])(?:[一二][〇零一二三四五六七八九]{{3}}|[三四五六七八九][〇零一二三四五六七八九]{{2}}|两千[〇零]?[一二三四五六七八九]?)年度?
    |{_NOT_DIGIT}1[01]\d\ ?年(?=\ ?{_MONTH_NUMBER}月)
    |{_NOT_DIGIT}[0-9]\d\ ?年度?(?=\ ?{_MONTH_NUMBER}月|第?[一二三四]季|[上下]半年|全年)|(?<!\d|[,.每第近约超共达长])0\d\ ?年(?!期)|[〇零][一二三四五六七八九]年|(?<=[在于自从])[5-9]\d年(?![来间内里多的之以])|(?<=在)[1-9]\d\d年(?=$|[，。,；、])
    |(?<![一二三四五六七八九〇零十百千])(?!一二|五六|六七|七八|八九)[一五六七八九][〇零一二三四五六七八九]年(?![来间内里多]))
|(?P<nthday>(?:第[一二三四五]|最后一?)个?(?:周|星期|礼拜)[一二三四五六日天](?![年月日季]))
|(?P<firstn>(?:前|首|头|最初|最后|后)\ ?(?:的)?(?:\d{{1,2}}|{_N})\ ?(?:个)?\ ?(?:月(?!\d{{1,2}}[日号])|季度?|周|星期|天|日|交易日)(?:[内里])?)
|(?P<half>[上下前后]半(?:个)?(?:年度?|财年)|上个半年|(?<=年)半年度?|(?<![^\s，,。（(年度])[h][12](?![\da-z])|[12]h(?=\d\d(?!\d))|半年度)
|(?P<rolling>(?:过去|最近|近|过往|此前|未来|今后|接下来|往后|(?<![之此以随元])[前后](?=[\d一二三四五六七八九十两 ]{{1,4}}年))\ ?(?:的)?(?:\d{{1,3}}|{_N}|半|几)\ ?(?:个)?\ ?(?:年|(?<=个\ ?)月|季度|季|周|星期|礼拜|天|日|财年|交易日)(?!度|期|报|代|级|号|线|均|游|轮|薪)(?:多)?(?:里|间|中|内|时间)?(?:以?来)?)
|(?P<ago>(?<![\d.])(?:\d+|{_N}|半)\ ?个?\ ?(?:年|(?<=个)月|周|星期|礼拜|天)(?:之?以?前|之?以?后)(?![沿端台瞻置锋者续面来]))
|(?P<months>{_NOT_DIGIT}{_MONTH_NUMBER}(?:月份?)?(?:{_TO}|、){_MONTH_NUMBER}月份?(?!\d|{_N}[日号])(?!饼))
|(?P<md>{_NOT_DIGIT}{_MONTH_NUMBER}\ ?月(?:份)?\ ?(?:{_DAY_NUMBER})\ ?[日号]
    |{_NOT_DIGIT}(?:十[一二]?|[一二三四五六七八九])\ ?月(?:[一二]?十[一二三四五六七八九]?|二十|三十一?|[一二三四五六七八九](?=[，。,;；、）)\s]|$))(?!个|大|年|级|项|季|家|月|起|是|种|成|次|名|条|只|线|天|连|周|度|日|号|份|期|倍|、|[〇零一二三四五六七八九十百千万亿多余]))
|(?P<twomonths>(?:一二|二三|三四|四五|五六|六七|七八|八九|九十)月份?(?!\d))
|(?P<month>{_NOT_DIGIT}{_MONTH_NUMBER}\ ?月份?(?!饼|嫂|\d{{1,2}}\ ?[日号]))
|(?P<days>{_NOT_DIGIT}(?:3[01]|[12]\d|[1-9])日?(?:{_TO}|、)(?:3[01]|[12]\d|[1-9])日(?![元均游内]))
|(?P<day>{_NOT_DIGIT}(?:3[01]|[12]\d|0?[1-9])日(?![元均游内线]|(?:之?以?[前内])?(?:必?达|涨停|板))|(?<=[月至到~-])(?:{_DAY_NUMBER})(?:日|号(?![线楼机车井炉矿仓厅馆门舰]))
    |(?<![^\s,，。:：;；、(（“"于在从自和与])(?:3[01]|[12]\d|[1-9])号(?=$|[\s,，。;；、)）至到起晚]|[早下凌当][上晨间午日天]|[之以][前后]|召开|举[行办]|[公发宣]布|公告|开[始盘])|(?<![一二三四五六七八九十])(?:二?十[一二三四五六七八九]|[二三]十)日)
|(?P<quarters>(?:第?[一二三四1-4]|首)[季]?度?(?:{_TO}|、|和)第?[二三四2-4]季度?(?:财季)?)
|(?P<quarter>第?(?<![\d一二三四五六七八九十])[一二三四1-4](?:财季|季度|财政季度)|第[一二三四1-4]季|(?:首|末)季度?(?!赛)|(?<![\da-z])q[1-4](?![\da-z])|(?<![\da-z])[1-4]q(?![\da-z])|[一二三四](?=季[报末底])季)
|(?P<whole>全年度?|整年|全财年)
|(?P<special>双(?:11|12|十一|十二)|618)
|(?P<halfweek>[上下前后]半周(?!年))
|(?P<weekn>第\ ?{_N}\ ?(?:周|个星期|个月|个季度))
|(?P<time>(?:上午|下午|早上|晚上|凌晨|中午|早晨|晚间|早间|午后|傍晚|夜间|清晨|盘后|盘前)?\ ?(?<![\d.:])(?:[01]?\d|2[0-4])(?:[时时点](?!间|代|候|尚|装|刻|值|空|机|评|%)(?![\d.]*(?:亿|万|个|元|%))(?:[0-5]?\d分(?:[0-5]?\d秒)?|[0-5]\d(?!\d)|半|一刻|三刻|整|许|左右)?|:[0-5]\d(?::[0-5]\d)?(?![\d:])))
|(?P<dur>(?:连续|长达|历时|为期|耗时)?\ ?(?<![a-z\d.,第每上下〇一二三四五六七八九十百千万])(?:\d+(?:\.\d)?|{_N}|半|数(?!周[一二三四五六日])|几|十几|\d0多|[一二三四五六七八九]?十余?多?|[一二三四五六七八九]十?到[一二三四五六七八九]十?)(?:(?:-|~|至|到)\d+)?\ ?(?:多|余|来)?(?:个?半)?(?:个)?\ ?(?:多)?(?:年|(?<=个\ ?多?)月|季度|(?<=个\ ?多?)季|周|(?<=个)星期|(?<=个)礼拜|天|交易日)(?![级代轮夜底末初报均度票一线气然才窗花色]|号|月)(?:半)?(?:多)?(?:时间|之久)?(?:[内里间中](?![部地容陆资外需存])|以内|之内)?)
"""

# pieces that never begin with a digit, with a numeral, with anything else: they need not be tried there
_NOT_WITH_DIGIT = frozenset(
    ["weekday", "word", "plan", "twomonths", "nthday", "firstn", "rolling", "whole", "halfweek", "weekn"]
)
_NOT_WITH_NUMERAL = frozenset(
    [
        "weekday",
        "iso",
        "seasons",
        "fyear",
        "yq",
        "years",
        "nthday",
        "firstn",
        "rolling",
        "half",
        "whole",
        "halfweek",
        "weekn",
        "special",
        "days",
    ]
)
_NOT_WITH_WORD = frozenset(
    ["iso", "seasons", "years", "year", "months", "md", "twomonths", "month", "days", "day", "ago"]
)

# and with which characters the costlier ones begin where it is neither digit nor numeral
_FIRST = {
    "skip": "每第正腊冬",
    "weekday": "上下这本每周星礼",
    "decade": "上本这",
    "plan": '“"「『',
    "fyear": "截本上今去整全该下当财会f",
    "yq": "q",
    "nthday": "第最",
    "halfweek": "上下前后",
    "rolling": "过最近此未今接往前后",
    "firstn": "前首头最后",
    "half": "上下前后半h",
    "quarters": "第首",
    "quarter": "第首末q",
    "special": "双",
    "whole": "全整",
    "weekn": "第",
    "time": "上下早晚凌中午傍夜清盘",
    "dur": "连长历为耗数几",
}
_FIRST_TWO = {
    "time": "[上下早晚凌中午傍夜清盘][午上晨间后晚前]",
    "dur": "[连长历为耗][续达时期]|[数几][ 至到~多余来个半年月季周星礼天交-]",
}
"""The same where one character is too common a sign."""

# cheap tests of a place before the pieces are tried: what a piece begins with, and what must soon follow a number
_NUMERALS = frozenset("一二三四五六七八九〇零十两半")
_STARTS = '数几第每前后首头最末过近此未今接往之这上下本该当去整全财会fqh周星礼双早晚凌中傍夜清盘午连长历为耗截“"「『正腊冬'
_DIGITS_OF_DATES = r"(?<![\d.,])\d{1,4}(?:[^\d.,%亿万元股倍家人点]|点(?!\d)|点\d\d?分|\.\d\d?[./年个天])"
_NUMERALS_OF_DATES = r"[一二三四五六七八九〇零十两半][一二三四五六七八九〇零十两半百千个多余来 ~至到、-]{0,8}[年月日号周天季时点世星礼交财五]"


_END_OF_WORD = {"年": frozenset("每青少全历逐常老中童幼往多几数整新"), "开": frozenset("公召展离打敞")}
"""Characters with which the first one of a piece makes another word: 每年增加, 青年成长, 公开市场, 召开市政府会议."""


class Piece(NamedTuple):
    """A piece of a period: `kind` is the name of its group in the pattern, or `word` with its entry."""

    start: int
    end: int
    kind: str
    text: str
    entry: Entry | None = None


class _Patterns(dict[str, "regex.Pattern[str]"]):
    """For each character that a piece can begin with the pattern of such pieces, compiled when a text first has it.

    One pattern for all would try every kind of piece at every such character.
    """

    def __init__(self, words: Iterable[str], eras: Iterable[str]) -> None:
        self._words, self._eras = tuple(words), tuple(eras)
        self._others = frozenset(_STARTS) | {word[0] for word in self._words} - _NUMERALS
        self._of_eras = frozenset(era[0] for era in self._eras)
        self._named = _named(_EARLY_PIECES) | {"word": r"(?P<word>\L<words>)"} | _named(_CALENDAR_PIECES)

    def starts(self) -> re.Pattern[str]:
        """Any such character: most of a text is passed over by it."""
        return re.compile(rf"[\d{re.escape(''.join(sorted(_NUMERALS | self._others | self._of_eras)))}]")

    def __missing__(self, first: str) -> regex.Pattern[str]:
        branches: list[str] = []
        alike = _NUMERALS if first in _NUMERALS else frozenset(first)
        words = tuple(word for word in self._words if word[0] in alike)
        if first.isdecimal():
            branches.append(self._branch(_DIGITS_OF_DATES, _NOT_WITH_DIGIT))
        if first in _NUMERALS:
            branches.append(self._branch(_NUMERALS_OF_DATES, _NOT_WITH_NUMERAL))
        if first in self._others:
            never = {name for name, firsts in _FIRST.items() if first not in firsts}
            never |= set() if words else {"word"}  # an empty list matches everywhere
            branches.append(self._branch(".", _NOT_WITH_WORD | never, _FIRST_TWO))
        if first in self._of_eras:
            branches.append(rf"(?=..\ ?{_ERA_YEAR})(?P<year>\L<eras>\ ?{_ERA_YEAR}\ ?年度?)")
        found = self[first] = _compiled("|".join(branches), words, self._eras)
        return found

    def _branch(self, test: str, without: AbstractSet[str], leads: Mapping[str, str] | None = None) -> str:
        leads = leads or {}
        tried = (
            f"(?={leads[name]}){piece}" if name in leads else piece
            for name, piece in self._named.items()
            if name not in without
        )
        return f"(?={test})(?:{'|'.join(tried) or '(?!)'})"


@lru_cache(maxsize=256)
def _compiled(pattern: str, words: tuple[str, ...], eras: tuple[str, ...]) -> regex.Pattern[str]:
    """Characters that begin the same pieces, the digits and the numerals, share one."""
    return regex.compile(pattern, ignore_unused=True, words=words, eras=eras)


class Grammar(NamedTuple):
    """What pieces begin with, their patterns, the words of the vocabulary by their folded label, and the first years of eras."""

    starts: re.Pattern[str]
    patterns: Mapping[str, regex.Pattern[str]]
    words: dict[str, Entry]
    eras: dict[str, int]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The patterns with the words of `ontology/words/periods.ttl` and `eras.ttl` in them."""
    lexicon = Lexicon.read([ontology_dir() / "words" / name for name in ("periods.ttl", "eras.ttl")])
    words: dict[str, Entry] = {}
    eras: dict[str, int] = {}
    for entry in lexicon.entries.values():
        names = [fold(name) for name in entry.names if not name.isascii()]
        if first := entry.get("firstYear"):
            eras |= dict.fromkeys(names, int(first))
        else:
            words |= dict.fromkeys(names, entry)
    patterns = _Patterns(words, eras)
    return Grammar(patterns.starts(), patterns, words, eras)


def _named(pattern: str) -> dict[str, str]:
    """The alternatives of a pattern by the names of their groups, each put on one line."""
    one_line = "".join(line.strip() for line in pattern.splitlines())
    starts = [match.start() for match in regex.finditer(r"(?:^|\|)\(\?P<(?!isosep|ussep|yysep)", one_line)]
    found = [one_line[a:b].lstrip("|") for a, b in itertools.pairwise([*starts, len(one_line)])]
    return {piece[4 : piece.index(">")]: piece for piece in found}


def pieces(folded: str) -> list[Piece]:
    """All pieces of a folded text, in order."""
    starts, patterns, words, _ = grammar()
    found: list[Piece] = []
    end = 0
    for candidate in starts.finditer(folded):
        start = candidate.start()
        if start < end or (match := patterns[folded[start]].match(folded, start)) is None:
            continue
        kind, text, end = match.lastgroup or "", match[0], match.end()
        before = folded[start - 1 : start]
        if kind == "skip" or (text[0] in _END_OF_WORD and before in _END_OF_WORD[text[0]]):
            continue
        found.append(Piece(start, end, kind, text, words[text] if kind == "word" else None))
    return found
