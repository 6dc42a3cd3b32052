"""Queries mean what people who write them mean; what cannot be read says where and why."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.language.native import read, write_native
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import And, Code, Days, Everything, Near, Not, Or, Together, Words
from minzhi.engines.search.tests.generated import queries

BATTERY, FILM = Words("TI", "电池"), Words("TI", "隔膜")
MEANT = {
    "TI=(电池 AND 隔膜)": And((BATTERY, FILM)),
    "TI=(电池 与 隔膜)": And((BATTERY, FILM)),
    "（TI＝电池　隔膜）": And((BATTERY, Words("ANY", "隔膜"))),
    "TI:(电池 隔膜)": And((BATTERY, FILM)),
    "TI=电池 或 TI=隔膜": Or((BATTERY, FILM)),
    "TI=电池 NOT TI=隔膜": And((BATTERY, Not(FILM))),
    "TI=电池 AND NOT TI=隔膜 OR TI=电池": Or((And((BATTERY, Not(FILM))), BATTERY)),
    "非 TI=电池": Not(BATTERY),
    "NOT NOT TI=电池": BATTERY,
    "TI=(电池 3W 隔膜)": Near(BATTERY, FILM, 3, ordered=True),
    "TI=电池 W 隔膜": Near(BATTERY, FILM, 1, ordered=True),
    "TI=(电池 5d 隔膜)": Near(BATTERY, FILM, 5, ordered=False),
    "TI=(电池 S 隔膜)": Together((BATTERY, FILM), "S"),
    "TI=(电池 P 隔膜 P 电池)": Together((BATTERY, FILM, BATTERY), "P"),
    'TI="lithium  battery"': Words("TI", "lithium  battery"),
    "IPC=h01m 10/0525": Code("IPC", "H01M10/0525"),
    "IPC=H01M*": Code("IPC", "H01M", prefix=True),
    "PN=CN 110083831 A": And((Code("PN", "CN"), Words("ANY", "110083831"), Words("ANY", "A"))),
    'PN="CN 110083831 A"': Code("PN", "CN110083831A"),
    "公开（公告）号=CN110083831A": Code("PN", "CN110083831A"),
    "AN=ZL201910123456.7": Code("AN", "2019101234567"),
    "CITY=福州市": Code("CITY", "福州"),
    "ST=有效": Code("ST", "in_force"),
    "NICE=第09类": Code("NICE", "9"),
    "PD=[20190101 TO 20191231]": Days("PD", 20190101, 20191231),
    "PD=［20190101 to 20191231］": Days("PD", 20190101, 20191231),
    "PD=2019": Days("PD", 20190101, 20191231),
    "PD=2019-2020": Days("PD", 20190101, 20201231),
    "PD=201902": Days("PD", 20190201, 20190228),
    "PD=2019-07-09": Days("PD", 20190709, 20190709),
    "PD=20190101:20191231": Days("PD", 20190101, 20191231),
    "PD>=2019 AND PD<20200101": Days("PD", 20190101, 20191231),
    "AD=[* TO 20191231]": Days("AD", 0, 20191231),
    "*": Everything(),
}
WRONG = {
    "": 0,
    "TI=(电池": 6,
    "TI=电池 AND": 9,
    "TI=电池 AND OR 隔膜": 10,
    "TI=AND": 3,
    "电池)": 2,
    "()": 1,
    "XX=电池": 0,
    'TI="电池': 3,
    "PD=20190230": 3,
    "PD=昨天": 3,
    "TI=[20190101 TO 20191231]": 3,
    "TI=电*池": 3,
    "TI=，。": 3,
    "TI=电池 3W IPC=H01M": 6,
    "TI=电池 3W AB=隔膜": 6,
    "TI=" + "a?" * 500: 3,
    "PN=" + "1" * 2000 + "*": 3,
}
HEAVY = [
    "(" * 100_000,
    "(" * 50_000 + "电池" + ")" * 50_000,
    "()" * 50_000,
    ")" * 100_000,
    "(a OR " * 20_000,
    "a AND " * 20_000,
    '"' * 99_999,
    "(a)" * 33_000,
]


@pytest.mark.parametrize("text", MEANT)
def test_a_query_means(text):
    assert read(text) == MEANT[text]


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_query_says_where(text):
    with pytest.raises(BadQuery) as wrong:
        read(text)
    assert wrong.value.at == WRONG[text]


def test_a_wrong_query_is_explained_in_english_too():
    with translation.override("en"), pytest.raises(BadQuery, match="Character 5"):
        read("TI=(AND")


@pytest.mark.parametrize("text", HEAVY, ids=lambda text: text[:6])
def test_a_query_as_long_as_a_book_is_refused(text):
    with pytest.raises(BadQuery):
        read(text)


@given(st.text('()"=TIAND OR#1电池*? PD[]<>19\t‖', max_size=60))
def test_whatever_is_typed_is_read_or_refused(text):
    try:
        tree = read(text)
    except BadQuery as refused:
        place = refused.at
    else:
        place = 0 if read(write_native(tree)) == tree else -1
    assert 0 <= place <= len(text)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_written_is_read_as_the_same(seed):
    trees = queries(seed, 400)
    assert [read(write_native(tree)) for tree in trees] == trees


def test_a_statement_may_name_an_earlier_one():
    assert put_in(read("#1 AND NOT #2"), {1: BATTERY, 2: FILM}) == And((BATTERY, Not(FILM)))


def test_a_statement_cannot_name_one_that_is_not_there():
    with pytest.raises(BadQuery, match="#3"):
        put_in(read("#3"), {1: BATTERY})
