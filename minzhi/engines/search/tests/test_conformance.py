"""The index answers what reading everything answers: same ids, same counts."""

import random
from itertools import product

import pytest

from minzhi.engines.search.brute import Brute
from minzhi.engines.search.documents import Document
from minzhi.engines.search.language.tree import Words
from minzhi.engines.search.tests.generated import documents, queries
from minzhi.engines.search.tests.indexed import indexed


def differing(seed, *, documents_count, queries_count):
    given = documents(seed, documents_count)
    index, oracle = indexed(given), Brute(given)
    asked = queries(seed + 1, queries_count)
    answers = [(tree, index.ids(tree), oracle.ids(tree)) for tree in asked]
    assert len({len(found) for _tree, _index, found in answers}) > documents_count / 2, "the queries are all alike"
    return [answer for answer in answers if answer[1] != answer[2]]


def test_the_index_finds_what_the_oracle_finds():
    assert differing(1, documents_count=80, queries_count=2000) == []


def test_a_phrase_of_pairs_that_stand_nearly_everywhere_is_found_exactly():
    lot = random.Random(5)  # noqa: S311 - nothing secret
    given = [Document(at, {"TI": "".join(lot.choices("特征，", (9, 9, 1), k=14))}) for at in range(1, 120)]
    asked = [Words("TI", "".join(signs)) for length in range(3, 8) for signs in product("特征", repeat=length)]
    index, oracle = indexed(given), Brute(given)
    assert [index.ids(tree) for tree in asked] == [oracle.ids(tree) for tree in asked]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 110))
def test_the_index_finds_what_the_oracle_finds_for_many_seeds(seed):
    assert differing(seed, documents_count=400, queries_count=4000) == []
