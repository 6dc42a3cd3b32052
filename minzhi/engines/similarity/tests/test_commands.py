"""What the command line answers."""

import json
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from minzhi.engines.similarity.tests.made.filings import make
from minzhi.records.rights.actions import take_items
from minzhi.records.rights.models import Delivery
from minzhi.records.rights.synthetic import patents

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path


def said(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.fixture
def file(tmp_path):
    made = make(300, seed=8, share=0.1)
    path = tmp_path / "filings.jsonl"
    lines = [json.dumps({"key": str(place), "claims": made.text(place)}, ensure_ascii=False) for place in range(300)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_file_is_screened(file):
    answer = said("screen", "filings", str(file), "--json", "--sheets=1")
    assert (answer["filings"], answer["version"], len(answer["pairs"]) > 25) == (300, "made-2", True)
    assert answer["pairs"][0]["sheet"]["passages"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"claims": "x"}', "第2行读不出来：没有 key"), ("[1]", "不是 JSON 对象"), ('{"key": "0"}', "前面已经有过"),
        ('{"key": 1, "x": 2}', "没有这样的字段：x"), ("{no}", "不是 UTF-8 的 JSON"),
        ("[" * 100_000, "不是 UTF-8 的 JSON"),
        ('{"key": "1", "applicants": "甲公司"}', "applicants 要写成列表"),
        ('{"key": "1", "title": []}', "title 要写成文字"),
        ('{"key": "1", "filed_on": "昨天"}', "filed_on 不是日期"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named(tmp_path, line, why):
    (tmp_path / "wrong.jsonl").write_text('{"key": "0"}\n' + line, "utf-8")
    with pytest.raises(CommandError, match=why):
        said("screen", "filings", str(tmp_path / "wrong.jsonl"), "--json")


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "文件里没有申请"), (b"\n\n", "文件里没有申请"), (b"\x00\xff\xfe", "不是 UTF-8")]
)
def test_a_file_of_no_filings_is_refused(tmp_path, content, why):
    (tmp_path / "wrong.jsonl").write_bytes(content)
    with pytest.raises(CommandError, match=why):
        said("screen", "filings", str(tmp_path / "wrong.jsonl"), "--json")


def test_a_draft_is_compared_with_what_was_imported():
    with pytest.raises(CommandError, match="还没有导入专利"):
        said("similar", "filing", "一种茶叶", "--json")


def test_imported_patents_are_screened():
    delivery = Delivery.objects.create(
        format="lines", name="s", sha256="0" * 64, received_on="2023-01-01", origin=Delivery.Origin.SYNTHETIC
    )
    take_items(patents(30, seed=1), delivery)
    assert said("screen", "filings", "--imported", "--json")["filings"] == 30
    assert said("similar", "filing", "一种没有人写过的东西，包括很多没有的部件", "--json")["hits"] == []


def test_only_what_was_imported_since_a_day_is_screened():
    for number, day in enumerate(("2023-01-01", "2023-02-01")):
        delivery = Delivery.objects.create(
            format="lines", name="s", sha256=f"{number:064}", received_on=day, origin=Delivery.Origin.SYNTHETIC
        )
        take_items(list(patents(40, seed=1))[number * 30 : 30 + number * 10], delivery)
    answer = said("screen", "filings", "--imported", "--since=2023-01-15", "--json")
    everything = said("screen", "filings", "--imported", "--json")
    assert 10 <= answer["filings"] < everything["filings"] == 40


def test_a_cluster_without_pyspark_says_what_to_install(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(CommandError, match="PySpark"):
        said("screen", "filings", str(file), "--spark=spark://127.0.0.1:7077")


def test_a_mark_is_told_in_plain_words(tmp_path, capsys):
    (tmp_path / "marks.txt").write_text("武姨星\n大红袍\n", "utf-8")
    call_command("similar", "mark", "武夷星", against=tmp_path / "marks.txt")
    call_command("similar", "mark", "安溪", against=tmp_path / "marks.txt")
    first, second = capsys.readouterr().out.splitlines()
    assert (first.split("\t")[0], "读音相近" in first, "{" in first, second) == ("武姨星", True, False, "没有相近的。")


@pytest.mark.parametrize(("text", "classes", "why"), [("", [], "没有可比的文字"), ("武夷星", ["300"], "没有第300类")])
def test_a_mark_without_words_or_a_class_that_is_none_is_refused(tmp_path, text, classes, why):
    (tmp_path / "marks.txt").write_text("武姨星\n", "utf-8")
    with pytest.raises(CommandError, match=why):
        call_command("similar", "mark", text, against=tmp_path / "marks.txt", classes=classes)


def test_names_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "names.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="不是 UTF-8"):
        call_command("resolve", "names", str(tmp_path / "names.txt"))


@pytest.mark.parametrize("text", ["一种茶叶摊青装置，包括机架和网带。" * 8, "茶" * 5000])
def test_a_text_longer_than_a_file_name_is_a_text(text):
    delivery = Delivery.objects.create(
        format="lines", name="s", sha256="0" * 64, received_on="2023-01-01", origin=Delivery.Origin.SYNTHETIC
    )
    take_items(patents(30, seed=1), delivery)
    assert said("similar", "filing", text, "--json")["hits"] == []


@pytest.mark.parametrize(
    ("asked", "options", "why"),
    [
        (("similar", "filing", " "), {}, "没有可比的文本"), (("similar", "filing", "茶"), {"limit": 0}, "至少是1"),
        (("similar", "filing", "{folder}/no-text"), {}, "不是 UTF-8"),
        (("similar", "mark", "武夷星"), {"against": "{folder}/none"}, "没有比对"),
        (("similar", "mark", "武夷星"), {"against": "{folder}/no-text"}, "不是 UTF-8"),
        (("similar", "mark", "武夷星"), {"against": "{folder}/marks", "groups": ["茶"]}, "不是四位数字"),
        (("similar", "logo", "{folder}/marks"), {"folder": "{folder}/none"}, "这个文件夹"),
        (("screen", "filings", "{folder}/marks"), {"since": "2023-01-01"}, "只能和 --imported 一起用"),
        (("screen", "filings", "{folder}/marks"), {"parts": "{folder}/marks"}, "不是文件夹"),
        (("screen", "filings", "{folder}"), {}, "没有筛查"),
        (("resolve", "names", "{folder}/nothing"), {}, "文件里没有名称"),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_named(tmp_path, asked, options, why):
    (tmp_path / "no-text").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "marks").write_text("武姨星\n", "utf-8")
    (tmp_path / "nothing").write_text("\n", "utf-8")
    paths = {"against", "folder", "parts"}
    there = {
        name: tmp_path.joinpath(value.removeprefix("{folder}/")) if name in paths else value
        for name, value in options.items()
    }
    with pytest.raises(CommandError, match=why):
        call_command(*(each.replace("{folder}", str(tmp_path)) for each in asked), **there)
