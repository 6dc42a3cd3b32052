"""`minzhi data load` takes places as well as texts, and says what it needs."""

import json

import pytest
from django.core.management import CommandError, call_command

from minzhi.records.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def divisions(tmp_path):
    path = tmp_path / "divisions.json"
    street = {"code": "350102001", "name": "演示街道", "areaCode": "350102"}
    path.write_text(json.dumps({"cities": [], "areas": [], "streets": [street]}), "utf-8")
    return str(path)


@pytest.mark.usefixtures("cast")
def test_streets_come_below_the_places_that_are_there(divisions, capsys):
    call_command("data", "load", divisions)
    assert (capsys.readouterr().out, Place.objects.get(code="350102001").parent_id) == ("区划：1个。\n", "350102")


def test_streets_without_their_county_are_refused(divisions):
    with pytest.raises(CommandError, match="没有上级区划 350102"):
        call_command("data", "load", divisions)
    assert Place.objects.count() == 0
