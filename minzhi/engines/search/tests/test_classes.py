"""Anybody walks down the classifications, or finds a class by words, and sees what is in it."""

import json
from datetime import date

import pytest
from django.urls import reverse

from minzhi.records.classification.actions import load
from minzhi.records.rights.actions import take_in

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 30)
IPC = [
    {"code": "H", "title": "电学", "level": "section"},
    {"code": "H01", "title": "电气元件", "level": "class"},
    {"code": "H01M", "title": "电池组", "level": "subclass", "note": "附注"},
    *(
        {"code": f"H01M{group}/00", "title": title, "level": "main_group"}
        for group, title in ((10, "二次电池"), (4, "燃料"), (50, "非活性部件"))
    ),
    *(
        {"code": f"H01M10/{sub}", "title": title, "level": "subgroup", "parent": "H01M10/00"}
        for sub, title in (("05", "锂蓄电池"), ("052", "锂离子电池"), ("04", "结构"))
    ),
]
NICE = (
    ("classes", {"class": "09", "name": "第九类", "description": "科学仪器\n本类尤其包括"}),
    ("groups", {"group": "0922", "class": "09", "title": "电池", "note": ""}),
    ("items", {"code": "090001", "group": "0922", "part": "一", "name": "电池", "star": False, "cn_only": False}),
)
RIGHT = {"kind": "invention", "authority": "CN", "said_on": "2023-09-01"}


@pytest.fixture
def tables(tmp_path):
    rows = [("ipc_2026", IPC), *((f"nice_ncl12_{part}", [row]) for part, row in NICE)]
    for name, said in rows:
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, said)))
        load(tmp_path / f"{name}.jsonl", on=DAY)
    lines = [
        {**RIGHT, "number": f"20231000000{at}", "fields": {"title": "样例", "classes": {"ipc": [symbol]}}}
        for at, symbol in enumerate(("H01M10/052", "H01M10/0525", "H01M4/02"))
    ]
    mark = {"kind": "mark", "authority": "CN", "number": "1", "said_on": "2023-09-01"}
    lines.append({**mark, "fields": {"title": "样", "goods": "电池", "classes": {"nice": ["9"], "groups": ["0922"]}}})
    (tmp_path / "rights.jsonl").write_text("\n".join(map(json.dumps, lines)))
    take_in(tmp_path / "rights.jsonl", "lines", on=DAY)


def rows(client, **asked):
    answer = client.get(reverse("search:classes"), asked)
    assert answer.status_code == 200
    return [(row["entry"].symbol, row["count"]) for row in answer.context["rows"]]


WALK = (
    ({}, [("H", 3)]), ({"at": "H"}, [("H01", 3)]), ({"at": "H01"}, [("H01M", 3)]),
    ({"at": "H01M"}, [("H01M4/00", 1), ("H01M10/00", 2), ("H01M50/00", 0)]),
    ({"at": "H01M10/00"}, [("H01M10/04", 0), ("H01M10/05", 0), ("H01M10/052", 1)]),
    ({"scheme": "nice"}, [("09", 1)]), ({"scheme": "nice", "at": "09"}, [("0922", 1)]),
    ({"scheme": "nice", "at": "0922"}, [("090001", 1)]),
)  # fmt: skip


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(("asked", "below"), WALK)
def test_each_level_stands_in_the_order_of_the_table_with_what_is_in_it(asked, below, client):
    assert rows(client, **asked) == below


FOUND = (
    ({"q": "锂离子"}, ["H01M10/052"]), ({"q": "電池"}, ["H01M", "H01M10/00", "H01M10/05", "H01M10/052"]),
    ({"q": "电池 蓄"}, ["H01M10/05"]), ({"q": "h01m 0010"}, ["H01M10/04", "H01M10/05", "H01M10/052"]),
    ({"q": "第9类", "scheme": "nice"}, ["0922"]), ({"q": "没有"}, []), ({"q": "电 " * 3000}, []),
    ({"at": "G99Z"}, ["H"]),
)  # fmt: skip


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(("asked", "symbols"), FOUND)
def test_a_class_is_found_by_words_or_as_people_write_it(asked, symbols, client):
    assert [symbol for symbol, _count in rows(client, **asked)] == symbols


@pytest.mark.usefixtures("tables")
def test_each_class_leads_to_what_is_in_it(client):
    page = client.get(reverse("search:classes"), {"at": "H01M"})
    for row in page.context["rows"]:
        answer = client.get(reverse("search:index"), {"q": row["query"]})
        assert answer.context["answer"].found.count == row["count"]


def test_a_table_that_is_not_loaded_says_how_to_load_it(client):
    assert "minzhi data load" in client.get(reverse("search:classes")).content.decode()
