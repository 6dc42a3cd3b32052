"""The places of an address are found in full names, one inside the other, or not at all."""

import pytest

from minzhi.records.places.models import Place
from minzhi.records.places.queries import Addresses

pytestmark = pytest.mark.django_db
ROWS = (
    ("350000", "福建省", None),
    ("350100", "福州市", "350000"),
    ("350102", "鼓楼区", "350100"),
    ("350128", "平潭县", "350100"),
    ("350500", "泉州市", "350000"),
    ("350582", "晋江市", "350500"),
    ("350206", "城厢区", "350500"),
    ("350302", "城厢区", "350100"),
)


@pytest.fixture
def addresses():
    Place.objects.all().delete()
    for code, name, parent in ROWS:
        Place.objects.create(code=code, name=name, parent_id=parent)
    return Addresses.loaded()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("福建省福州市鼓楼区五四路1号", ("福建省", "福州市", "鼓楼区")),
        ("350003 福建省福州市鼓楼区五四路", ("福建省", "福州市", "鼓楼区")),
        ("福建福州鼓楼区五四路", ("福建省", "福州市", "鼓楼区")),
        ("晋江市陈埭镇", ("福建省", "泉州市", "晋江市")),
        ("福建省泉州市", ("福建省", "泉州市", "")),
        ("（中国）福建省平潭县", ("福建省", "福州市", "平潭县")),
        ("江苏省南京市鼓楼区", ("", "", "")),
        ("城厢区东大路", ("", "", "")),
        ("泉州市城厢区东大路", ("福建省", "泉州市", "城厢区")),
        ("No. 1 Wusi Road, Fuzhou", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_an_address_says_its_places(addresses, address, found):
    assert addresses.find(address) == found


def test_without_places_nothing_is_found():
    Place.objects.all().delete()
    assert Addresses.loaded().find("福建省福州市鼓楼区") == ("", "", "")
