"""PDF."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import BlockKind
from kg.read import read_bytes
from tests.read.builders import words

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(
    *pages: list[str], font: bytes = HELVETICA, after: bytes | None = None, info: dict[str, str] | None = None
) -> bytes:
    """A minimal PDF with these lines on its pages; `after` is one more object behind those of the pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(font)
    for index, lines in enumerate(pages):
        content = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        objects += [page.encode(), f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode()]
    objects += [after] if after else []
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    about = "/Info << " + " ".join(f"/{key} ({value})" for key, value in (info or {}).items()) + " >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {about} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


REPORT = pdf(
    ["Annual report", "Revenue rose by 46 percent in the fiscal year, which was more than", "- 1 -"],
    ["Annual report", "analysts had expected before the results were published.", "- 2 -"],
    ["Annual report", "Profit fell.", "- 3 -"],
)


def test_pages_are_joined_without_running_heads_and_page_numbers() -> None:
    document = read_bytes(REPORT, name="a.pdf")
    assert words(document) == [
        "Revenue rose by 46 percent in the fiscal year, which was more than"
        " analysts had expected before the results were published.",
        "Profit fell.",
    ]
    assert document.source.media_type == "application/pdf"
    assert document.offsets.bytes_of(0, 5) is None


def test_characters_that_a_font_gives_as_radicals_are_read_as_what_one_types() -> None:
    # ToUnicode of the fonts that browsers embed names ⾼ and ⻓, which look like 高 and 长 and are other characters
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    table = b"begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n2 beginbfchar\n<48> <2FBC>\n<4C> <2ED3>\nendbfchar\nendcmap"
    raw = pdf(["HL"], font=font, after=b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table))
    assert words(read_bytes(raw, name="a.pdf")) == ["高长"]


def test_a_first_line_that_says_the_title_is_the_title() -> None:
    document = read_bytes(
        pdf(["Annual report 2022", "Profit fell."], info={"Title": "Annual report 2022"}), name="a.pdf"
    )
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        (BlockKind.TITLE, "Annual report 2022"),
        (BlockKind.PARAGRAPH, "Profit fell."),
    ]


@pytest.mark.parametrize(
    ("producer", "published"),
    [("Skia/PDF m156", None), ("Acrobat Distiller 11.0", date(2022, 6, 10))],
)
def test_the_day_on_which_a_browser_printed_a_page_is_not_that_of_the_page(
    producer: str, published: date | None
) -> None:
    raw = pdf(["Profit fell."], info={"Producer": producer, "CreationDate": "D:20220610140135+08'00'"})
    assert read_bytes(raw, name="a.pdf").source.published == published
