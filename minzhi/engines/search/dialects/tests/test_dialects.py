"""The languages of other systems are recognised, read, and written."""

import pytest

from minzhi.engines.search.dialects.recognising import read, translate
from minzhi.engines.search.dialects.tables import DIALECTS
from minzhi.engines.search.language.native import read as native
from minzhi.engines.search.language.refusals import BadQuery
from minzhi.engines.search.language.tree import Earlier, Everything, Words, walk
from minzhi.engines.search.tests.generated import queries

READ = {
    "发明名称=(电池 3W 隔膜) AND 公开（公告）日=20190101:20191231": (
        "cnipa",
        "TI=(电池 3W 隔膜) AND PD=[20190101 TO 20191231]",
    ),
    "电池/TI AND batter+/AB": ("cnipa", "TI=电池 AND AB=batter*"),
    "TIAB=(电池(3w)管理) and AP=(宁德时代) and AD=[20100101 to 20101231]": (
        "incopat",
        "TA=(电池 3W 管理) AND PA=宁德时代 AND AD=[20100101 TO 20101231]",
    ),
    "TAC:(电池 $W5 隔膜) AND PBD:[20190101 TO 20191231] AND ANCS:(宁德时代)": (
        "patsnap",
        "TIABC=(电池 5D 隔膜) AND PD=[20190101 TO 20191231] AND PA=宁德时代",
    ),
    "(BATTER+ 3D separator)/TI/AB AND PD=2019-01-01:2019-12-31": (
        "orbit",
        "TA=(BATTER* 3D separator) AND PD=[20190101 TO 20191231]",
    ),
    "CTB=(lithium ADJ3 battery) AND DP>=(20190101) AND DP<=(20191231)": (
        "derwent",
        "TIABC=(lithium 2W battery) AND PD=[20190101 TO 20191231]",
    ),
    '(lithium NEAR3 batter$).ti,ab. AND @pd>="20190101"<="20191231" AND Tesla.as.': (
        "ppubs",
        "TA=(lithium 2D batter*) AND PD=[20190101 TO 20191231] AND PA=Tesla",
    ),
    'ti="electric vehicle" and pd within "20190101 20191231"': (
        "epo",
        'TI="electric vehicle" AND PD=[20190101 TO 20191231]',
    ),
    'ta all "lithium battery"': ("epo", "TA=lithium AND TA=battery"),
    "CM:apple AND IC:025": ("trademark", "TM=apple AND NICE=25"),
    "apple[bi] and 025[ic]": ("trademark", "TM=apple AND NICE=25"),
    "TI=(电池 AND 隔膜)": ("native", "TI=(电池 AND 隔膜)"),
}


@pytest.mark.parametrize("text", READ)
def test_a_query_is_recognised_and_understood(text):
    dialect, meant = READ[text]
    reading = read(text)
    assert (reading.dialect.key, reading.tree) == (dialect, native(meant))


@pytest.mark.parametrize("key", DIALECTS)
def test_what_a_dialect_writes_it_reads_as_it_was_meant(key):
    dialect = DIALECTS[key]
    trees = [tree for tree in queries(7, 300) if not any(isinstance(each, Everything | Earlier) for each in walk(tree))]
    written = [(tree, dialect.write(tree)) for tree in trees]
    wrong = [
        (text.text, tree) for tree, text in written if text.text and dialect.write(dialect.read(text.text)) != text
    ]
    assert wrong == []


def test_what_a_dialect_cannot_say_is_named():
    said = translate("TM=苹果 AND TI=(电池 3W 隔膜)", to="trademark")
    assert (said.text, said.cannot) == ("", ("没有有序的位置算符", "没有与「标题」对应的字段"))


def test_none_or_one_becomes_two_words():
    assert read("colo?r/TI").tree == native("TI=(color OR colo?r)")


def test_more_loose_signs_than_are_tried_are_refused_not_cut():
    assert len(read("a?b?c?d?e/TI", "orbit").tree.parts) == 16
    with pytest.raises(BadQuery, match="最多4个"):
        read("a?b?c?d?e?f/TI", "orbit")


def test_a_suffix_without_words_is_refused():
    with pytest.raises(BadQuery):
        read("/TI AND 电池", "orbit")


def test_a_word_of_a_hundred_thousand_signs_is_read_at_once():
    """No sign of a dialect is looked for from each place to the end."""
    assert read("电" * 100_000).tree == Words("ANY", "电" * 100_000)


@pytest.mark.parametrize("text", ["(" * 50_000 + "电池" + ")" * 50_000, ")" * 100_000])
def test_no_length_keeps_a_dialect_from_being_told(text):
    with pytest.raises(BadQuery):
        read(text)
