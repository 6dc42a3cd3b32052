"""An indication of Fuzhou with a producer, a batch, a print run, a zone and a sign, for the sweep of all addresses."""

from datetime import date
from decimal import Decimal
from typing import Any

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.tests.conftest import code_of
from minzhi.records.places.models import Place


def lay(province: Any, *, on: date) -> None:
    by: dict[str, Any] = {"by": province.fuzhou, "on": on}
    place = Place.objects.get(code="350100")
    tea = actions.list_indication(name="样例茶", product="茶", place=place, rights=(), **by)
    actions.set_standard(tea, title="样例", raw_name="鲜叶", yield_cap=Decimal(200), conversion=Decimal(4), **by)
    person = actions.Person(name="样例茶厂", credit_code=code_of(7), address="福州", source="样例")
    producer = actions.list_producer(tea, person, **by)
    given = register.Given(title="样例茶", holder=producer.name)
    fact = "geographical_indications.user_entered"
    register.enter("gi_users", given, subject=producer, unit=province.fuzhou.unit, fact=fact, **by)
    actions.open_stock(producer, Decimal(10), says="样例", **by)
    batch = actions.pack(producer, product="样例", quantity=Decimal(1), net_grams=100, **by)
    actions.issue(batch, 2, **by)
    actions.list_laboratory(name="样例检验所", accreditation="CMA1", covers="茶叶", source="样例", valid_from=on, **by)
    notice = {"holder": "样例", "notice": "样例公告", "announced_on": on}
    actions.enter_sign(kind="olympic", name="样例标志", **notice, **by)
    special = actions.enter_sign(kind="special", name="样例特殊标志", **notice, **by)
    actions.file_contract(special, user="样例使用人", goods="样例", signed_on=on, **by)
    figures = {"eligible": 10, "users": 6, "output": 100, "used_output": 60}
    zone = {
        "zone": "样例示范区",
        "indication": "样例茶",
        "builder": "样例",
        "policy": "样例",
        "protected_since": "2015-01-01",
    }
    case = casework.start("geographical_indications.zone", unit=province.fuzhou.unit, form={**zone, **figures}, **by)
    casework.carry_out(case, "publicise", by=province.protection, on=on, form={})
    begun = {"notice_number": "样例", "listed_on": on.isoformat(), "counted_from": f"{on.year - 1}-12-31"}
    casework.carry_out(case, "begin", by=province.protection, on=on, form=begun)
    shared = dict.fromkeys(("experience", "did", "results", "reusable"), "样例")
    told = casework.Upload(title="样例.txt", content="样例".encode())
    casework.carry_out(case, "share", form=shared, papers=[told], **by)
