"""Areas, mass balance and label codes, on their own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from minzhi.programmes.geographical_indications.rules import balance, codes
from minzhi.programmes.geographical_indications.rules.alarms import Reach, copies
from minzhi.programmes.geographical_indications.rules.areas import AreaWrong, locate, polygons
from minzhi.programmes.geographical_indications.rules.balance import BeyondYield, Stock

SQUARE = {"type": "Polygon", "coordinates": [[[118, 27], [118.1, 27], [118.1, 27.1], [118, 27.1], [118, 27]]]}
HOLED = {
    **SQUARE,
    "coordinates": [*SQUARE["coordinates"], [[118.04, 27.04], [118.06, 27.04], [118.05, 27.06], [118.04, 27.04]]],
}
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
LABEL = codes.Label("91350782MA31XXXX0A", "2023000017", 7, 42)


@pytest.mark.parametrize(
    ("point", "inside", "km"),
    [
        ((118.05, 27.05), True, 4.95),
        ((118.1, 27.05), True, 0.0),
        ((118.13, 27.05), False, 2.97),
        ((118.05, 26.9), False, 11.12),
    ],
)
def test_a_point_lies_in_the_area_or_so_far_outside(point, inside, km):
    place = locate(point, polygons(SQUARE))
    assert (place.is_inside, round(place.km, 2)) == (inside, km)


def test_a_hole_is_outside():
    assert not locate((118.05, 27.05), polygons(HOLED)).is_inside


def test_features_and_many_polygons_are_read():
    many = {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]] * 2}}
    assert len(polygons({"type": "FeatureCollection", "features": [many, many]})) == 4


@pytest.mark.parametrize(
    "bad",
    [
        {}, [], "x", {"type": "Point", "coordinates": [1, 2]}, {"type": "Polygon", "coordinates": "x"},
        {"type": "Polygon", "coordinates": [[[1, 2], [2, 2], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[1, 2], [2, 2], [2, 1], [1, 2.5]]]},
        {"type": "Polygon", "coordinates": [[[118, 2000], [2, 2], [2, 1], [118, 2000]]]},
        {"type": "FeatureCollection", "features": []},
    ],
)  # fmt: skip
def test_what_is_no_area_is_refused(bad):
    with pytest.raises(AreaWrong):
        polygons(bad)


def test_a_plot_gives_no_more_than_its_yield():
    balance.check_plot(Decimal(2), Decimal(150), Decimal(280), Decimal(20))
    with pytest.raises(BeyondYield) as refused:
        balance.check_plot(Decimal(2), Decimal(150), Decimal(280), Decimal("20.001"))
    assert refused.value.args[1] == {"room": "20", "asked": "20.001"}


def test_fresh_leaf_gives_made_tea_by_the_standard_and_no_more():
    stock = Stock(Decimal(500), Decimal(0), Decimal(0))
    balance.check_made(stock, Decimal(500), Decimal("111.111"), Decimal("4.5"))
    with pytest.raises(BeyondYield):
        balance.check_made(stock, Decimal(500), Decimal("111.112"), Decimal("4.5"))
    with pytest.raises(BeyondYield):
        balance.check_made(stock, Decimal("500.001"), Decimal(1), Decimal("4.5"))


def test_tolerance_is_nought_unless_a_rule_says_otherwise():
    stock = Stock(Decimal(0), Decimal(10), Decimal(100))
    with pytest.raises(BeyondYield):
        balance.check_taken(stock, Decimal("10.001"))
    balance.check_taken(stock, Decimal(12), Decimal("0.02"))


@given(st.decimals(0, 10_000, places=3), st.integers(1, 5000), st.lists(st.integers(1, 100_000), max_size=6))
def test_codes_never_outweigh_the_batch(kilograms, net, asked):
    issued = 0
    for count in asked:
        try:
            balance.check_codes(kilograms, net, issued, count)
        except BeyondYield:
            continue
        issued += count
    assert issued * net <= kilograms * 1000


def test_a_code_names_its_run_and_place_however_it_is_typed():
    code, _signature = codes.signed(LABEL, KEY)
    typed = codes.grouped(code).lower().replace("0", "o").replace("1", "l")
    assert codes.read(typed) == (7, 42, code)
    assert codes.is_genuine(code, LABEL, KEY)


@given(st.integers(0, 19), st.sampled_from(codes.LETTERS))
def test_one_letter_changed_is_never_genuine(place, letter):
    code, _signature = codes.signed(LABEL, KEY)
    other = code[:place] + letter + code[place + 1 :]
    run, serial, normal = codes.read(other)
    assert codes.is_genuine(normal, replace(LABEL, run=run, serial=serial), KEY) == (other == code)


@pytest.mark.parametrize("changed", [{"producer": "x"}, {"batch": "2023000018"}, {"run": 8}, {"serial": 43}])
def test_a_signature_proves_one_label_alone(changed):
    _code, signature = codes.signed(LABEL, KEY)
    public = KEY.public_key()
    assert codes.verifies(LABEL, signature, public)
    assert not codes.verifies(replace(LABEL, **changed), signature, public)
    assert not codes.verifies(LABEL, signature[:-1], public)


@pytest.mark.parametrize("text", ["", "x", "UUUUUUUUUUUUUUUUUUUU", "1" * 21, "１" * 20])
def test_what_is_no_code_is_said_so(text):
    with pytest.raises(codes.CodeWrong):
        codes.read(text)


FAR = Reach({"fz": (119.3, 26.1), "xm": (118.1, 24.5), "pt": (119.8, 25.5)}, 100, 350)


@pytest.mark.parametrize(
    ("looks", "leapt"),
    [
        ([(0, "fz"), (30, "xm")], True),  # 215 km in half an hour
        ([(30, "xm"), (0, "fz")], True),
        ([(0, "fz"), (60, "xm")], False),  # by the fast train
        ([(0, "fz"), (1, "pt")], False),  # 84 km: people name the city next to theirs
        ([(0, "fz"), (1, "fz"), (1, "nowhere")], False),
        ([], False),
    ],
)
def test_a_label_that_was_faster_than_any_train_looks_copied(looks, leapt):
    start = datetime(2023, 9, 12, tzinfo=UTC)
    told = FAR.leapt([(start + timedelta(minutes=minute), city) for minute, city in looks])
    assert (told, copies(2, 2, leapt=told, on=date(2023, 9, 12)).result) == (leapt, "alarm" if leapt else "quiet")
