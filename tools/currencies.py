"""Writes `ontology/currencies.ttl`: the currencies that Unicode CLDR names and `ontology/units.ttl` does not.

    python tools/currencies.py            # needs the package Babel, which carries CLDR's data
    python tools/currencies.py --check    # says whether the file is up to date

Names are those of CLDR in Chinese (simplified, traditional, Hong Kong) and English. `units.ttl` keeps what newspapers
write beside them (美金, 港纸); codes for funds, metals and tests are left out, and so are names that stand for another
currency already. Babel is under the BSD licence, CLDR's data under the Unicode licence.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from babel import Locale

from kg.folding import fold

ONTOLOGY = Path(__file__).parent.parent / "ontology"
LOCALES = (("zh", "zh"), ("zh_Hant", "zh-Hant"), ("zh_Hant_HK", "zh-Hant-HK"), ("en", "en"))
NO_MONEY = re.compile(r"X(?!CG|DR|OF|PF|CD|AF)..|CHE|CHW|CLF|COU|BOV|MXV|UYI|UYW|USN|USS|ECV")
"""Codes that no price is given in: metals, bonds, funds, units of account."""
HEAD = """# The currencies of Unicode CLDR that units.ttl does not name: historic and rare ones. Generated, do not edit:
# python tools/currencies.py
@prefix kg: <https://w3id.org/claim-kg/ontology#> .
@prefix scheme: <https://w3id.org/claim-kg/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/claim-kg/unit/> .
"""


def generated() -> str:
    """The text of the file."""
    units = (ONTOLOGY / "units.ttl").read_text("utf-8")
    known = set(re.findall(r'kg:code "([A-Z]{3})"', units))
    taken = {fold(label) for label in re.findall(r'"([^"\n]+)"', units)}
    names: dict[str, list[tuple[str, str]]] = {}
    for locale, tag in LOCALES:
        for code, name in sorted(Locale.parse(locale).currencies.items()):
            if code in known or NO_MONEY.fullmatch(code) or re.search(r"[(（\d]", name):
                continue
            if fold(name) not in taken and name != code and all(name != n for n, _ in names.get(code, ())):
                names.setdefault(code, []).append((name, tag))
    written: set[str] = set()
    blocks = [HEAD]
    for code, labels in sorted(names.items()):
        own = [(name, tag) for name, tag in labels if fold(name) not in written]
        written.update(fold(name) for name, _ in own)
        if not {"zh", "en"} <= {tag for _, tag in own}:
            continue  # its English name is another currency's, of other years
        first: dict[str, str] = {}
        for name, tag in own:
            first.setdefault(tag, name)
        lines = [
            f"unit:{code} a skos:Concept , kg:Unit ;",
            "    skos:inScheme scheme:units ;",
            "    kg:alone false ;",
            f'    kg:code "{code}" ;',
            '    kg:form "money" ;',
            "    skos:prefLabel " + " , ".join(f'"{name}"@{tag}' for tag, name in first.items()) + " .",
        ]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail when the file is out of date"
    )
    path = ONTOLOGY / "currencies.ttl"
    text = generated()
    if parser.parse_args().check:
        fresh = path.is_file() and path.read_text("utf-8") == text
        print(f"{path.name} is {'up to date' if fresh else 'out of date'}")
        return 0 if fresh else 1
    path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
