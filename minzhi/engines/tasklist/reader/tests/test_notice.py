import json
from pathlib import Path

import pytest
import yaml

from minzhi.engines.tasklist.reader import as_json, read
from minzhi.engines.tasklist.tests.shipped import NOTICE, TASKLISTS

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def notice():
    return read(NOTICE.read_bytes(), name=NOTICE.name)


def test_the_notice_has_eight_sections_of_22_tasks_and_50_sentences(notice):
    assert [len(section.tasks) for section in notice.sections] == [2, 4, 3, 3, 2, 4, 2, 2]
    assert sum(len(task.sentences) for task in notice.tasks) == 50


def test_its_111_units_are_exact(notice):
    assert sum(len(task.units) for task in notice.tasks) == 111
    reach = [unit.scope for task in notice.tasks for unit in task.units if unit.scope]
    assert (reach.count("all"), reach.count("some")) == (21, 1)


def test_its_head_and_foot(notice):
    plain = as_json(notice)
    assert (plain["number"], plain["issued_on"], plain["printed_on"]) == ("闽知发〔2023〕12号", None, "2023-04-28")
    assert plain["copies"] == ["国家知识产权局运用促进司"]
    assert plain["addressees"][-1] == "省知识产权保护中心"


def test_every_sentence_stands_where_it_says(notice):
    assert all(notice.text[each.start : each.end] == each.text for task in notice.tasks for each in task.sentences)


def test_a_centre_is_not_mistaken_for_the_other_whose_name_ends_alike(notice):
    assert [unit.name for unit in notice.tasks[11].units] == ["商标处", "发展保护中心", "各地知识产权管理部门"]
    assert [unit.name for unit in notice.tasks[21].units] == [
        "发展保护中心", "保护处", "运用处", "商标处", "保护中心", "各地知识产权管理部门",
    ]  # fmt: skip


def test_the_first_unit_leads_only_by_presumption(notice):
    assert {(unit.role, unit.presumed) for task in notice.tasks for unit in task.units[:1]} == {("lead", True)}


def test_the_measures_of_the_province_cover_the_sentences_to_the_letter(notice):
    kept = {each["task"]: each for each in (yaml.safe_load(path.read_text()) for path in TASKLISTS.glob("*.yaml"))}
    for task in notice.tasks:
        words = "".join(measure["words"] for measure in kept[task.no]["measures"])
        assert (kept[task.no]["title"], words) == (task.title, "".join(each.text for each in task.sentences))


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_the_table_of_the_state_council_is_exact(real_data, kind):
    [path] = (real_data / "notices").glob(f"国办发(2018)126号*.{kind}")
    gold = [
        json.loads(row) for row in (real_data / "notices/gold_guobanfa_2018_126_table.jsonl").read_text().splitlines()
    ]
    found = read(path.read_bytes(), name=path.name).tasks
    assert [(t.no, t.title, [unit.name for unit in t.units]) for t in found] == [
        (row["no"], row["task"], row["units"]) for row in gold
    ]
    assert ["".join(s.text for s in task.sentences) for task in found] == [row["measure"] for row in gold]


@pytest.mark.parametrize("gold", sorted(GOLD.glob("*.yaml")), ids=lambda path: path.stem)
def test_other_notices_agree_with_the_gold_made_by_hand(real_data, gold):
    given = yaml.safe_load(gold.read_text())
    for name in given["files"]:
        [path] = (real_data / "notices").glob(name)
        tasks = read(path.read_bytes(), name=path.name).tasks
        assert [[unit.name for unit in task.units] for task in tasks] == given["units"]


def test_a_regulation_has_no_tasks(real_data):
    for path in (real_data / "notices").glob("国令第706号*"):
        assert read(path.read_bytes(), name=path.name).sections == ()
