"""Every identity, holding, failing and undecidable: the cases stand in `cases.jsonl`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.check import checks
from kg.model import Identity
from tests.check.small import LEXICON, figures

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['identity']}-{case['text'][:30]}")
def test_a_sum_is_found_with_its_verdict(case: dict[str, Any]) -> None:
    mentions = figures(case["text"], case["figures"], language=case.get("language", "zh"))
    found = checks(mentions, lexicon=LEXICON)
    told = {one.identity.value: one for one in found}
    if case["identity"] is None:
        assert [one.shown for one in found] == []
    elif case["verdict"] is None:
        assert case["identity"] not in told
    else:
        assert case["identity"] in told, [one.why for one in found]
        check = told[case["identity"]]
        assert check.verdict.value == case["verdict"], check.why
        assert case.get("because", "") in check.why


@pytest.mark.parametrize("identity", sorted(Identity))
def test_every_identity_has_a_case_that_holds(identity: Identity) -> None:
    assert any(case["identity"] == identity and case["verdict"] == "holds" for case in CASES)


@pytest.mark.parametrize("identity", sorted(set(Identity) - {Identity.COMPLEMENT}))
def test_every_identity_that_can_fail_has_a_case_that_fails(identity: Identity) -> None:
    assert any(case["identity"] == identity and case["verdict"] == "fails" for case in CASES)
