"""A work order in the field: what a station sends is seen by the section and the brigade at once, by nobody else."""

import base64
import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PIL import Image

from minzhi.engines.casework import api as casework
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import FormWrong, NotYours
from minzhi.programmes.enforcement.actions import field
from minzhi.programmes.enforcement.queries import late_entries
from minzhi.programmes.enforcement.tests.conftest import DAY, officer
from minzhi.programmes.enforcement.tests.test_acts import lead
from minzhi.programmes.enforcement.views.field import _drawn, _said, _taken
from minzhi.records.scope.ambient import Scope, scoped
from minzhi.records.units.queries import path_of


def picture(color="red", taken=""):
    made, written = Image.new("RGB", (8, 8), color), io.BytesIO()
    exif = made.getexif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    made.save(written, "JPEG", exif=exif)
    return written.getvalue()


def figure(key, place):
    return indicators.get(f"enforcement.{key}").compute(place.uid, Period.parse("2023")).amount


@pytest.fixture
def order(lin, xu, units, unbound):  # noqa: ARG001 - made outside of any scope
    case = lead(lin)
    casework.send_order(case, to=xu.unit, kind="investigation", question="查进货", by=lin, on=DAY)
    return casework.send_order(case, to=units["station"], kind="visit", question="看现场", by=lin, on=DAY, term="5wd")


def seen_by(actor, case):
    with scoped(Scope(on=DAY, paths=(path_of(actor.unit, on=DAY),), units=(actor.unit.pk,))):
        return casework.Case.objects.filter(pk=case.pk).exists()


def test_photographs_come_with_hash_and_moment_and_the_parent_hears_of_the_result(order, zheng):
    field.photograph(order, content=picture(), label="门头.jpg", made_at=None, by=zheng, on=DAY)
    field.sign(order, who="店主", typed="情况属实", by=zheng, on=DAY)
    order = field.send_back(order, result="货架上有十盒", done=["清点库存和标价"], signed=True, by=zheng, on=DAY)
    assert (order.state, order.fields["result"]) == ("reported", "货架上有十盒\n√ 清点库存和标价")
    told = [event.form["sha256"] for event in order.events.filter(action="@paper").order_by("sequence")]
    assert told == [paper.file.sha256 for paper in order.papers.all()]
    assert told[0] == hashlib.sha256(picture()).hexdigest()
    assert order.parent.events.filter(action="@order_back").count() == 1


def test_a_refusal_to_sign_is_noted_and_is_no_signature(client, order, zheng):
    with pytest.raises(FormWrong, match="拒绝签字的请注明原因"):
        field.sign(order, who="店主", refused=True, drawn=b"\x89PNG", by=zheng, on=DAY)
    client.force_login(zheng.officer.account)
    address = f"/enforcement/orders/{order.uid}/"
    with clock.office_day(DAY):
        client.post(address, {"do": "sign", "who": "店主", "refused": "1", "typed": "称不知情"})
        client.post(address, {"do": "send", "result": "十盒", "seen": casework.Case.unscoped.get(pk=order.pk).version})
    order.refresh_from_db()
    assert [(paper.title, paper.way) for paper in order.papers.all()] == [("店主拒绝签字.txt", "own")]
    assert (order.state, order.fields.get("signed")) == ("reported", None)


def test_orders_that_came_back_are_counted_where_the_station_stands(order, zheng, units):
    field.send_back(order, result="无", by=zheng, on=DAY)
    keys, places = ("orders", "orders_on_time"), (units["anxi"], units["xiamen"])
    found = [[figure(key, place) for key in keys] for place in places]
    assert found == [[1, 100], [0, None]]


def test_section_and_brigade_see_the_order_at_once_and_another_city_does_not(order, lin, xu, zheng, chen):
    assert [seen_by(who, order) for who in (lin, xu, zheng, chen)] == [True, True, True, False]


