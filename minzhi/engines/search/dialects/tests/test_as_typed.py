"""What examiners type into the nine systems, read, and what is said to a statement that mixes two of them."""

import pytest

from minzhi.engines.search.dialects.recognising import read
from minzhi.engines.search.dialects.tables import DIALECTS
from minzhi.engines.search.language.native import read as native
from minzhi.engines.search.language.refusals import BadQuery

TYPED = {
    "cnipa": {
        "发明名称=(锂电池 AND 隔膜) AND 申请日>=20180101": "TI=(锂电池 AND 隔膜) AND AD=[20180101 TO *]",
        "申请（专利权）人=(华为技术有限公司) AND IPC分类号=(H04L27/26)": "PA=华为技术有限公司 AND IPC=H04L27/26",
        "关键词=(石墨烯) NOT 发明人=(张三)": "TIABC=石墨烯 NOT IN=张三",
        "公开（公告）号=(CN110083831A)": "PN=CN110083831A",
        "(电池 S 隔膜)/CLMS": "CLMS=(电池 S 隔膜)",
        "摘要=(锂 2W 电池) OR 石墨烯/TI/AB": "AB=(锂 2W 电池) OR TA=石墨烯",
        "石墨烯/TI,CLMS": "TI=石墨烯 OR CLMS=石墨烯",
        "申请号=(CN201910302430)": "AN=201910302430",
    },
    "incopat": {
        "TIAB=(石墨烯 and 散热) and AP=(华为)": "TA=(石墨烯 AND 散热) AND PA=华为",
        "TI=(电池 (3n) 隔膜)": "TI=(电池 3D 隔膜)",
        "AD=[20180101 to 20201231] and IPC=(H01M10/00 or H01M4)": (
            "AD=[20180101 TO 20201231] AND IPC=(H01M10/00 OR H01M4)"
        ),
        '(TIABC=("lithium ion" (2w) battery)) not CLAIM=(固态)': 'TIABC=("lithium ion" 2W battery) NOT CLMS=固态',
        "ALL=(石墨烯) and AP=(厦门大学)": "FULL=石墨烯 AND PA=厦门大学",
    },
    "patsnap": {
        "TACD:((lithium OR 锂) $W3 battery) AND PBD:[20180101 TO 20181231]": (
            "FULL=((lithium OR 锂) 3D battery) AND PD=[20180101 TO 20181231]"
        ),
        "TTL:(电池) AND TA_ALL:(隔膜)": "TI=电池 AND TA=隔膜",
        "TTL=(电池) AND PBD=2019": "TI=电池 AND PD=2019",
        "ALL_AN:(宁德时代) NOT ABST:(固态)": "PA=宁德时代 NOT AB=固态",
        "TAC:(电池 $SEN 隔膜)": "TIABC=(电池 S 隔膜)",
        "TTL:(电池 $PRE5 隔膜) AND IPC:(H01M10/0525)": "TI=(电池 5W 隔膜) AND IPC=H01M10/0525",
    },
    "orbit": {
        "(BATTER+ 2D SEPARAT+)/TI/AB/CLMS AND (H01M-010/0525)/IPC": ("TIABC=(BATTER* 2D SEPARAT*) AND IPC=H01M10/0525"),
        "(H01M-010/05)/IPC/CPC AND (LITHIUM)/TI": "(IPC=H01M10/05 OR CPC=H01M10/05) AND TI=LITHIUM",
        "(LITHIUM W ION)/TI AND PD>=2018-01-01": "TI=(LITHIUM 1W ION) AND PD=[20180101 TO *]",
        "(CATL)/PA AND (SEPARAT+ S POROUS)/CLMS": "PA=CATL AND CLMS=(SEPARAT* S POROUS)",
    },
    "derwent": {
        "CTB=((lithium OR Li) NEAR5 separator*) AND DP>=(20180101)": (
            "TIABC=((lithium OR Li) 4D separator*) AND PD=[20180101 TO *]"
        ),
        "TAB=(lithium ADJ battery) AND IC=(H01M10/0525)": "TA=(lithium 0W battery) AND IPC=H01M10/0525",
        "PA=(CATL) AND CL=(separator SAME porous)": "PA=CATL AND CLMS=(separator P porous)",
        "TAB=(battery) AND AD>=(20180101) AND AD<=(20181231)": "TA=battery AND AD=[20180101 TO 20181231]",
    },
    "ppubs": {
        "(lithium ADJ2 battery).ti. AND H01M10/0525.cpc.": "TI=(lithium 1W battery) AND CPC=H01M10/0525",
        "Tesla.as. AND @pd>=20180101": "PA=Tesla AND PD=[20180101 TO *]",
        "(battery WITH separator).clm. AND musk.in.": "CLMS=(battery S separator) AND IN=musk",
        "batter$.ti,clm. AND @ad<20180101": "(TI=batter* OR CLMS=batter*) AND AD=[* TO 20171231]",
        '"lithium ion".ti,ab,clm.': 'TIABC="lithium ion"',
    },
    "epo": {
        'ti=battery and pa="tesla motors"': 'TI=battery AND PA="tesla motors"',
        'ta all "lithium battery separator"': "TA=(lithium AND battery AND separator)",
        'ti any "battery cell" and pd within "2018 2019"': "TI=(battery OR cell) AND PD=[20180101 TO 20191231]",
        "ti=(battery prox/distance<3 separator) and ic=H01M10/0525": "TI=(battery 2D separator) AND IPC=H01M10/0525",
        "pn=EP1000000 and pd>=2018": "PN=EP1000000 AND PD=[20180101 TO *]",
    },
    "trademark": {
        "CM:apple AND IC:009 AND GS:computer": "TM=apple AND NICE=9 AND GOODS=computer",
        '"big apple"[bi] AND 025[ic]': 'TM="big apple" AND NICE=25',
        "ON:tesla AND FD:[20180101 TO 20181231]": "PA=tesla AND AD=[20180101 TO 20181231]",
    },
    "native": {
        "商标名称=茶 AND 国际分类=30 AND 类似群=3002": "TM=茶 AND NICE=30 AND SG=3002",
        "国际分类=H01M10/0525 AND 标题=电池": "IPC=H01M10/0525 AND TI=电池",
        "锂电池 隔膜 非 固态": "锂电池 AND 隔膜 AND NOT 固态",
        "TI=(电池 与 (隔膜 或 电解液)) 与 PD=2019": "TI=(电池 AND (隔膜 OR 电解液)) AND PD=2019",
    },
}
MIXED = {
    "TTL:(电池) AND TIAB=(隔膜)": ("TTL", "PatSnap", "incoPat"),
    "CM:apple AND TAC:(电池)": ("CM", "USPTO Trademark Search", "PatSnap"),
    "PBD=2019 AND TIAB=(电池)": ("PBD", "PatSnap", "incoPat"),
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in TYPED.items() for text in texts])
def test_a_statement_is_read_as_its_system_means_it(key, text):
    reading = read(text)
    assert (reading.dialect.key, reading.tree) == (key, native(TYPED[key][text]))


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in TYPED.items() for text in texts])
def test_what_is_written_in_its_own_dialect_means_the_same(key, text):
    dialect = DIALECTS[key]
    written = dialect.write(dialect.read(text))
    assert written.cannot or dialect.write(dialect.read(written.text)) == written


@pytest.mark.parametrize("text", MIXED)
def test_a_statement_in_two_dialects_says_whose_field_is_whose(text):
    name, owner, other = MIXED[text]
    with pytest.raises(BadQuery) as refused:
        read(text)
    said = str(refused.value)
    assert [word in said for word in (f"「{name}」", owner, other)] == [True] * 3
    assert text[refused.value.at :].startswith(name)


def test_an_unfinished_statement_is_told_as_the_dialect_it_shows():
    with pytest.raises(BadQuery, match=r"PatSnap.*少右括号"):
        read("TTL:(电池")


def test_a_field_that_no_dialect_has_is_refused_by_its_name():
    with pytest.raises(BadQuery, match="没有字段「PNC」"):
        read("TIAB=(电池) and PNC=(CN)")
