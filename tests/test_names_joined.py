"""Names that a comparison takes for one come to the page where officers rule; what they ruled holds for it."""

from datetime import date

import pytest

from minzhi.engines.similarity.actions import look_for_names
from minzhi.records.rights.actions import take_items
from minzhi.records.rights.models import Delivery, NameDoubt, NameRuling, Right
from minzhi.records.rights.names import doubts, rulings
from minzhi.records.rights.synthetic import patents

pytestmark = pytest.mark.django_db
NAMES = ("福建省闽瑞陶瓷有限公司", "福建闽瑞陶瓷有限责任公司", "泉州市闽瑞陶瓷有限公司")


@pytest.fixture
def officer(client, cast, settings, tmp_path):
    settings.HOME = tmp_path
    delivery = Delivery.objects.create(format="lines", name="s", sha256="0" * 64, received_on=date(2023, 1, 1))
    take_items(patents(12, seed=1), delivery)
    for right, name in zip(Right.objects.all(), NAMES, strict=False):
        Right.objects.filter(pk=right.pk).update(applicants=[name])
    look_for_names(on=date(2023, 1, 1))
    client.force_login(cast.protection_officer.officer.account)
    return client


def pairs(rows):
    return {frozenset(row.both()) for row in rows}


def test_a_pair_is_ruled_and_does_not_come_again(officer):
    assert NAMES[1] in officer.get("/rights/names/").content.decode()
    officer.post("/rights/names/rule/", {"name": NAMES[:2], "holder": NAMES[0]})
    assert frozenset(NAMES[:2]) not in pairs(doubts(rulings()))
    look_for_names(on=date(2023, 1, 1))
    assert frozenset(NAMES[:2]) not in pairs(NameDoubt.objects.all())


def test_a_ruling_taken_back_brings_the_pair_again(officer):
    officer.post("/rights/names/rule/", {"name": NAMES[:2], "apart": "1"})
    assert frozenset(NAMES[:2]) not in pairs(doubts(rulings()))
    for ruling in NameRuling.objects.all():
        officer.post(f"/rights/names/{ruling.uid}/undo/")
    assert frozenset(NAMES[:2]) in pairs(doubts(rulings()))
