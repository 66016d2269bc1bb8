"""PDF."""

from __future__ import annotations

import sys

import pytest

from kg.errors import UnsupportedFormat
from kg.read import read_bytes
from tests.read.builders import words


def pdf(*pages: list[str]) -> bytes:
    """A minimal PDF with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for index, lines in enumerate(pages):
        content = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        objects += [page.encode(), f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode()]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
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


def test_without_pypdf_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnsupportedFormat, match=r"pip install 'claim-kg\[pdf\]'"):
        read_bytes(REPORT, name="a.pdf")
