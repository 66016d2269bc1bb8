"""A site as somebody opens it who was sent the folder: in a browser, from the disk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from kg.site import SiteReport

pytestmark = pytest.mark.browser


def test_a_reader_goes_from_the_first_page_to_a_figure_and_its_source(
    chromium: Browser, report: SiteReport
) -> None:
    context = chromium.new_context(locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    strange: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda r: None if r.url.startswith(("file://", "data:")) else strange.append(r.url))
    page.goto(report.start.as_uri())
    page.get_by_role("link", name="46%", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("GMV +46%")
    page.locator('a[href*="source/"]').first.click()
    expect(page.locator("article.source-text")).to_be_visible()
    for path in sorted(report.start.parent.rglob("*.html")):
        page.goto(path.as_uri())
    assert (complaints, strange) == ([], [])
    context.close()
