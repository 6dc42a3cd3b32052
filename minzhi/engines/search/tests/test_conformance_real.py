"""On gazette rows and statutes as they are, the index finds what reading everything finds."""

import json

import pytest

from minzhi.engines.search.brute import Brute
from minzhi.engines.search.documents import Document
from minzhi.engines.search.language.fields import levels, place
from minzhi.engines.search.tests.generated import Drawing, query
from minzhi.engines.search.tests.indexed import indexed
from minzhi.records.rights.reading.formats import items

TAKEN = 13
"""One gazette row in so many: reading all of them for every query would take minutes."""


def gazette(folder):
    rows = items(folder / "patents" / "cnipa_gazette_2019_fujian.csv", "gazette-csv")
    for number, item in enumerate(rows, start=1):
        if number % TAKEN == 0:
            said = item.fields
            texts = {
                "TI": said["title"],
                "PA": "\n".join(said.get("applicants", [])),
                "IN": "\n".join(said.get("inventors", [])),
            }
            ipc = tuple({level for symbol in said.get("classes", {}).get("ipc", ()) for level in levels(symbol)})
            codes = {"IPC": ipc, "CITY": (place(said.get("city", "")),)}
            yield Document(number, texts, codes, {"PD": (int(item.said_on.strftime("%Y%m%d")),)})


def statutes(folder, begin):
    paths = [*sorted((folder / "law").glob("*.md")), *sorted((folder / "notices").glob("*.txt"))]
    pieces = [path.read_text("utf-8")[at : at + 3000] for path in paths for at in range(0, 15000, 3000)]
    return [Document(begin + at, {"CLMS": text, "TI": text[:40]}) for at, text in enumerate(filter(None, pieces))]


def abstracts(folder, begin):
    lines = (folder / "patents" / "cn_abstracts_small.jsonl").read_text("utf-8").splitlines()[:60]
    return [Document(begin + at, {"AB": "".join(map(str, json.loads(line).values()))}) for at, line in enumerate(lines)]


def real(folder):
    rows = list(gazette(folder))
    return [*rows, *statutes(folder, 100_000), *abstracts(folder, 200_000)]


def asked(given, seed, count):
    texts = [text for each in given for text in each.texts.values() if text.strip()]
    symbols = sorted({code for each in given for code in each.codes.get("IPC", ())})
    lot = Drawing(seed, texts, symbols)
    return [query(lot) for _ in range(count)]


def differing(engine, given, queries):
    oracle = Brute(given)
    answers = [(tree, engine.ids(tree), oracle.ids(tree)) for tree in queries]
    assert len({len(found) for _tree, found, _oracle in answers}) > 10, "the queries are all alike"
    return [answer for answer in answers if answer[1] != answer[2]]


def test_real_rows_and_statutes_are_found_as_reading_them_finds_them(real_data):
    given = real(real_data)
    assert differing(indexed(given), given, asked(given, 1, 120)) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 9))
def test_real_rows_and_statutes_are_found_for_many_seeds(real_data, seed):
    given = real(real_data)
    assert differing(indexed(given), given, asked(given, seed, 400)) == []
