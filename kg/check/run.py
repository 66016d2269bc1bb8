"""All rules over the figures of sources: what each proposes is worked out, and told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kg.check.cumulative import periods_add_up
from kg.check.currencies import one_sum_in_two_currencies
from kg.check.each import price_times_shares, total_of_days, total_of_each
from kg.check.figures import Figure, Page, pages
from kg.check.growth import change_and_growth, growth_by_series, growth_from_to, growth_over_what_was
from kg.check.parts import parts_added_up, parts_listed, table_totals
from kg.check.points import points_by_series, points_from_to
from kg.check.proposal import Proposal
from kg.check.ranks import ranks_and_values
from kg.check.shares import share_of_level, shares_of_one_whole
from kg.check.verdict import decide
from kg.check.words import Cues, cues
from kg.lexicon import Lexicon
from kg.model import Check, Mention, Verdict
from kg.model.ids import DEFAULT_BASE

OnPage = Callable[[Page, Lexicon, Cues], Iterator[Proposal]]
OnSeries = Callable[[Iterable[Figure], Lexicon, Cues, Page | None], Iterator[Proposal]]

RULES: tuple[OnPage, ...] = (
    growth_from_to,
    growth_over_what_was,
    change_and_growth,
    share_of_level,
    shares_of_one_whole,
    parts_listed,
    parts_added_up,
    table_totals,
    total_of_each,
    price_times_shares,
    total_of_days,
    points_from_to,
    ranks_and_values,
    one_sum_in_two_currencies,
)
"""Rules that read the words between the figures of one source."""

SERIES_RULES: tuple[OnSeries, ...] = (growth_by_series, points_by_series, periods_add_up)
"""Rules that go by series and period alone, wherever the figures stand."""


def checks(mentions: Iterable[Mention], *, lexicon: Lexicon, base: str = DEFAULT_BASE) -> list[Check]:
    """The sums within each source, in the order of the sources and the text.

    The same mentions in any order give the same checks. Statements help to know the words around the figures. Forecasts,
    targets and what may be are left out.
    """
    words = cues(lexicon)
    found: list[Check] = []
    for page in pages(mentions):
        by_page = chain.from_iterable(rule(page, lexicon, words) for rule in RULES)
        by_series = chain.from_iterable(rule(page.figures, lexicon, words, page) for rule in SERIES_RULES)
        found += _told_once(chain(by_page, by_series), base)
    return found


def checks_across(mentions: Iterable[Mention], *, lexicon: Lexicon, base: str = DEFAULT_BASE) -> list[Check]:
    """The sums that tie figures of several sources together, by series and period; none that one source has by itself.

    Sources tell of different states of knowledge: what fails between them may have been revised.
    """
    words = cues(lexicon)
    figures = sorted(
        (figure for page in pages(mentions) for figure in page.figures),
        key=lambda figure: (
            str(figure.mention.source.published or ""),
            figure.source,
            figure.start,
            figure.mention.id,
        ),
    )
    proposals = chain.from_iterable(rule(figures, lexicon, words, None) for rule in SERIES_RULES)
    return _told_once((one for one in proposals if len({figure.source for figure in one.figures}) > 1), base)


def _told_once(proposals: Iterable[Proposal], base: str) -> list[Check]:
    """One check for each identity of the same claims: the surest, then the earliest in the text."""
    best: dict[tuple[str, ...], tuple[tuple[object, ...], Check]] = {}
    for proposal in proposals:
        made = decide(proposal, base=base)
        if made is None:
            continue
        key = (made.identity.value, *sorted(mention.claim for mention in made.mentions))
        starts = [figure.start for figure in proposal.figures]
        order = (-made.confidence, max(starts) - min(starts), min(starts), made.id)
        if key not in best or order < best[key][0]:
            best[key] = (order, made)
    return [
        made
        for _, made in sorted(
            best.values(),
            key=lambda item: (item[1].sources, min(m.quote.start for m in item[1].mentions), item[1].id),
        )
    ]


def failing(found: Iterable[Check]) -> list[Check]:
    """Those that fail."""
    return [one for one in found if one.verdict is Verdict.FAILS]
