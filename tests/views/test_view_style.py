from __future__ import annotations

from itertools import combinations

from kg.views.records import NodeType
from kg.views.style import Colours, load_style


def _luminance(colour: str) -> float:
    """WCAG 2 relative luminance of #rrggbb."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(a: str, b: str) -> float:
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_no_two_types_look_alike() -> None:
    looks = load_style().nodes
    for one, two in combinations(NodeType, 2):
        a, b = looks[one], looks[two]
        assert (a.shape, a.dashed) != (b.shape, b.dashed), (one, two)
        assert a.light.fill != b.light.fill, (one, two)
        assert a.dark.fill != b.dark.fill, (one, two)


def test_labels_can_be_read_in_light_and_dark() -> None:
    style = load_style()
    for kind, look in style.nodes.items():
        for scheme, colours in (("light", look.light), ("dark", look.dark)):
            ground = colours.fill if look.boxed else style.page[scheme]["halo"]
            assert _contrast(colours.text, ground) >= 4.5, (kind, scheme)


def test_shapes_stand_out_from_the_page() -> None:
    style = load_style()

    def outline(colours: Colours, scheme: str) -> float:
        return _contrast(colours.line, style.page[scheme]["halo"])

    for kind, look in style.nodes.items():
        assert outline(look.light, "light") >= 3, kind
        assert outline(look.dark, "dark") >= 3, kind


def test_every_word_is_there_in_both_languages() -> None:
    style = load_style()
    for words in (*style.words.values(), *style.edges.values(), *(n.names for n in style.nodes.values())):
        assert set(words) == {"en", "zh"}
        assert all(words.values())
