"""A classification comes in whole or not at all, and says how much of it there is."""

import gzip
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from minzhi.records.classification.actions import load
from minzhi.records.classification.models import Entry, LoadedFile
from minzhi.records.classification.queries import below, latest, way_to
from minzhi.records.classification.reading import BadFile

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 1)
IPC, NICE = Entry.Scheme.IPC, Entry.Scheme.NICE
SECTION = {"code": "A", "title": "演示部", "level": "section", "note": "附注"}
CLASS = {"code": "A01", "title": "演示类", "level": "class"}
SUBCLASS = {"code": "A01B", "title": "演示小类", "level": "subclass"}
MAIN = {"code": "A01B1/00", "title": "演示大组", "level": "main_group", "title_en": "demonstration"}
SUB = {"code": "A01B1/02", "title": "演示小组", "level": "subgroup", "parent": "A01B1/00"}
TREE = [SECTION, CLASS, SUBCLASS, MAIN, SUB]
ITEM = {"code": "010061", "group": "0101", "part": "一", "name": "演示商品", "star": True, "cn_only": False}
GROUP = {"group": "0101", "class": "01", "title": "演示类似群", "note": ""}
NICE_CLASS = {"class": "01", "name": "第一类", "description": "演示"}


@pytest.fixture
def write(tmp_path):
    def written(rows, name="ipc_zh_2026.jsonl"):
        path = tmp_path / name
        lines = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
        path.write_bytes(gzip.compress(lines.encode()) if name.endswith(".gz") else lines.encode())
        return path

    return written


@pytest.fixture
def tree(write):
    return load(write(TREE), on=DAY).file


def refused(path, **given):
    with pytest.raises(BadFile) as caught:
        load(path, on=DAY, **given)
    assert (Entry.objects.count(), LoadedFile.objects.count()) == (0, 0)
    return str(caught.value)


@pytest.mark.parametrize("name", ["ipc_zh_2026.jsonl", "ipc_zh_2026.jsonl.gz"])
def test_loading_says_how_many_entries_there_are(write, name):
    loaded = load(write(TREE, name), on=DAY)
    assert (loaded.new, loaded.file.entries_count, loaded.file.version) == (True, 5, "2026")


def test_the_same_file_is_loaded_once(write, django_assert_max_num_queries):
    path = write(TREE)
    first = load(path, on=DAY)
    with django_assert_max_num_queries(3):
        again = load(path, on=DAY)
    assert (again.new, again.file) == (False, first.file)


def test_a_corrected_file_takes_the_place_of_the_former(write):
    load(write(TREE), on=DAY)
    load(write([*TREE[:4], {**SUB, "title": "改正"}]), on=DAY)
    assert (Entry.objects.count(), Entry.objects.get(symbol="A01B1/02").title) == (5, "改正")


def test_another_version_stands_beside(write):
    for year in ("2025", "2026"):
        load(write(TREE, f"ipc_{year}.jsonl"), on=DAY)
    assert (Entry.objects.count(), latest(IPC)) == (10, "2026")


def test_a_broken_successor_leaves_the_former_in_place(write):
    load(write(TREE), on=DAY)
    with pytest.raises(BadFile):
        load(write([SECTION, "{"]), on=DAY)
    assert Entry.objects.count() == 5


@pytest.mark.usefixtures("tree")
def test_the_way_from_the_top_to_a_symbol():
    assert [each.symbol for each in way_to("A01B1/02", scheme=IPC, version="2026")] == [row["code"] for row in TREE]


@pytest.mark.usefixtures("tree")
def test_there_is_no_way_to_a_symbol_that_is_not_there():
    assert way_to("A01B9/99", scheme=IPC, version="2026") == []


@pytest.mark.usefixtures("tree")
def test_what_stands_directly_below():
    assert [each.symbol for each in below(Entry.objects.get(symbol="A01B"))] == ["A01B1/00"]


@pytest.mark.usefixtures("tree")
def test_an_english_title_is_kept_where_there_is_one():
    assert list(Entry.objects.exclude(title_en="").values_list("symbol", "title_en")) == [("A01B1/00", "demonstration")]


def test_a_parent_in_another_subclass_is_not_believed(write):
    load(write([*TREE[:4], {**SUB, "parent": "D21H21/00"}]), on=DAY)
    assert Entry.objects.get(symbol="A01B1/02").parent == "A01B"


