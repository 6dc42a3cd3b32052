"""A project with twelve made-up patents of batteries and tea, an index of its own, and the room's parameters."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.kit import clock
from minzhi.kit.numbers import application_check
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.records.calendars.actions import load_shipped
from minzhi.records.parameters.actions import load
from minzhi.records.rights.models import Right
from minzhi.records.scope.ambient import everything

DAY = date(2023, 9, 28)
START = {
    "title": "福州锂电池产业导航", "decider": "park", "kind": "industry", "client": "样例园区", "provider": "样例机构",
    "industry": "锂电池", "place": "福州市", "boundary": "锂离子电池",
}  # fmt: skip
PARAMETERS = Path(__file__).parents[1] / "parameters.yaml"


@pytest.fixture(autouse=True)
def _day(db, settings, tmp_path):  # noqa: ARG001 - opens the database
    settings.HOME = tmp_path
    load_shipped()
    load(yaml.safe_load(PARAMETERS.read_text(encoding="utf-8")), jurisdiction="cn", prefix="navigation")
    with clock.office_day(DAY), everything(DAY, why="the tests of a room look everywhere"):
        yield


def patent(number, title, city, year, *, family="", who=("甲公司",), kind="invention"):
    body = f"20231{number:07}"
    return Right.objects.create(
        kind=kind, authority="CN", number=body + application_check(body), title=title,
        abstract=f"{title}，降低了成本" if number % 2 else title, applicants=list(who), city=city, province="福建省",
        family=family, classes={"ipc": ["H01M10/05"]}, filed_on=date(year, 1, 5), published_on=date(year + 1, 6, 1),
    )  # fmt: skip


@pytest.fixture
def patents():
    """Four of separators (two of one family), four of cells, four of tea; half of them of Fuzhou."""
    rows = [
        patent(1, "涂层隔膜", "福州市", 2016, family="F1"),
        patent(2, "涂层隔膜", "福州市", 2016, family="F1"),
        patent(3, "隔膜卷", "福州市", 2021, who=("甲公司", "乙大学")),
        patent(4, "多孔隔膜", "厦门市", 2021),
        *(patent(n, "电芯结构", "厦门市", 2016 + n % 6, who=(f"{n}号公司",)) for n in range(5, 9)),
        *(patent(n, "茶叶萎凋", "福州市", 2018, who=("茶厂",)) for n in range(9, 13)),
    ]
    search.rebuild()
    return rows


@pytest.fixture
def case(cast):
    return casework.start(PROJECT, unit=cast.fuzhou, by=cast.fuzhou_officer, on=DAY, form=START)


@pytest.fixture
def book(case, cast, patents):  # noqa: ARG001 - its strategies find them
    for title, stage, text in (
        ("隔膜", "upstream", "TI=隔膜"),
        ("电芯", "midstream", "TI=电芯"),
        ("降本", "effect", "AB=降低了成本"),
    ):
        actions.add_node(case, title=title, stage=stage, text=text, by=cast.fuzhou_officer, on=DAY)
    return case


@pytest.fixture
def run(book, cast):
    return actions.run(book, by=cast.fuzhou_officer, on=DAY)
