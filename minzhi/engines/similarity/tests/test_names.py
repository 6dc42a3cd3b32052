"""The ways one name is written are one party; what is in doubt is left to an officer, and what he said holds."""

from collections import Counter

import pytest

from minzhi.engines.similarity.names import grouping
from minzhi.engines.similarity.names.matching import Matcher
from minzhi.engines.similarity.names.parsing import Gazetteer, plain, split
from minzhi.engines.similarity.names.weighing import Given
from minzhi.engines.similarity.tests.made.names import homophones, parties, written

PLACES = {"福州市": "福建省", "厦门市": "福建省", "泉州市": "福建省", "杭州市": "浙江省", "温州市": "浙江省"}
GAZETTEER = Gazetteer([*PLACES.items(), *((province, None) for province in set(PLACES.values()))])
SIGNS = "闽海山峰瑞丰顺达华兴盛荣明远金龙宏泰建安信诚德润泽嘉禾茂源景昌翔宇凌云晨曦"
BRANDS = [a + b for a in SIGNS for b in SIGNS[::3] if a != b]
TRADES = "电子 机械 食品 茶业 纺织 新材料 软件 化工 物流 环保".split()  # noqa: SIM905 - a row of words


def resolved(*names, **judged):
    return Matcher(GAZETTEER, **judged).resolve(
        [Given(*name) if isinstance(name, tuple) else Given(name) for name in names]
    )


def test_a_name_is_taken_apart():
    name = split("福建省厦門市闽瑞电子（集团）有限公司", GAZETTEER, {"电子": 9})
    assert (name.written_places, name.brand + name.trade) == (("福建省", "厦门市"), "闽瑞电子")


@pytest.mark.parametrize(
    ("name", "read"), [("ＡＢ 公司", "ab公司"), ("廈門\u200b鋼鐵", "厦门钢铁"), ("某（厦门）", "某(厦门)")]
)
def test_one_form_of_every_sign(name, read):
    assert plain(name) == read


@pytest.mark.parametrize(
    "other",
    ["厦门闽瑞环保有限公司", "闽瑞（厦门）环保有限公司", "福建省厦门市闽瑞环保有限公司", "廈門市閩瑞環保有限公司"],
)
def test_ways_of_writing_are_one_party(other):
    assert resolved("厦门市闽瑞环保有限公司", other).party == (0, 0)


@pytest.mark.parametrize("other", ["杭州市闽瑞环保有限公司", "厦门市闽华物流有限公司", "厦门市闽瑞茶业集团有限公司"])
def test_neighbours_stay_apart(other):
    assert resolved("厦门市闽瑞环保有限公司", other).party == (0, 1)


def test_a_name_without_a_place_never_makes_one_of_two_that_are_elsewhere():
    found = resolved("厦门市闽瑞环保有限公司", "福州市闽瑞环保有限公司", "闽瑞环保有限公司").party
    assert found[0] != found[1]


@pytest.mark.parametrize(
    ("code", "party"), [("91350200MA31X7QT5K", (0, 1)), ("91350100MA2Y8K3R4P", (0, 0)), ("91350100MA2Y8K3R4T", (0, 0))]
)
def test_one_code_is_one_party_and_two_are_two_but_for_a_slip(code, party):
    name = "厦门市闽瑞环保有限公司"
    assert resolved((name, "", "91350100MA2Y8K3R4P"), (name, "", code)).party == party


def test_what_is_sure_in_pairs_but_not_as_a_party_is_left_to_an_officer():
    odds = {(0, 1): 5.0, (1, 2): 2.0, (0, 2): -9.0}
    assert grouping.parties(3, [(0, 1), (1, 2)], odds.__getitem__, [""] * 3) == [0, 0, 2]
    assert grouping.parties(3, [(0, 1), (1, 2)], odds.__getitem__, [""] * 3, forced=[(1, 2)]) == [0, 1, 1]


@pytest.fixture(scope="module")
def many():
    given = parties(500, seed=41, brands=BRANDS, trades=TRADES, places=PLACES)
    return written(given, seed=41, alike=homophones(SIGNS))


def test_most_names_find_their_party(many):
    rows, wanted = many
    found = Matcher(GAZETTEER).resolve(rows).party
    both = list(zip(found, wanted, strict=True))
    pairs = [sum(size * (size - 1) for size in Counter(keys).values()) for keys in (found, wanted, both)]
    assert 2 * pairs[2] / (pairs[0] + pairs[1]) > 0.9


def test_what_is_in_doubt_goes_to_an_officer_and_his_word_holds(many):
    doubt = Matcher(GAZETTEER).resolve(many[0]).doubts[0]
    names = [many[0][place] for place in (doubt.left, doubt.right)]
    pair = frozenset([frozenset(plain(each.name) for each in names)])
    assert Matcher(GAZETTEER, together=pair).resolve(names).party == (0, 0)
    assert Matcher(GAZETTEER, apart=pair).resolve(names).party == (0, 1)


@pytest.mark.parametrize("name", ["", "公司", "（）", "一" * 100_000, "有限公司有限公司", "\u200b"])
def test_any_name_is_answered(name):
    assert len(resolved(name, "厦门市闽瑞环保有限公司").party) == 2
