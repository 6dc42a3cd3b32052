"""The one cast of people that all tests use: a small province, one post for each part. All names are invented."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password

from minzhi.records.accounts.models import Account
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Placement, Post, Unit, UnitName
from minzhi.records.units.roles import Role

SINCE = date(2019, 1, 1)
PASSWORD = "甲乙丙丁 1234 for tests"  # noqa: S105 - nobody else has it
PLACES = (
    ("350000", "福建省", None),
    ("350100", "福州市", "350000"),
    ("350102", "鼓楼区", "350100"),
    ("350128", "平潭县", "350100"),  # Fuzhou by its code, the province's own by its office
    ("350200", "厦门市", "350000"),
)
UNITS = (
    ("province", Unit.Kind.PROVINCE, "福建省知识产权局", "省局", "", "350000"),
    ("office", Unit.Kind.DIVISION, "办公室", "办公室", "province", None),
    ("protection", Unit.Kind.DIVISION, "保护处", "保护处", "province", None),
    ("utilisation", Unit.Kind.DIVISION, "运用处", "运用处", "province", None),
    ("trademarks", Unit.Kind.DIVISION, "商标处", "商标处", "province", None),
    ("legal", Unit.Kind.DIVISION, "法规处", "法规处", "province", None),
    ("centre", Unit.Kind.CENTRE, "福建省知识产权发展保护中心", "发展保护中心", "province", None),
    ("fuzhou", Unit.Kind.CITY, "福州市知识产权局", "福州", "province", "350100"),
    ("xiamen", Unit.Kind.CITY, "厦门市知识产权局", "厦门", "province", "350200"),
    ("pingtan", Unit.Kind.CITY, "平潭综合实验区市场监管局", "平潭", "province", "350128"),
    ("county", Unit.Kind.COUNTY, "鼓楼区市场监督管理局", "鼓楼区", "fuzhou", "350102"),
    ("station", Unit.Kind.STATION, "鼓楼演示工作站", "演示工作站", "county", None),
)
"""Field of the cast (also the key), kind, name, short name, parent, place."""

ALIASES = (("province", "福建省知识产权局", "闽知发"), ("centre", "省知识产权发展保护中心", ""))
PEOPLE = (
    ("leader", "省局领导", "province", Role.HEAD),
    ("supervisor", "办公室督查", "office", Role.SUPERVISOR),
    ("protection_head", "保护处负责", "protection", Role.HEAD),
    ("protection_officer", "保护处经办", "protection", Role.OFFICER),
    ("utilisation_head", "运用处负责", "utilisation", Role.HEAD),
    ("utilisation_officer", "运用处经办", "utilisation", Role.OFFICER),
    ("trademarks_officer", "商标处经办", "trademarks", Role.OFFICER),
    ("legal_officer", "法规处经办", "legal", Role.OFFICER),
    ("centre_officer", "中心经办", "centre", Role.OFFICER),
    ("fuzhou_head", "福州负责", "fuzhou", Role.HEAD),
    ("fuzhou_officer", "福州经办", "fuzhou", Role.OFFICER),
    ("xiamen_head", "厦门负责", "xiamen", Role.HEAD),
    ("xiamen_officer", "厦门经办", "xiamen", Role.OFFICER),
    ("pingtan_officer", "平潭经办", "pingtan", Role.OFFICER),
    ("county_officer", "鼓楼经办", "county", Role.OFFICER),
    ("station_officer", "工作站人员", "station", Role.STATION),
    ("auditor", "审计人员", "province", Role.AUDITOR),
    ("system_admin", "系统管理", "province", Role.SYSTEM_ADMIN),
    ("security_admin", "安全管理", "province", Role.SECURITY_ADMIN),
    ("audit_admin", "审计管理", "province", Role.AUDIT_ADMIN),
)
"""Field of the cast (also the login name), shown name, unit, role."""


@dataclass(frozen=True)
class Cast:
    """Units and actors by name; everybody signs in with `PASSWORD`, all posts hold since `SINCE`."""

    province: Unit
    office: Unit
    protection: Unit
    utilisation: Unit
    trademarks: Unit
    legal: Unit
    centre: Unit
    fuzhou: Unit
    xiamen: Unit
    pingtan: Unit
    county: Unit
    station: Unit
    leader: Actor
    supervisor: Actor
    protection_head: Actor
    protection_officer: Actor
    utilisation_head: Actor
    utilisation_officer: Actor
    trademarks_officer: Actor
    legal_officer: Actor
    centre_officer: Actor
    fuzhou_head: Actor
    fuzhou_officer: Actor
    xiamen_head: Actor
    xiamen_officer: Actor
    pingtan_officer: Actor
    county_officer: Actor
    station_officer: Actor
    auditor: Actor
    system_admin: Actor
    security_admin: Actor
    audit_admin: Actor


def assemble() -> Cast:
    """Store the cast in seven writes; `actions.place` and `appoint` would leave the same rows, ten times slower."""
    Place.objects.bulk_create(Place(code=code, name=name, parent_id=parent) for code, name, parent in PLACES)
    units = _units()
    hashed = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(Account(login=key, password=hashed) for key, *_rest in PEOPLE)
    officers = Officer.objects.bulk_create(
        Officer(account=account, name=row[1], version=1) for account, row in zip(accounts, PEOPLE, strict=True)
    )
    posts = Post.objects.bulk_create(
        Post(officer=officer, unit=units[unit], role=role, valid_from=SINCE)
        for officer, (_key, _name, unit, role) in zip(officers, PEOPLE, strict=True)
    )
    actors = {row[0]: Actor(post.officer, post) for row, post in zip(PEOPLE, posts, strict=True)}
    return Cast(**units, **actors)


def _units() -> dict[str, Unit]:
    made = Unit.objects.bulk_create(
        Unit(key=key, kind=kind, name=name, short=short, place_id=place, order=order)
        for order, (key, kind, name, short, _parent, place) in enumerate(UNITS)
    )
    units = {unit.key: unit for unit in made}
    paths = {"": ""}
    for key, _kind, _name, _short, parent, _place in UNITS:
        paths[key] = f"{paths[parent]}{key}/"
    Placement.objects.bulk_create(
        Placement(unit=units[key], parent=units.get(parent), path=paths[key], valid_from=SINCE)
        for key, _kind, _name, _short, parent, _place in UNITS
    )
    UnitName.objects.bulk_create(
        UnitName(unit=units[key], name=name, prefix=prefix, valid_from=SINCE) for key, name, prefix in ALIASES
    )
    return units


@pytest.fixture
def cast(db) -> Cast:  # noqa: ARG001 - opens the database
    return assemble()
