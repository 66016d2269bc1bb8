"""From a store to the dossier of one figure. What is read is bounded, however many sources repeat the figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pyoxigraph as ox

from kg.ask.parts import records
from kg.errors import QuestionError
from kg.graph.history import history
from kg.graph.names import node_of, publisher_node
from kg.graph.namespaces import KG
from kg.graph.reuse import read_mutations
from kg.lexicon import Lexicon
from kg.model import Mention, Ref
from kg.origins import of_mentions
from kg.store import Store
from kg.views.account import Account, account, quads_about
from kg.views.claims import read_claims
from kg.views.dossier.context import Originals
from kg.views.dossier.finding import Claims, id_of
from kg.views.dossier.gaps import gaps_of
from kg.views.dossier.model import Changed, Counts, Dossier, Form, Named, Told
from kg.views.dossier.series import points_of
from kg.views.facts import Facts, rows
from kg.views.words import in_languages

MOST_MENTIONS = 60
"""Mentions that are shown: one of each claim at least, and those that were published first."""
MOST_COMPARED = 20
"""Comparisons of each relation, and sums, that are shown."""
MOST_CHANGES = 60


class Place(NamedTuple):
    """One mention as far as it takes to count it. `day` is ISO text, empty where the source names none.

    `by` is who put it right, where the machine read another claim in it.
    """

    claim: str
    mention: str
    source: str
    day: str
    start: int
    written: str
    speaker: str
    by: str = ""


def dossier(store: Store, claims: Claims, *, lexicon: Lexicon) -> Dossier:
    """All that a store says of one figure, given by its claims (see `figures_named`).

    Raises `QuestionError` where no source makes any of them, `InvalidGraph` where a graph lacks what it should have.
    """
    places = _places(store, claims)
    if not places:
        raise QuestionError("no source makes this claim", zh="没有来源有此说法")
    dead, wrong = history(store).gone(), _wrong(store, claims)
    live: list[Place] = []
    out: list[Place] = []
    for place in places:
        good = place.source not in dead and (place.by or place.mention not in wrong)
        (live if good else out).append(place)
    kept = _kept(live) + out[:MOST_MENTIONS]
    often = Counter(place.claim for place in live)
    found = account(
        store,
        [place.mention for place in kept],
        lexicon=lexicon,
        claims=sorted(claims, key=lambda claim: (-often[claim], claim)),
        most=MOST_COMPARED,
    )
    # a mention that was read wrongly has the origin of what it says when it is put right
    found = replace(found, origins=tuple(of_mentions(found.origins, (place.mention for place in live))))
    mentions = {m.id: m for m in found.mentions}
    texts = Originals(store)
    told = tuple(_told(texts, mentions[place.mention], found, wrong, place.by) for place in kept)
    facts = Facts()
    forms = _forms(store, facts, claims, live)
    lead = forms[0].claim
    points, more = points_of(store, facts, lead, claims, found, dead)
    changes = _changes(store, mentions.values())
    publishers = source_publishers(store, facts, {place.source for place in live})
    names = _names(
        store, facts, lexicon, forms, told, found, [iri for p in points for iri in (*p.who, *p.scope)]
    )
    counts = Counts(
        mentions=len(live),
        sources=len({place.source for place in live}),
        publishers=len({iri for iri in publishers.values() if iri}),
        gone=len(places) - len(live),
        origins=_origins(store, live) or len(found.origins),
    )
    return Dossier(
        id=id_of(claims),
        claims=claims,
        lead=lead,
        forms=forms,
        counts=counts,
        told=told,
        points=points,
        more_points=more,
        changes=changes,
        account=found,
        gaps=gaps_of(told, found, counts, changes, more),
        names=names,
        base=store.base,
    )


def _places(store: Store, claims: Claims) -> list[Place]:
    """Where these claims are made, in order; a mention that a person put right stands where it belongs."""
    found = sorted((_place(*row) for row in rows(store, "figure-places", claims)), key=_order)
    put_right = {place.mention: place for place in found if place.by}
    return [place for place in found if put_right.get(place.mention, place) is place]


def _place(*row: object) -> Place:
    claim, mention, source, day, start, written, speaker, by = map(_value, row)
    return Place(claim, mention, source, day, int(start), written, speaker, by)


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


def _order(place: Place) -> tuple[str, str, int, str]:
    """Those that tell their day first, as they were published."""
    return place.day or "9999", place.source, place.start, place.mention


def _kept(places: Sequence[Place]) -> list[Place]:
    """The first of each claim, and then whatever comes first, in order."""
    first = {place.claim: place for place in reversed(places)}
    kept = sorted(first.values(), key=_order)[:MOST_MENTIONS]
    rest = (place for place in places if first[place.claim] is not place)
    kept += [place for place, _ in zip(rest, range(MOST_MENTIONS - len(kept)), strict=False)]
    return sorted(kept, key=_order)


def _wrong(store: Store, claims: Claims) -> dict[str, Named]:
    """The mentions (IRIs) that a person said were read wrongly, and what to say of them."""
    said = sorted(
        (time.value, mention.value, author.value)
        for time, mention, author in rows(store, "wrong-readings", claims)
    )
    return {
        mention: {"en": f"read wrongly, says {author}", "zh": f"{author}判定读取有误"}
        for _, mention, author in said
    }


def _told(texts: Originals, mention: Mention, found: Account, wrong: Mapping[str, Named], by: str) -> Told:
    before, after, stored = texts.around(mention)
    gone = found.gone(mention.source.id)
    why = {"en": gone[0], "zh": gone[1]} if gone else None if by else wrong.get(mention.id)
    return Told(mention, before, after, stored, why, by)


def _forms(store: Store, facts: Facts, claims: Claims, places: Sequence[Place]) -> tuple[Form, ...]:
    """The claims of the figure, those of most sources first."""
    made: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        made[place.claim].append(place)
    forms = [
        Form(
            record,
            Counter(place.written for place in made[record.iri]).most_common(1)[0][0]
            if made[record.iri]
            else "",
            len(made[record.iri]),
            len({place.source for place in made[record.iri]}),
        )
        for record in read_claims(store, facts, claims, quotes=False)
    ]
    first = {claim: _order(found[0]) for claim, found in made.items() if found}
    return tuple(
        sorted(forms, key=lambda form: (-form.sources, first.get(form.claim.iri, ("9999",)), form.claim.iri))
    )


def _origins(store: Store, places: Iterable[Place]) -> int:
    """How many origins the store has for these mentions."""
    mentions = [place.mention for place in places]
    return len({origin.value for _, origin in rows(store, "origins-of-mentions", mentions)})


def source_publishers(store: Store, facts: Facts, sources: Iterable[str]) -> dict[str, str | None]:
    """The publisher (IRI) of each of these sources."""
    listed = sorted(set(sources))
    found: dict[str, str | None] = dict.fromkeys(listed)
    for source, publisher in rows(store, "publishers-of-sources", listed):
        found[source.value] = publisher.value
    facts.add(store, [iri for iri in found.values() if iri])
    return found


def _changes(store: Store, mentions: Iterable[Mention]) -> tuple[Changed, ...]:
    own = {m.id: m for m in mentions}
    found = sorted({tuple(map(_value, row)) for row in rows(store, "mutations-of-mentions", sorted(own))})[
        :MOST_CHANGES
    ]
    if not found:
        return ()
    sides = {iri for row in found for iri in row[2:] if iri}
    known = own | records(store, sides - own.keys())
    facts = Facts()
    facts.add(store, {row[1] for row in found})
    changed = []
    for one in read_mutations(quads_about(store, {row[0] for row in found}), known):
        direction = facts.value(one.reuse, KG.direction.value)
        changed.append(Changed(one, direction not in (None, "unknown"), _reasons(facts, one.reuse)))
    return tuple(changed)


def _reasons(facts: Facts, iri: str) -> Named:
    described = facts.values(iri, "http://purl.org/dc/terms/description")
    return in_languages({v.language or "": v.value for v in described if isinstance(v, ox.Literal)})


def _names(
    store: Store,
    facts: Facts,
    lexicon: Lexicon,
    forms: Iterable[Form],
    told: Iterable[Told],
    found: Account,
    others: Iterable[str],
) -> dict[str, Named]:
    """What everything that the page names is called."""
    iris = set(others)
    for form in forms:
        iris |= {
            *form.claim.subjects,
            *form.claim.scope,
            *filter(None, (form.claim.metric, form.claim.baseline)),
        }
    mentions = [one.mention for one in told]
    mentions += [m for c in found.comparisons for m in (c.a, c.b)]
    for m in mentions:
        refs: list[Ref | None] = [m.speaker, *m.cites]
        iris |= {node_of(ref, kind="entity", base=store.base) for ref in refs if ref}
        for outlet in (m.source.publisher, m.source.credited):
            if outlet:
                iris.add(publisher_node(outlet, lexicon=lexicon, base=store.base))
    facts.add(store, iris)
    return {iri: in_languages(facts.labels(iri)) for iri in sorted(iris)}
