"""A citizen checks a name and a logo; two officers judge a pair, and the error meter moves."""

from datetime import date

import pytest
from django.conf import settings as django_settings

from minzhi.engines.similarity.logos.index import build
from minzhi.engines.similarity.models import Question
from minzhi.engines.similarity.tests.made.logos import gallery
from minzhi.records.rights.models import Right

DAY = date(2023, 9, 30)
PASSAGE = {"left": "所述机架与网带固定连接", "right": "所述支撑架与输送带固定连接", "alike": 0.61}


@pytest.fixture
def marks(transactional_db):  # noqa: ARG001 - the server's thread sees what is committed
    for number, (title, group) in enumerate((("武姨星", "3002"), ("大红袍", "3002"))):
        Right.objects.create(kind="mark", authority="CN", number=str(number), title=title, classes={"groups": [group]})


@pytest.fixture
def logo(settings, tmp_path):
    """Return a file of a logo that is in the index."""
    settings.HOME = tmp_path
    pictures, seen = gallery(40, seed=3)
    (tmp_path / "similarity").mkdir()
    build(seen, [f"演示图形{place}" for place in range(40)]).save(tmp_path / "similarity" / "logos-2.npz")
    pictures[7].save(tmp_path / "mine.png")
    return django_settings.HOME / "mine.png"


@pytest.mark.usefixtures("compiled")
def test_a_citizen_checks_a_name_and_a_logo(page, province, marks, logo, sound):  # noqa: ARG001 - they are there
    page.goto("/check/")
    sound("check")
    page.get_by_label("名称或摘要").fill("武夷星")
    page.get_by_label("图形").set_input_files(logo)
    page.get_by_role("button", name="查一查").click()
    page.get_by_role("heading", name="名称与已有商标").wait_for()
    assert (page.get_by_text("武姨星").count(), page.get_by_text("演示图形7", exact=True).count()) == (1, 1)
    sound("checked")


def test_two_officers_judge_and_the_meter_moves(page, plan, enter, sound):
    shown = {"kind_label": "套用模板、替换名词", "passages": [PASSAGE]}
    about = {"screen": "filings", "shown": shown, "score": 0.9, "version": "made-1", "asked_on": DAY}
    Question.unscoped.create(unit=plan.protection.unit, left="甲", right="乙", **about)
    for judge in (plan.protection, plan.protection_head):
        enter(judge, to="/similarity/judging/")
        page.get_by_text("支撑架与输送带").wait_for()
        sound("judging")
        page.get_by_role("button", name="是", exact=True).click()
        page.get_by_text("没有待判断的了").wait_for()
    page.goto("/similarity/errors/")
    sound("errors")
    assert page.get_by_role("row").nth(1).get_by_role("cell").nth(1).inner_text() == "1"
