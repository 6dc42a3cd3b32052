"""What came with a withdrawn delivery no longer counts; what other deliveries said stands."""

from datetime import date

import pytest

from minzhi.records.rights.actions import take_in, take_items
from minzhi.records.rights.models import Delivery, Right
from minzhi.records.rights.reading.item import Item, Published
from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.withdrawing import withdraw

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 30)


def delivered(day, **fields):
    number = Delivery.objects.count()
    delivery = Delivery.objects.create(format="lines", name=str(number), sha256=f"{number:064}", received_on=DAY)
    take_items(
        [Item("invention", "CN", "2019101234567", day, fields, (Published("CN", "110083831", "A", day),))], delivery
    )
    return delivery


def test_a_right_rests_on_what_still_stands():
    delivered(date(2019, 8, 2), title="早的名称", abstract="摘要")
    later = delivered(date(2021, 1, 5), title="后的名称")
    withdraw(later, on=DAY)
    right = Right.objects.get()
    assert (right.title, right.abstract, right.withdrawn) == ("早的名称", "摘要", False)


def test_a_right_without_any_record_left_is_withdrawn():
    withdraw(delivered(date(2019, 8, 2), title="名称"), on=DAY)
    right = Right.objects.get()
    assert (right.title, right.withdrawn, right.records.count()) == ("", True, 1)


def test_the_same_file_stands_again_when_it_comes_again(tmp_path):
    path = tmp_path / "a.jsonl"
    item = Item("invention", "CN", "2019101234567", DAY, {"title": "名称"}, (Published("CN", "110083831", "A", DAY),))
    path.write_text(line_of(item) + "\n", "utf-8")
    take_in(path, "lines", on=DAY)
    withdraw(Delivery.objects.get(), on=DAY)
    counts = take_in(path, "lines", on=DAY)
    right = Right.objects.get()
    assert (counts.known, right.title, right.withdrawn) == (False, "名称", False)