def test_a_level_the_file_lost_is_read_from_the_symbol(write):
    load(write([{**MAIN, "level": "?"}, {**SUB, "level": "?"}, {**MAIN, "code": "A01B3", "level": "?"}]), on=DAY)
    assert list(Entry.objects.order_by("symbol").values_list("level", flat=True)) == [
        "main_group",
        "subgroup",
        "main_group",
    ]


def test_an_article_of_the_nice_table_keeps_what_only_it_has(write):
    load(write([ITEM], "nice_cn_ncl12_items.jsonl"), on=DAY)
    entry = Entry.objects.get()
    assert (entry.version, entry.parent, entry.details) == (
        "ncl12",
        "0101",
        {"part": "一", "star": True, "cn_only": False},
    )


def test_an_article_may_stand_in_two_groups(write):
    loaded = load(write([ITEM, {**ITEM, "group": "0102"}], "ncl12.jsonl"), on=DAY)
    assert loaded.file.entries_count == 2


def test_the_three_parts_of_the_nice_table_make_one_tree(write):
    for name, row in (("classes", NICE_CLASS), ("groups", GROUP), ("items", ITEM)):
        load(write([row], f"nice_ncl12_{name}.jsonl"), on=DAY)
    top = Entry.objects.get(symbol="01")
    assert [each.title for entry in below(top) for each in below(entry)] == ["演示商品"]


def test_a_table_of_three_columns_is_read_too(write):
    loaded = load(write(["A\tsection\t演示部", "A01\tclass\t演示类"], "ipc_2026.tsv"), on=DAY)
    assert (loaded.file.entries_count, Entry.objects.get(symbol="A01").parent) == (2, "A")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({**CLASS, "colour": "red"}, "第2行：不认识的字段：colour"),
        ({"code": "A01", "level": "class"}, "第2行：缺少字段或类型不对：'title'"),
        ({**CLASS, "title": 7}, "第2行：缺少字段或类型不对：title"),
        ({**CLASS, "code": "Z99"}, "第2行：看不懂「Z99」"),
        ({**CLASS, "level": "heap"}, "第2行：看不懂「heap」"),
        ({**CLASS, "title": "长" * 801}, "第2行：看不懂「长"),
        ("{", "第2行：不是 JSON"),
        ("[1]", "第2行：不是一条记录"),
        (SECTION, "重复的分类号"),
    ],
)
def test_a_line_that_is_not_as_it_should_be_stops_all_with_its_number(write, row, words):
    assert words in refused(write([SECTION, row]))


@pytest.mark.parametrize(
    ("rows", "name", "words"),
    [
        ([], "ipc_2026.jsonl", "没有内容"),
        ([{"x": 1}], "ipc_2026.jsonl", "字段：x"),
        (TREE, "ipc.jsonl", "--edition"),
        (["A\tsection"], "ipc_2026.tsv", "应有3栏，实有2栏"),
        (["x" * 1_000_001], "ipc_2026.jsonl", "第1行太长"),
    ],
)
def test_a_file_that_is_something_else_is_refused(write, rows, name, words):
    assert words in refused(write(rows, name))


def test_a_file_cut_off_in_the_middle_is_refused(write):
    path = write(TREE * 1, "ipc_2026.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-12])
    assert "读不了" in refused(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "读不了" in refused(tmp_path / "ipc_2026.jsonl")


def test_the_version_may_be_given(write):
    assert load(write(TREE, "ipc.jsonl"), on=DAY, version="2024").file.version == "2024"


def test_the_command_says_how_many(write, capsys):
    path = write(TREE)
    for _time in range(2):
        call_command("data", "load", str(path))
    assert capsys.readouterr().out.splitlines() == [
        "国际专利分类（2026）：5条。",
        "国际专利分类（2026）：早已导入，5条。",
    ]


def test_the_command_says_why_not(write):
    with pytest.raises(CommandError, match="没有导入：第1行：不认识的字段：colour"):
        call_command("data", "load", str(write([{**SECTION, "colour": "red"}])))


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("ipc/ipc_zh_2026.jsonl.gz", 77_243),
        ("nice/nice_cn_ncl12_classes.jsonl", 45),
        ("nice/nice_cn_ncl12_groups.jsonl", 491),
        ("nice/nice_cn_ncl12_items.jsonl", 11_684),
    ],
)
def test_the_real_texts_come_in_whole(real_data, file, count):
    assert load(real_data / file, on=DAY).file.entries_count == count
