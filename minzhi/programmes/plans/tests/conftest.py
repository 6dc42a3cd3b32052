"""An outline in the words of the national one, its text and its table; values of a city."""

from datetime import date
from decimal import Decimal

import pytest

from minzhi.programmes.plans import actions
from minzhi.records.scope.ambient import everything

DAY = date(2023, 6, 1)
WORDS = """福建省知识产权实施方案
到2025年，知识产权强省建设取得明显成效，专利密集型产业增加值占GDP比重达到13%，版权产业增加值占GDP比重达到7.5%，知识产权使用费年进出口总额达到3500亿元，每万人口高价值发明专利拥有量达到12件（上述指标均为预期性指标）。
对获得中国专利金奖的，2025年前给予不超过100万元奖励。
"""
TABLE = """主要指标\n指标\t2020年\t2025年\t属性
每万人口高价值发明专利拥有量（件）\t6.3\t12\t预期性
专利密集型产业增加值占GDP比重（%）\t11.6（2019）\t13\t预期性
知识产权民事一审案件服判息诉率（%）\t—\t85\t预期性
"""


@pytest.fixture
def unbound(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    with everything(DAY, why="test"):
        yield


@pytest.fixture
def outline(cast, unbound):  # noqa: ARG001 - looks at everything
    return actions.read_outline(
        TABLE.encode(), name="方案.txt", kind="scheme", title="实施方案", by=cast.protection_officer, on=DAY
    )


@pytest.fixture
def adopted(cast, outline):
    for target in outline.targets.all():
        actions.confirm(target, by=cast.protection_officer, on=DAY)
    return actions.adopt(outline, by=cast.protection_head, on=DAY)


@pytest.fixture
def state(cast, unbound):  # noqa: ARG001 - looks at everything
    """Return what states a value: `state("high_value", 5000)` by Fuzhou of the year before."""

    def given(key, number, *, unit=None, year=2022, by=None, **more):
        said = {"label": key, "of": "件", "as_of": date(year, 12, 31), "source": "统计公报", **more}
        return actions.state(
            unit=unit or cast.fuzhou, key=key, year=year, number=Decimal(str(number)),
            by=by or cast.fuzhou_officer, on=DAY, **said,
        )  # fmt: skip

    return given
