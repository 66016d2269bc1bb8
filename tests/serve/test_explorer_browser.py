"""The explorer as a reader meets it, in headless Chromium: keyboard, Chinese input, filters, decisions, and what everybody can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.judge import read_judgements
from kg.model import Decision
from tests.serve.conftest import TOKEN
from tests.serve.live import visiting

pytestmark = pytest.mark.browser


def suggested(page: Page) -> list[str]:
    return page.locator(".suggestions li > span").all_inner_texts()


def test_a_question_is_asked_with_the_keyboard_alone(chromium: Browser, explorer: str) -> None:
    with visiting(chromium, f"{explorer}/sources?lang=en") as seen:
        page = seen.page
        page.keyboard.press("/")
        expect(page.locator("#question")).to_be_focused()
        page.keyboard.type("alibaba")
        expect(page.locator(".suggestions")).to_be_visible()
        listed = suggested(page)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        chosen = page.locator(".suggestions [aria-selected=true]")
        expect(chosen).to_have_count(1)
        assert page.locator("#question").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ask?q=**")
        expect(page.locator("#question")).to_have_value(listed[1])
        seen.assert_quiet()


def test_escape_leaves_what_was_typed(chromium: Browser, explorer: str) -> None:
    with visiting(chromium, explorer) as seen:
        seen.page.fill("#question", "what did 张")
        expect(seen.page.locator(".suggestions")).to_be_visible()
        assert "what did 张阔" in suggested(seen.page)
        seen.page.keyboard.press("Escape")
        expect(seen.page.locator(".suggestions")).to_be_hidden()
        expect(seen.page.locator("#question")).to_have_value("what did 张")
        seen.assert_quiet()


def test_letters_of_an_input_method_are_no_words_until_they_are_chosen(
    chromium: Browser, explorer: str
) -> None:
    with visiting(chromium, f"{explorer}/?lang=zh") as seen:
        page = seen.page
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if "suggest" in request.url else None)
        page.focus("#question")
        keys = page.context.new_cdp_session(page)
        for letters in ("a", "a l", "a li"):
            place = {"selectionStart": len(letters), "selectionEnd": len(letters)}
            keys.send("Input.imeSetComposition", {"text": letters, **place})
        page.wait_for_timeout(400)
        assert asked == []
        keys.send("Input.insertText", {"text": "阿里巴巴国"})
        expect(page.locator(".suggestions")).to_be_visible()
        assert "阿里巴巴国际站" in suggested(page)
        seen.assert_quiet()


def test_a_table_is_filtered_sorted_and_every_state_is_an_address(chromium: Browser, explorer: str) -> None:
    with visiting(chromium, f"{explorer}/series?lang=en") as seen:
        page = seen.page
        page.select_option("select[name=kind]", "growth_rate")
        page.fill("#filters input[name=q]", "GMV")
        page.click("#filters button")
        page.wait_for_url(f"{explorer}/series?q=GMV&kind=growth_rate")
        rows = page.locator("tbody tr").count()
        assert rows
        expect(page.locator("select[name=kind]")).to_have_value("growth_rate")
        page.click("thead >> text=First")
        page.wait_for_url("**sort=-first")
        expect(page.locator("th[aria-sort=descending]")).to_have_text("First")
        assert page.locator("tbody tr").count() == rows
        page.go_back()
        expect(page.locator("th[aria-sort]")).not_to_have_text("First")
        page.click("text=Show all")
        page.wait_for_url(f"{explorer}/series")
        seen.assert_quiet()


def test_language_and_light_are_remembered_from_page_to_page(chromium: Browser, explorer: str) -> None:
    with visiting(chromium, explorer) as seen:
        page = seen.page
        page.click(".switches >> text=中文")
        page.click(".switches >> text=深色")
        page.click("nav >> text=来源")
        expect(page.locator("h1")).to_have_text("来源")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert sum(map(int, re.findall(r"\d+", dark))) < 150
        seen.assert_quiet()


def test_pages_work_without_javascript(chromium: Browser, explorer: str) -> None:
    with visiting(chromium, f"{explorer}/sums?lang=en", java_script_enabled=False) as seen:
        page = seen.page
        page.select_option("select[name=verdict]", "fails")
        page.click("#filters button")
        page.wait_for_url(f"{explorer}/sums?verdict=fails")
        expect(page.locator("td.is-fails").first).to_be_visible()
        page.fill("#question", "46% GMV")
        page.press("#question", "Enter")
        page.wait_for_url("**/ask?q=46**")
        expect(page.locator(".origins")).to_contain_text("1 origin")
        seen.assert_quiet()


def test_people_decide_with_keys_and_no_key_decides_while_they_write(
    chromium: Browser, explorer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with visiting(chromium, f"{explorer}/token") as seen:
        page = seen.page
        page.fill("input[name=token]", TOKEN)
        page.click("main button")
        page.goto(f"{explorer}/judge?lang=en")
        first = page.locator("input[name=comparison]").input_value()
        page.fill("input[name=author]", "")
        page.keyboard.type("lisn")
        expect(page.locator("input[name=author]")).to_have_value("lisn")
        page.locator("h1").click()
        page.keyboard.press("k")
        page.wait_for_url("**/judge?at=1")
        page.keyboard.press("b")
        page.wait_for_url("**/judge?at=0")
        page.fill("input[name=author]", "li")
        page.locator("h1").click()
        page.keyboard.press("n")
        page.wait_for_url("**decided=not-same")
        expect(page.locator("[role=status]")).to_contain_text("Not the same")
        assert page.locator("input[name=comparison]").input_value() != first
        expect(page.locator("input[name=author]")).to_have_value("li")
        seen.assert_quiet()
    [made] = read_judgements(tmp_path / "judgements").judgements
    assert (made.decision, made.author) == (Decision.NOT_SAME, "li")
