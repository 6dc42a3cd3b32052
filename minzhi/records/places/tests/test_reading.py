"""A table of divisions is read strictly, parents first."""

import json

import pytest

from minzhi.records.places.reading import BadDivisions, divisions

CITY = {"code": "3501", "name": "福州市", "provinceCode": "35"}
AREA = {"code": "350102", "name": "鼓楼区", "cityCode": "3501", "provinceCode": "35"}
STREET = {"code": "350102001", "name": "演示街道", "areaCode": "350102", "cityCode": "3501", "provinceCode": "35"}
FILE = {"streets": [STREET], "areas": [AREA], "cities": [CITY]}


@pytest.fixture
def write(tmp_path):
    def written(content):
        path = tmp_path / "divisions.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    return written


def test_parents_come_first_and_have_six_digits(write):
    assert divisions(write(FILE)) == [
        ("350100", "福州市", "350000"),
        ("350102", "鼓楼区", "350100"),
        ("350102001", "演示街道", "350102"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "读不了"),
        ([], "不是区划表"),
        ({**FILE, "villages": []}, "不是区划表"),
        ({**FILE, "areas": [AREA, {**AREA, "colour": "red"}]}, "areas 第2条：不认识的字段：colour"),
        ({**FILE, "areas": [{**AREA, "name": ""}]}, "areas 第1条：代码、名称或上级缺失"),
        ({**FILE, "cities": [{"code": "3501", "name": "福州市"}]}, "cities 第1条"),
    ],
)
def test_what_is_not_as_it_should_be_stops_all(write, content, words):
    with pytest.raises(BadDivisions, match=words):
        divisions(write(content))


def test_the_real_table_goes_down_to_the_streets(real_data):
    assert len(divisions(real_data / "geo/fujian_divisions.json")) == 9 + 84 + 1170