def test_whoever_works_on_a_case_sees_it_and_another_station_does_not(order, xu, zheng, units):
    other = officer("other", units["other-station"], "station")
    assert [seen_by(who, order.parent) for who in (xu, zheng, other)] == [True, True, False]


def test_nobody_but_the_station_works_on_its_order(order, lin, xu):
    for stranger in (lin, xu):
        with pytest.raises(NotYours, match="只有承办单位"):
            field.send_back(order, result="x", by=stranger, on=DAY)


def test_nothing_is_added_to_an_order_that_was_sent_back(order, zheng):
    order = field.send_back(order, result="无", by=zheng, on=DAY)
    with pytest.raises(NotYours, match="已经交回"):
        field.photograph(order, content=picture(), label="门头.jpg", made_at=None, by=zheng, on=DAY)


def test_a_signature_is_a_drawing_or_words(order, zheng):
    with pytest.raises(FormWrong):
        field.sign(order, who="店主", by=zheng, on=DAY)


def test_a_photograph_says_when_it_was_taken():
    assert _taken(picture(taken="2023:09:12 09:20:00")).isoformat()[:16] == "2023-09-12T09:20"
    assert _taken(picture()) is None
    with pytest.raises(FormWrong):
        _taken(b"%PDF-1.4 no picture")


@pytest.mark.parametrize("written", ["", "x", "-5", "9" * 13, "9" * 30])
def test_a_moment_that_cannot_be_is_not_believed(written):
    assert _said(written) is None


@pytest.mark.parametrize("written", ["data:image/png;base64,!!!", "data:text/html;base64,PGI+", "<script>"])
def test_a_drawing_that_is_none_is_refused(written):
    with pytest.raises(FormWrong):
        _drawn(written)


def test_a_drawing_is_a_picture():
    png = b"\x89PNG\r\n\x1a\nrest"
    assert _drawn("data:image/png;base64," + base64.b64encode(png).decode()) == png


KEY = UUID(int=1)


def kept(content, sha256=None, key=KEY):
    said = {"content": content, "label": "门头.jpg", "made_at": None}
    return field.Entry(key, field.photograph, said, sha256 or hashlib.sha256(content).hexdigest())


def test_what_a_phone_kept_comes_in_once_however_often_it_is_sent(order, zheng):
    for _time in range(2):
        after = field.take(order, kept(picture()), by=zheng, on=DAY)
    assert (order.papers.count(), order.late_entries.count(), after.state) == (1, 1, "working")


def test_only_what_came_late_is_told_as_late(order, zheng):
    now = clock.now()
    for number, late in enumerate((timedelta(0), timedelta(minutes=20)), 1):
        field.take(order, replace(kept(picture(), key=UUID(int=number)), kept_at=now - late), by=zheng, on=DAY)
    assert [(each.key.int, each.label) for each in late_entries(order)] == [(2, "照片")]


def test_a_photograph_that_was_damaged_on_its_way_is_not_taken(order, zheng):
    with pytest.raises(FormWrong, match="与手机上留存的不一致"):
        field.take(order, kept(picture(), sha256="0" * 64), by=zheng, on=DAY)
    assert (order.papers.count(), order.late_entries.count()) == (0, 0)


def test_an_entry_belongs_to_one_order(order, zheng, xu):
    field.take(order, kept(picture()), by=zheng, on=DAY)
    other = casework.Case.unscoped.get(process="casework.order", unit=xu.unit)
    with pytest.raises(FormWrong, match="已随另一张工作单送达"):
        field.take(other, kept(picture()), by=xu, on=DAY)


@pytest.mark.parametrize(
    ("given", "status"), [({"key": "x", "do": "photo"}, 422), ({"key": str(KEY), "do": "sign"}, 422)]
)
def test_an_entry_that_cannot_be_says_why(client, order, zheng, given, status):
    client.force_login(zheng.officer.account)
    answer = client.post(f"/enforcement/orders/{order.uid}/queue/", given)
    assert (answer.status_code, bool(answer.json()["sentence"])) == (status, True)
