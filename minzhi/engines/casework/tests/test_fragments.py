from datetime import timedelta

from django.template.loader import render_to_string

from minzhi.engines.casework import api
from minzhi.engines.casework.tests.conftest import DAY


def test_the_log_names_who_acted_and_what_was_said(sheet, chen):
    case = api.act(sheet, "reply", by=chen, on=DAY, roles={"signer"}, form={"words": "<b>已整改"})
    page = render_to_string("casework/_log.html", {"log": api.log(case)})
    assert ("内容</span> &lt;b&gt;已整改" in page, "<small>quanzhou　陈经办</small>" in page) == (True, True)


def test_an_act_of_a_clock_names_nobody(sheet, lin):
    api.lapse_due(on=DAY + timedelta(days=30), by=lin)
    assert "<small>期限届满</small>" in render_to_string("casework/_log.html", {"log": api.log(sheet)})


def test_a_clock_says_that_it_is_over_how_it_was_counted_and_on_what_ground(sheet):
    given = {"clocks": api.clocks(sheet), "on": DAY + timedelta(days=30)}
    page = render_to_string("casework/_clocks.html", given)
    assert [word in page for word in ("已逾期", "5个工作日到2023-09-19", "《督查办法》第2条", "未核定")] == [True] * 4


def test_a_last_day_in_another_year_says_the_year(sheet):
    rows = api.clocks(sheet)
    pages = [
        render_to_string("casework/_clocks.html", {"clocks": rows, "on": on}) for on in (DAY, DAY.replace(year=2022))
    ]
    assert ["2023年9月19日" in page for page in pages] == [False, True]


def test_the_picture_has_a_list_for_narrow_pages(sheet):
    page = render_to_string("casework/_picture.html", {"picture": api.picture(sheet), "stages": api.stages(sheet)})
    assert ('<svg xmlns="' in page, '<li aria-current="step">待答复（现在在这里）</li>' in page) == (True, True)
