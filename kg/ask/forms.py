"""The forms of question, in the order in which they are tried: the first that leaves no word over is the answer.

Each is a record: the words that ask for it (by what `ontology/words/questions.ttl` says that they ask for), what it takes, and
the named query that answers it. `docs/asking.md` is written from this list.
"""

from __future__ import annotations

from kg.ask.form import Choice, Form, Place, Slot
from kg.ask.pieces import SCOPE, Role, Words
from kg.model import ids

_MODALITIES = {
    "plan": ("planned", "target"),
    "forecast": ("forecast", "possible"),
    "target": ("target",),
}
_RELATIONS = {"differ": ("contradicts",), "revised": ("revised",)}


def _any(*words: str) -> frozenset[str]:
    return frozenset(words)


# The slots that several forms share.
_FIGURE = Slot("value", Role.FIGURE)
_METRIC = Slot("metric", Role.METRIC)
_KIND = Slot("kind", Role.CHANGE)
_PERIOD = Slot("period", Role.PERIOD)
_SCOPE = Slot("scope", Role.ENTITY, Place.AFTER, "toward", spare=True, adjacent=True)
_NARROWED = Slot("scope", Role.ENTITY, only=SCOPE)
_SPEAKER = Slot("speaker", Role.ENTITY, Place.BEFORE, "say", prefers="Person", close=True)
_TELLS = Slot("speaker", Role.ENTITY, Place.BEFORE, "say", never="Place", adjacent=True)
_SPOKEN_BY = Slot("speaker", Role.ENTITY, Place.AFTER, "by")
_FORECASTER = Slot("speaker", Role.ENTITY, Place.BEFORE, "forecast", never="Place")
_SAYING = Slot("speaker", Role.ENTITY, Place.AFTER, "saying")
_TOPIC = Slot("entity", Role.ENTITY, Place.AFTER, "about")
_TOPIC_TOWARD = Slot("entity", Role.ENTITY, Place.AFTER, "toward", adjacent=True)
_ENTITY = Slot("entity", Role.ENTITY)
_SUBJECT = Slot("subject", Role.ENTITY)
_PUBLISHER = Slot("publisher", Role.PUBLISHER)
_SOURCE = Slot("source", Role.SOURCE)
_OF_FIGURE = (_FIGURE, _METRIC, _KIND, _PERIOD, _TELLS, _SCOPE, _NARROWED, _SUBJECT, _PUBLISHER)
_REPEATING = _any("repeat", "say", "saying", "about", "cite", "check")
_AS_WHAT = Choice("modality", ids.VOCABULARY + "modality/", _MODALITIES)

