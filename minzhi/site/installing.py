"""Lays an installation: the province's places, units and rules, the calendars, the first administrator."""

import secrets
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.records.accounts.models import Account
from minzhi.records.calendars import actions as calendars
from minzhi.records.parameters import actions as parameters
from minzhi.records.parameters.models import Installation
from minzhi.records.parameters.queries import NATION
from minzhi.records.places import actions as places
from minzhi.records.places.actions import Former
from minzhi.records.privacy.actions import load_notices
from minzhi.records.units import actions as units
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.provinces import read, shipped

PLAN = "plan"
ADMINISTRATOR = "admin"
OTHER_ADMINISTRATORS = {"security": Role.SECURITY_ADMIN, "audit": Role.AUDIT_ADMIN}
UNIT_FIELDS = frozenset({"key", "kind", "name", "short", "place", "parent", "map", "since", "names"})


class CannotInstall(Refusal):
    """The installation stays as it was. The text is shown."""


@transaction.atomic
def install(province: str, *, demonstration: bool, office_day: date | None = None, seed: int | None = None) -> bool:
    """Store the province's data and say what this installation is; doing it again brings data up to date.

    Returns whether the installation is new. Raises `CannotInstall` where it would become another province,
    or where real and invented work would mix.
    """
    if province not in shipped():
        message = _("没有省份「%(province)s」的数据；现有：%(known)s。")
        raise CannotInstall(message % {"province": province, "known": "、".join(shipped())})
    here = Installation.objects.first()
    if here and (here.province, here.demonstration) != (province, demonstration):
        message = _("这里已装有%(province)s（%(kind)s），不能改装：请换一个目录（MINZHI_HOME）。")
        kind = _("演示") if here.demonstration else _("正式")
        raise CannotInstall(message % {"province": here.province, "kind": kind})
    if here is None:
        Installation.objects.create(
            pk=1, province=province, demonstration=demonstration, office_day=office_day, seed=seed
        )
    _lay(province)
    return here is None


def _lay(province: str) -> None:
    given = read(province, "places")
    rows = [(row["code"], row["name"], row.get("parent")) for row in given["places"]]
    places.load(rows, (Former(**row) for row in given["former"]))
    parameters.load(read(province, "rules"), jurisdiction=province, prefix=PLAN)
    _load_rooms()
    calendars.load_shipped()
    load_notices()
    known = {unit.key: unit for unit in Unit.objects.all()}
    for order, row in enumerate(read(province, "units")):
        if row["key"] not in known:
            known[row["key"]] = _unit(row, order, known)


def _load_rooms() -> None:
    """Give every room the national default of its parameters, where it has any."""
    for config in apps.get_app_configs():
        path = Path(config.path) / "parameters.yaml"
        if config.name.startswith("minzhi.programmes.") and path.exists():
            parameters.load(_parsed(path), jurisdiction=NATION, prefix=config.label)


@cache
def _parsed(path: Path) -> Any:  # noqa: ANN401 - checked where it is loaded
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _unit(row: Mapping[str, Any], order: int, known: Mapping[str, Unit]) -> Unit:
    if unknown := set(row) - UNIT_FIELDS:
        message = _("单位「%(key)s」有不认识的字段：%(fields)s。请改正数据文件后重试。")
        raise CannotInstall(message % {"key": row["key"], "fields": "、".join(sorted(unknown))})
    map_row, map_column = row.get("map", (None, None))
    unit = Unit.objects.create(
        key=row["key"], kind=row["kind"], name=row["name"], short=row["short"], place_id=row.get("place"),
        order=order, map_row=map_row, map_column=map_column,
    )  # fmt: skip
    units.place(unit, under=known[row["parent"]] if "parent" in row else None, on=row["since"])
    units.name(unit, [(each["name"], each.get("prefix", "")) for each in row.get("names", ())], on=row["since"])
    return unit


@transaction.atomic
def first_administrator(*, on: date) -> str | None:
    """Make the system administrator's account; return its password, to be shown once, or None if there is one."""
    return _administrator(ADMINISTRATOR, Role.SYSTEM_ADMIN, on)


@transaction.atomic
def other_administrators(*, on: date) -> dict[str, str]:
    """Make the two administrators who keep the first one apart; return the passwords of those that are new."""
    made = {login: _administrator(login, role, on) for login, role in OTHER_ADMINISTRATORS.items()}
    return {login: password for login, password in made.items() if password}


def _administrator(login: str, role: Role, on: date) -> str | None:
    if Account.objects.filter(login=login).exists():
        return None
    password = secrets.token_urlsafe(12)
    account = Account.objects.create_account(login, password, must_change_password=True)
    root = Unit.objects.get(kind=Unit.Kind.PROVINCE)
    units.appoint(account, full_name=str(role.label), unit=root, role=role, on=on)
    return password
