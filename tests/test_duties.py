"""The page of duties says only what is true: the tests it names are there and are run, the settings are known."""

import ast
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from minzhi.site.duties import duties
from minzhi.site.home import Installed

ROOT = Path(__file__).parent.parent
NAMED = sorted({test for duty in duties() for test in duty.tests})


@cache
def functions(path):
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {
        node.name: [ast.unparse(each) for each in node.decorator_list]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("named", NAMED)
def test_a_named_test_is_there_and_is_run(named):
    path, _colons, name = named.partition("::")
    found = functions(path)
    wanted = [name] if name else [each for each in found if each.startswith("test_")]
    assert wanted
    assert [each for each in wanted if each not in found or any("soak" in mark for mark in found[each])] == []


def test_a_named_setting_is_one():
    known = {field.name for field in fields(Installed)}
    assert {name for duty in duties() for name in duty.settings} - known == set()


def test_what_has_neither_test_nor_setting_says_what_is_missing():
    assert [duty.demand for duty in duties() if duty.standing == "not_met" and not duty.missing] == []


def test_the_list_has_every_part_of_its_source():
    rules = " ".join(duty.rule for duty in duties())
    assert all(
        word in rules
        for word in ("个人信息保护法", "网络数据", "网络安全法", "22239", "39786", "档案法", "无障碍", "IPv6")
    )
