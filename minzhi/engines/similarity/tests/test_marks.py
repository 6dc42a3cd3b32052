"""Marks that are alike to eye, ear or hand are found, with the ways in which they are; weak parts do not count."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.similarity import queries
from minzhi.engines.similarity.kernels.scanning import evidence, scan
from minzhi.engines.similarity.marks import goods, grounds
from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.arrays import Arrays, Mark, kept, save
from minzhi.engines.similarity.marks.channels import closeness
from minzhi.engines.similarity.marks.glyphs import common, fonts, table
from minzhi.engines.similarity.marks.index import EVERYWHERE, Asked, MarkIndex, weak_words
from minzhi.engines.similarity.marks.telling import told_of_mark, unseen
from minzhi.engines.similarity.marks.writing import written
from minzhi.records.rights.models import Right

TEA = ("30",), ("3002",)
DAY, LATER = date(2026, 11, 25), date(2027, 2, 1)
NOTES = [
    (
        "3002",
        "1.本类似群各部分之间商品不类似；\n2.第(二)部分与2907第二自然段,3202类似,与第十版及以前版本3011豆浆交叉检索。",
    ),
    ("3003", ""),
]
KNOWN = {"武夷里": "3002", "武姨星": "3002", "WUYIXING": "3002", "武夷星": "1203", "星夷武": "3002", "大红袍": "3002"}


@pytest.fixture(scope="module")
def index():
    marks = [Mark(text, str(at), (group[:2],), (group,)) for at, (text, group) in enumerate(KNOWN.items())]
    return MarkIndex(marks, Alphabet(None), goods.table("ncl12", NOTES), *weak_words(["武夷山市"], ["茶饮料"]))


def near(index, text="武夷星", on=DAY):
    return {hit.mark.text: hit for hit in index.near(Asked(text, on, *TEA))}


@pytest.mark.parametrize(
    ("known", "finding"),
    [
        ("武姨星", grounds.SIMILAR),
        ("WUYIXING", grounds.REVIEW),
        ("星夷武", grounds.REVIEW),
        ("武夷星", grounds.IDENTICAL),
    ],
)
def test_marks_near_wuyixing(index, known, finding):
    assert near(index)[known].finding == finding


def test_a_shared_place_name_alone_makes_no_mark_similar(index):
    assert near(index).get("武夷里") is None or near(index)["武夷里"].finding == grounds.NOT_SIMILAR


def test_other_goods_leave_only_the_ground_of_well_known_marks(index):
    hit = near(index)["武夷星"]
    assert (hit.goods.kind, hit.ground.code, hit.ground.confirmed_by) == (goods.OTHER, "well_known", None)


def test_a_hit_names_its_channels(index):
    assert near(index)["武姨星"].likeness.spoken() == ["sound", "shared"]
    assert near(index)["WUYIXING"].likeness.channels["transliteration"] == 1


@pytest.mark.parametrize(("on", "source"), [(DAY, "2019"), (LATER, "2026")])
def test_the_ground_is_of_the_law_of_the_day(on, source):
    assert source in grounds.ground(goods.SAME, on).source


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (("3002", "3202"), goods.SIMILAR),
        (("3011", "3002"), goods.CROSS),
        (("3002", "3003"), goods.CLASS_ONLY),
        (("3002", "1203"), goods.OTHER),
        (("3002", "3002"), goods.SAME),
    ],
)
def test_notes_say_which_goods_are_similar(index, pair, kind):
    assert index.table.similar(*pair).kind == kind


def test_a_note_is_told_in_its_own_words(index):
    assert index.table.similar("3202", "3002").words.startswith("2.第(二)部分与2907")
    assert "部分" in index.table.similar("3002", "3002").words


@pytest.mark.parametrize("text", ["ＷＵＹＩ武夷\u200b星", "wuyi武夷星", "WUYI 武夷星", "ＷＵＹІ武夷星"])
def test_signs_that_look_alike_are_one(text):
    assert written(text).plain == "WUYI武夷星"


def test_what_was_not_compared_is_said(index):
    told = told_of_mark(index, Asked("武夷星", DAY, *TEA))
    assert [each["code"] for each in told["unchecked"]] == ["meaning", "looks"]
    assert [each["entry"] for each in told["weak"]] == ["武夷山市"]


@pytest.mark.parametrize("text", ["", "!!", "一" * 100_000, "\u200b", "🍵", "a"])
def test_any_text_is_answered(index, text):
    assert index.near(Asked(text, DAY)) == []


@pytest.mark.skipif(not fonts(), reason="no Chinese font on this machine")
def test_characters_that_look_alike_come_out_alike():
    signs = ("己", "已", "未", "末", "茶", "龙", *common()[:60])
    looks = table(signs)
    assert looks[0] @ looks[1] > 0.7 > looks[4] @ looks[5]


def edits(one, other):
    rows = [list(range(len(other) + 1))]
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, its in enumerate(other, start=1):
            value = min(rows[-1][column] + 1, line[-1] + 1, rows[-1][column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                value = min(value, rows[-2][column - 2] + 1)
            line.append(value)
        rows.append(line)
    return rows[-1][-1]


SPELLINGS = st.text("AB1", min_size=1, max_size=9)


@given(SPELLINGS, SPELLINGS)
def test_closeness_counts_edits(one, other):
    assert closeness(one, other) == max(0.0, 1 - edits(one, other) / max(len(one), len(other)))


@given(st.lists(SPELLINGS, min_size=1, max_size=8), st.text("AB1", min_size=8, max_size=9))
def test_spellings_within_two_edits_are_all_found(known, asked):
    index = MarkIndex([Mark(text) for text in known], Alphabet(None))
    wanted = {text for text in known if edits(asked, text) <= 2}
    assert wanted <= {hit.mark.text for hit in index.near(Asked(asked, DAY), limit=8)}


@given(st.lists(st.text("武夷星姨舞新兴茶", min_size=1, max_size=4), min_size=1, max_size=12, unique=True))
def test_a_class_leaves_out_only_marks_for_other_goods(known):
    marks = [Mark(text, str(at), ("30" if at % 2 else "12",)) for at, text in enumerate(known)]
    index = MarkIndex(marks, Alphabet(None))
    everywhere = {hit.mark.number for hit in index.near(Asked("武夷星", DAY), limit=12) if hit.mark.classes == ("30",)}
    assert everywhere == {
        hit.mark.number for hit in index.near(Asked("武夷星", DAY, ("30",)), limit=12) if hit.mark.classes == ("30",)
    }


def test_what_few_marks_have_says_more_than_what_many_have():
    many = [Mark(f"华信{sign}") for sign in common()[:40]]
    index = MarkIndex([*many, Mark("宁信瑾")], Alphabet(None))
    assert index.near(Asked("华信瑾", DAY))[0].mark.text == "宁信瑾"


@given(st.lists(st.text("武夷星姨舞新兴茶", min_size=1, max_size=5), min_size=1, max_size=12), st.integers(1, 4))
def test_the_marks_with_most_evidence_are_all_found(known, enough):
    index = MarkIndex([Mark(text) for text in known], Alphabet(None))
    gains = np.stack([index.gains(index.alphabet.places[sign]) for sign in "武夷星"])
    costs, room = np.ones(3, np.float32), (np.zeros(99, np.float32), np.zeros(99, np.int64), np.zeros(99, np.float32))
    limits = (EVERYWHERE, np.float32(0), np.float32(0), enough)
    found = scan(gains, costs, index.arrays, *limits, *room)
    weighed = [evidence(gains, costs, index.alphabet.ids(text), np.zeros((3, 4, 16), np.float32)) for text in known]
    wanted = sorted((each for each in weighed if each >= 0), reverse=True)[:enough]
    assert sorted(room[2][:found].tolist(), reverse=True)[:enough] == wanted


def test_many_ask_one_index_at_once_and_each_gets_his_own_answer():
    signs = common()
    index = MarkIndex([Mark(signs[at] + signs[at * 7 % 900] + "茶") for at in range(900)], Alphabet(None))
    asked = [Asked(index.marks[at * 9].text, DAY) for at in range(100)] * 4
    alone = [index.near(each) for each in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(index.near, asked)) == alone


def test_an_index_answers_alike_from_its_folder(index, tmp_path):
    save(tmp_path / "index", index.marks, Arrays.of(index.marks, index.alphabet), "")
    rows, arrays, others = kept(tmp_path / "index")
    again = MarkIndex(rows, Alphabet(None, others), index.table, index.places, index.generic, kept=arrays)
    assert (list(rows), rows[1:3]) == (list(index.marks), list(index.marks[1:3]))
    assert again.near(Asked("武夷星", DAY, *TEA)) == index.near(Asked("武夷星", DAY, *TEA))


@pytest.mark.django_db
def test_many_marks_are_opened_as_the_worker_kept_them_and_what_came_since_is_said(monkeypatch, settings, tmp_path):
    settings.HOME = tmp_path
    monkeypatch.setattr(queries, "FEW_MARKS", 1)
    for number, title in enumerate(("武姨星", "大红袍", "铁观音")):
        Right.objects.create(kind="mark", authority="CN", number=str(number), title=title, classes={"nice": [30]})
    assert (queries.keep_marks(), queries.keep_marks()) == (3, 0)
    fresh = queries.marks_index()
    Right.objects.create(kind="mark", authority="CN", number="9", title="武夷星", classes={"nice": [30]})
    stale = queries.marks_index()
    found = [[hit.mark.text for hit in each.near(Asked("武夷星", DAY))] for each in (fresh, stale)]
    assert (found, fresh.behind, "behind" in unseen(stale)) == ([["武姨星"]] * 2, False, True)
    queries.keep_marks()
    assert [hit.mark.text for hit in queries.marks_index().near(Asked("武夷星", DAY))] == ["武夷星", "武姨星"]


def test_marks_for_other_goods_stand_last():
    marks = [Mark("武夷星", "1", ("12",)), Mark("武姨星", "2", ("30",)), Mark("武夷", "3", ("12",))]
    index = MarkIndex(marks, Alphabet(None))
    assert [hit.mark.number for hit in index.near(Asked("武夷星", DAY, ("30",)))] == ["2", "1"]