FORMS: tuple[Form, ...] = (
    Form(
        name="origins",
        query="origins-of-figure",
        title=Words("what a figure goes back to", "一个数字的源头"),
        examples=Words("how many origins does the 46% GMV figure have", "46%交易额增长有几个源头"),
        asks=(_any("origins"),),
        takes=_REPEATING,
        slots=_OF_FIGURE,
        needs=(("value",),),
    ),
    Form(
        name="first",
        query="first-appearance",
        title=Words("where a figure appears first", "一个数字最早出现在哪里"),
        examples=Words("who first said 46% GMV", "谁最早说交易额增长46%"),
        asks=(_any("first"),),
        takes=_REPEATING | {"outlet"},
        slots=_OF_FIGURE,
        choices=(_AS_WHAT,),
        needs=(("value",),),
    ),
    Form(
        name="figure by a speaker",
        query="repeats-of-figure",
        title=Words("where somebody gives a figure", "某人在哪里说过一个数字"),
        examples=Words("did 张阔 say that GMV grew 46%", "张阔说过交易额增长46%吗"),
        asks=(_any("say", "forecast"),),
        takes=_REPEATING,
        without=_any("who"),
        slots=(_FIGURE, _METRIC, _KIND, _PERIOD, _SPEAKER, _FORECASTER, _SUBJECT, _PUBLISHER),
        choices=(_AS_WHAT,),
        needs=(("value",), ("speaker",)),
    ),
    Form(
        name="repeats",
        query="repeats-of-figure",
        title=Words("who repeats a figure", "哪些来源重复了一个数字"),
        examples=Words("which sources repeat the 46% GMV figure", "哪些来源重复了46%交易额增长的说法"),
        takes=_REPEATING | {"copy", "outlet"},
        slots=_OF_FIGURE,
        choices=(_AS_WHAT,),
        needs=(("value",),),
    ),
    Form(
        name="sums",
        query="failing-sums",
        title=Words("which figures do not add up", "哪些数字对不上账"),
        examples=Words(
            "which figures in 004_01ad9c1d48d14b3e.txt do not add up",
            "界面新闻的报道里哪些数字加不起来",
        ),
        asks=(_any("sum"),),
        takes=_any("about", "say"),
        slots=(_SOURCE, _PUBLISHER, _ENTITY),
    ),
    Form(
        name="mutations",
        query="mutations",
        title=Words("what copies changed", "转载时改变了什么"),
        examples=Words("which figures were altered in copies", "哪些数字在转载时被改动"),
        asks=(_any("mutation"),),
        takes=_any("about", "say", "copy", "change"),
        slots=(_SOURCE, _PUBLISHER),
    ),
    Form(
        name="copied by a publisher",
        query="copies-of-source",
        title=Words("who took text from whom", "谁转载了谁"),
        examples=Words("which articles of 中央社 were copied by RFI", "中央社的哪些文章被RFI转载"),
        asks=(_any("copied", "passive"), _any("copied", "copy")),
        takes=_any("outlet"),
        slots=(
            Slot("earlier", Role.PUBLISHER, Place.BEFORE, "copied"),
            Slot("later", Role.PUBLISHER, Place.AFTER, "copied"),
            Slot("earlier", Role.PUBLISHER, Place.BEFORE, "passive"),
            Slot("later", Role.PUBLISHER, Place.AFTER, "passive"),
            _SOURCE,
        ),
        needs=(("later", "earlier", "source"),),
    ),
    Form(
        name="copied from a publisher",
        query="copies-of-source",
        title=Words("who took text from whom", "谁转载了谁"),
        examples=Words("what did RFI copy from 中央社", "RFI转载了中央社的哪些文章"),
        asks=(_any("copy"),),
        takes=_any("outlet"),
        slots=(
            Slot("later", Role.PUBLISHER, Place.BEFORE, "copy"),
            Slot("earlier", Role.PUBLISHER, Place.AFTER, "copy"),
            _SOURCE,
        ),
        needs=(("later", "earlier"),),
    ),
    Form(
        name="copies",
        query="copies-of-source",
        title=Words("which sources share text", "哪些来源文字相同"),
        examples=Words("copies of 004_01ad9c1d48d14b3e.txt", "哪些来源是转载的"),
        asks=(_any("copy"),),
        slots=(_SOURCE,),
    ),
    Form(
        name="retracted",
        query="retracted-sources",
        title=Words("what was taken back", "撤回了什么"),
        examples=Words("which sources were retracted", "哪些来源被撤回"),
        asks=(_any("retracted"),),
        takes=_any("outlet", "say"),
        slots=(_PUBLISHER,),
    ),
    Form(
        name="differ",
        query="conflicts",
        title=Words("where sources disagree", "来源之间的矛盾"),
        examples=Words("do sources disagree about GMV of Alibaba.com", "各来源的交易额有没有矛盾"),
        asks=(_any("differ", "revised"),),
        takes=_any("about", "say", "cite"),
        slots=(_METRIC, _PERIOD, _SCOPE, _NARROWED, _SUBJECT, _SOURCE),
        choices=(Choice("relation", ids.VOCABULARY + "relation/", _RELATIONS),),
    ),
    Form(
        name="most",
        query="most-repeated-figures",
        title=Words("the figures with most sources", "来源最多的数字"),
        examples=Words("most repeated figures about Alibaba.com", "哪些数字重复最多"),
        asks=(_any("most"),),
        takes=_any("about", "repeat", "say"),
        slots=(_METRIC, _SUBJECT),
    ),
    Form(
        name="without origin",
        query="figures-without-origin",
        title=Words("figures without an origin", "没有出处的数字"),
        examples=Words("figures without origin about Alibaba.com", "阿里巴巴国际站的哪些数字没有出处"),
        asks=(_any("origin"),),
        takes=_any("about", "say"),
        slots=(_ENTITY,),
    ),
    Form(
        name="unsure",
        query="low-confidence",
        title=Words("where the machine is not sure", "机器没有把握的地方"),
        examples=Words("which claims are uncertain", "哪些说法没有把握"),
        asks=(_any("unsure"),),
        takes=_any("about", "say"),
    ),
    Form(
        name="together",
        query="co-mentioned-entities",
        title=Words("what is mentioned together with something", "和某对象一起出现的"),
        examples=Words("who is mentioned together with Vietnam", "和越南一起出现的有哪些"),
        asks=(_any("together"),),
        takes=_any("repeat", "about"),
        slots=(_ENTITY,),
        needs=(("entity",),),
    ),
    Form(
        name="cite",
        query="claims-citing-document",
        title=Words("what cites a document or a body", "引用某份文件或某机构的说法"),
        examples=Words("which figures cite 财报", "哪些数字引用了海关总署"),
        asks=(_any("cite", "saying"),),
        takes=_any("say", "about", "saying"),
        slots=(
            Slot("words", Role.CITED),
            Slot("document", Role.ENTITY, Place.AFTER, "cite"),
            _METRIC,
        ),
        needs=(("words", "document"),),
    ),
    Form(
        name="forecasts by somebody",
        query="plans-and-forecasts",
        title=Words("plans, forecasts and targets that somebody tells", "某人或某机构所说的计划、目标与预测"),
        examples=Words("what did IMF forecast for China in 2022", "世界银行预测2022年中国经济增长多少"),
        asks=(_any("plan", "forecast", "target"),),
        takes=_any("say", "about"),
        slots=(
            _METRIC,
            _KIND,
            _PERIOD,
            _TOPIC,
            _TOPIC_TOWARD,
            _FORECASTER,
            _ENTITY,
        ),
        choices=(_AS_WHAT,),
        needs=(("speaker",),),
    ),
    Form(
        name="plans",
        query="plans-and-forecasts",
        title=Words("plans, forecasts and targets", "计划、目标与预测"),
        examples=Words("plans of Alibaba.com", "阿里巴巴国际站有什么计划"),
        asks=(_any("plan", "forecast", "target"),),
        takes=_any("say", "about"),
        slots=(_METRIC, _KIND, _PERIOD, _ENTITY, _PUBLISHER),
        choices=(_AS_WHAT,),
    ),
    Form(
        name="compare",
        query="figures-side-by-side",
        title=Words("the figures of several side by side", "几者的数字并列"),
        examples=Words("compare exports of China and Vietnam", "中国和越南的出口对比"),
        asks=(_any("compare"),),
        takes=_any("change", "say"),
        slots=(_METRIC, _KIND, _PERIOD, Slot("subject", Role.ENTITY, most=4, least=2)),
        needs=(("metric",), ("subject",)),
    ),
    Form(
        name="change",
        query="series-over-time",
        title=Words("how a figure moved over time", "一个数字的时间变化"),
        examples=Words("how did GMV of Alibaba.com change since 2020", "阿里巴巴国际站的交易额如何变化"),
        asks=(_any("change"),),
        takes=_any("about", "say"),
        slots=(_METRIC, _KIND, _PERIOD, _SCOPE, _NARROWED, _SUBJECT),
        needs=(("metric",),),
    ),
    Form(
        name="said about",
        query="speaker-about-entity",
        title=Words("what somebody says about something", "某人关于某对象的说法"),
        examples=Words("what did 张阔 say about Vietnam", "张阔关于越南说了什么"),
        asks=(_any("say", "saying"),),
        takes=_any("about", "check"),
        without=_any("who"),
        slots=(_METRIC, _KIND, _PERIOD, _TOPIC, _TOPIC_TOWARD, _SPEAKER, _SAYING, _SPOKEN_BY, _ENTITY),
        needs=(("speaker",), ("entity",)),
    ),
    Form(
        name="said",
        query="claims-by-speaker",
        title=Words("what somebody says", "某人的说法"),
        examples=Words("what did 张阔 say in 2022", "张阔说了什么"),
        asks=(_any("say", "saying"),),
        takes=_any("about", "check"),
        without=_any("who"),
        slots=(_METRIC, _KIND, _PERIOD, _SPEAKER, _SAYING, _SPOKEN_BY),
        needs=(("speaker",),),
    ),
    Form(
        name="outlet",
        query="sources-by-publisher",
        title=Words("the sources of a publisher", "某发布者的来源"),
        examples=Words("sources by 界面新闻", "哪些来源来自界面新闻"),
        asks=(_any("outlet", "origins"),),
        slots=(_PUBLISHER, _PERIOD),
        needs=(("publisher",),),
    ),
    Form(
        name="reported",
        query="claims-of-source",
        title=Words("what a publisher or a source says", "某发布者或来源的说法"),
        examples=Words("what does 界面新闻 say about Vietnam", "界面新闻报道了什么"),
        asks=(_any("say", "saying", "about", "repeat", "outlet"),),
        takes=_any("check"),
        slots=(_METRIC, _KIND, _PERIOD, _SOURCE, _PUBLISHER, _ENTITY),
        needs=(("source", "publisher"),),
    ),
    Form(
        name="sources",
        query="sources-by-publisher",
        title=Words("the sources that were read", "读过的来源"),
        examples=Words("which sources are there", "有哪些来源"),
        asks=(_any("sources"),),
    ),
    Form(
        name="about",
        query="claims-about-entity",
        title=Words("claims about something", "关于某对象的说法"),
        examples=Words("claims about Vietnam in 2021", "关于越南的说法"),
        takes=_any("say", "about", "repeat", "check"),
        slots=(_METRIC, _KIND, _PERIOD, _SCOPE, _ENTITY, _NARROWED),
        needs=(("entity",),),
    ),
    Form(
        name="metric",
        query="claims-of-metric",
        title=Words("claims of a metric", "某指标的说法"),
        examples=Words("GMV in 2021", "关于交易额的说法"),
        takes=_any("say", "about", "repeat", "check"),
        slots=(_METRIC, _KIND, _PERIOD),
        needs=(("metric",),),
    ),
    Form(
        name="source",
        query="claims-of-source",
        title=Words("what a publisher or a source says", "某发布者或来源的说法"),
        examples=Words("004_01ad9c1d48d14b3e.txt", "界面新闻"),
        takes=_any("say", "about"),
        slots=(_SOURCE, _PUBLISHER, _PERIOD),
        needs=(("source", "publisher"),),
    ),
)
"""All forms; the first that fits and leaves nothing over is the answer."""
