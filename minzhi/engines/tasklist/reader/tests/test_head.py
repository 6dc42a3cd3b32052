"""Heads and feet as offices write them: texts made for the test."""

from datetime import date

from minzhi.engines.tasklist.reader import read

TASK = "一、任务\n1.建立制度。（责任单位：市知识产权局）\n"
CITY = """临江市人民政府办公室印发临江市知识产权工作分解方案的通知
（临政办〔2019〕5号）
各区、县级市人民政府，市政府各部门：
现印发给你们，请认真贯彻执行。
临江市人民政府办公室
二○一九年十一月二十日
"""
MEETING = """联席会议办公室关于印发《年度计划》的通知
国知战联办〔2020〕3号
中央组织部、司法部、知识产权局:
特此通知。
知识产权战略实施工作联席会议办公室
（国家知识产权局代章）
2020年5月7日
"""
PORTAL = """索引号：000/2023-1
发布机构：通海区人民政府
文号：通政发〔2023〕9号
成文日期：2023-02-17
区政府关于印发工作方案的通知
各镇（街道）人民政府（办事处），区各委办局：
南江市通海区人民政府
2023年2月17日
"""


def head(text):
    return read(text.encode(), name="通知.txt")


def test_a_day_in_chinese_numerals_and_a_title_without_about():
    told = head(CITY + TASK)
    assert (told.number, told.issuer, told.issued_on) == (
        "临政办〔2019〕5号",
        "临江市人民政府办公室",
        date(2019, 11, 20),
    )


def test_addressees_may_be_departments_and_copies_go_to_all_provinces_at_once():
    told = head(MEETING + TASK + "抄送：各省、自治区、直辖市知识产权局，最高人民法院。\n2020年5月8日印发\n")
    assert told.addressees == ("中央组织部", "司法部", "知识产权局")
    assert told.copies == ("各省、自治区、直辖市知识产权局", "最高人民法院")
    assert (told.issued_on, told.printed_on) == (date(2020, 5, 7), date(2020, 5, 8))


def test_who_calls_itself_short_in_the_title_is_named_by_the_signature():
    told = head(PORTAL + TASK)
    assert (told.number, told.issuer, told.issued_on) == (
        "通政发〔2023〕9号",
        "南江市通海区人民政府",
        date(2023, 2, 17),
    )


def test_a_day_in_the_portals_own_table_counts_where_nobody_signs():
    told = head(PORTAL.replace("2023年2月17日\n", "") + TASK)
    assert told.issued_on == date(2023, 2, 17)
