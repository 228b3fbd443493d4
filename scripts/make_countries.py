"""Write ``src/rostra/lexicon/data/countries.toml`` from the CIA World Factbook's table of countries (public domain).

``python scripts/make_countries.py factbook_countries.csv``: one row a country with short, long and local names, capital and
demonyms.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src/rostra/lexicon/data/countries.toml"
HEADER = """\
# Countries: name, other ways to write it, capitals, demonyms. Keys are arbitrary.
# Written by scripts/make_countries.py from the CIA World Factbook (public domain), with the additions below it.
"""
ADDITIONS = {
    "Kazakhstan": {"demonyms": ["Kazakh"]},
    "Turkey": {"forms": ["Türkiye", "Turkiye"], "capitals": ["Ankara"]},
    "United States": {"forms": ["United States", "U.S.", "USA", "US", "America"], "demonyms": ["U.S.", "US"]},
    "United Kingdom": {"forms": ["UK", "U.K.", "Great Britain", "Britain"]},
    "Russia": {"forms": ["Russia", "Russian Federation"]},
    "South Korea": {"demonyms": ["South Korean"]},
    "North Korea": {"demonyms": ["North Korean"]},
    "Burma": {"forms": ["Myanmar"]},
    "Czechia": {"forms": ["Czech Republic"], "demonyms": ["Czech"]},
    "Tajikistan": {"demonyms": ["Tajik"]},
    "Kyrgyzstan": {"demonyms": ["Kyrgyz"]},
    "Uzbekistan": {"demonyms": ["Uzbek"]},
    "Turkmenistan": {"demonyms": ["Turkmen"]},
    "Slovenia": {"demonyms": ["Slovene"]},
    "Serbia": {"demonyms": ["Serb"]},
    "Slovakia": {"demonyms": ["Slovak"]},
    "Croatia": {"demonyms": ["Croat"]},
    "New Zealand": {"demonyms": ["New Zealand"]},
    "The Bahamas": {"forms": ["Bahamas"]},
    "Virgin Islands": {"forms": ["US Virgin Islands", "U.S. Virgin Islands", "United States Virgin Islands"]},
}
MISSING: dict[str, dict[str, list[str]]] = {
    "United Arab Emirates": {"forms": ["UAE", "U.A.E."], "capitals": ["Abu Dhabi"], "demonyms": ["Emirati"]},
    "Central African Republic": {"capitals": ["Bangui"], "demonyms": ["Central African"]},
    "Palestine": {
        "forms": ["State of Palestine", "Palestinian Territories", "Palestine Liberation Organisation",
                  "Palestine Liberation Organization"],
        "capitals": ["Ramallah"], "demonyms": ["Palestinian"],
    },
    "Micronesia": {
        "forms": ["Federated States of Micronesia"], "capitals": ["Palikir"], "demonyms": ["Micronesian"]
    },
    "Åland Islands": {"forms": ["Åland"], "capitals": ["Mariehamn"], "demonyms": ["Ålander"]},
    "Bonaire": {"forms": ["Caribbean Netherlands"], "capitals": ["Kralendijk"], "demonyms": ["Bonairean"]},
    "French Guiana": {"capitals": ["Cayenne"], "demonyms": ["French Guianese"]},
    "Guadeloupe": {"capitals": ["Basse-Terre"], "demonyms": ["Guadeloupean"]},
    "Martinique": {"capitals": ["Fort-de-France"], "demonyms": ["Martinican"]},
    "Mayotte": {"capitals": ["Mamoudzou"], "demonyms": ["Mahoran"]},
    "Antarctica": {},
}  # fmt: skip
"""Of ISO 3166-1, what the table has no line for or no short name of. Left out are Réunion and Saint Helena, whose words are those
of meetings and of many persons, and territories where nobody lives, of which some are called after persons."""


def clean(cell: str) -> list[str]:
    """The names in a cell of the table: remarks in brackets and after "note" cut off."""
    cell = re.sub(r"\([^)]*\)?", "", cell.split("note")[0]).replace("\u2019", "'")
    names = (name.strip(" ;.") for name in re.split(r"[;,]| or ", cell))
    return [name for name in names if 2 < len(name) < 50 and name not in ("NA", "none") and not name[0].islower()]


def capitals(cell: str) -> list[str]:
    """The capital or capitals."""
    return ["Washington"] if cell.startswith("Washington") else [n for n in clean(cell) if " is " not in n]


def entry(row: dict[str, str]) -> list[str]:
    """The lines of one country."""
    name = clean(row["short"])[0] if clean(row["short"]) else ""
    if not name or not (row["nationality_adj"] or row["capital"]):
        return []
    extra = ADDITIONS.get(name, {})
    forms = [*clean(row["long"].split(";")[0]), *clean(row["local_short"]), *extra.get("forms", [])]
    rows = {
        "forms": dict.fromkeys(form for form in forms if form != name),
        "capitals": dict.fromkeys([*capitals(row["capital"]), *extra.get("capitals", [])]),
        "demonyms": dict.fromkeys([*clean(row["nationality_adj"]), *extra.get("demonyms", [])]),
    }
    return table_of(row["gec"], name, rows)


def table_of(key: str, name: str, rows: dict[str, Any]) -> list[str]:
    """The lines of one country under a key."""
    quoted = [f"{row} = [{', '.join(chr(34) + v + chr(34) for v in values)}]" for row, values in rows.items() if values]
    return [f"[{key}]", f'name = "{name}"', *quoted, ""]


def main(source: str) -> None:
    """Write the file."""
    lines = [HEADER]
    with open(source, encoding="utf-8") as table:
        for row in csv.DictReader(table):
            lines += entry(row)
    for number, (name, rows) in enumerate(MISSING.items(), 1):
        lines += table_of(f"missing-{number}", name, rows)
    TARGET.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
