"""The people of the demonstration, and the installation in which its half year has happened."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec

from django.contrib.auth.hashers import make_password

from minzhi.engines.intake import api as intake
from minzhi.engines.search import api as search
from minzhi.engines.tasklist import api as plan
from minzhi.records.accounts.models import Account
from minzhi.records.facts.actions import seal
from minzhi.records.privacy import actions as privacy
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actions import appoint, place
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.installing import install

OFFICE_DAY, SEED = date(2023, 9, 30), 20230930
SINCE = date(2023, 1, 1)
PASSWORD = "minzhi-demo-2023"  # noqa: S105 - of invented people, printed when the demonstration starts
OTHERS = (
    ("ducha", "office", Role.SUPERVISOR),
    ("shenji", "fujian", Role.AUDITOR),
    ("xitong", "fujian", Role.SYSTEM_ADMIN),
    ("anquan", "fujian", Role.SECURITY_ADMIN),
    ("shenjiguanli", "fujian", Role.AUDIT_ADMIN),
    ("anxi", "c350524", Role.OFFICER),
    ("anxi-head", "c350524", Role.HEAD),
    ("suo", "anxi_station", Role.STATION),
    ("dadui", "anxi_brigade", Role.STATION),
)
ASSESSED = {
    "subject": "演示：工作账号与登录记录",
    "lawful": "为履行法定职责确认办理人身份，只收集姓名、登录名、任职和登录记录。",
    "impact": "记录外泄可能暴露工作人员的办理情况，影响较小。",
    "safeguards": "按岗位可见、联系电话加密遮盖、查看留痕、日志只增不改。",
}
SHOWN = (
    "ducha",
    "protection",
    "protection-head",
    "utilisation",
    "fuzhou",
    "fuzhou-head",
    "zhangzhou",
    "anxi",
    "anxi-head",
    "suo",
    "shenji",
    "xitong",
    "anquan",
    "shenjiguanli",
)


def demonstrate(tell: Callable[[int, int], None]) -> bool:
    """Make the demonstration in an empty installation; returns whether there was anything to do."""
    if not install("fujian", demonstration=True, office_day=OFFICE_DAY, seed=SEED):
        return False
    people = _people()
    privacy.assess(ASSESSED, by=people[f"fujian:{Role.SECURITY_ADMIN}"], on=SINCE)
    plan.half_year(people, seed=SEED, tell=tell)
    search.demonstrate(seed=SEED, on=OFFICE_DAY)  # before the rooms: navigation searches
    with everything(OFFICE_DAY, why="demonstration"):
        search.show_work(by=people["utilisation"], on=OFFICE_DAY)
        intake.demonstrate(people, on=OFFICE_DAY)
        for card in plan.programmes().values():
            if find_spec(f"{card.name}.demo"):
                import_module(f"{card.name}.demo").half_year(people, until=OFFICE_DAY)
    while seal():
        pass
    return True


def _stations() -> None:
    """Give one county a station and a brigade: three levels at work on one case."""
    county = Unit.objects.get(key="c350524")
    for key, name in (("anxi_station", "演示市场监管所"), ("anxi_brigade", "演示执法大队")):
        unit = Unit.objects.create(key=key, kind=Unit.Kind.STATION, name=f"{county.short}{name}", short=name)
        place(unit, under=county, on=SINCE)


def _people() -> dict[str, Actor]:
    _stations()
    units = {unit.key: unit for unit in Unit.objects.all()}
    password = make_password(PASSWORD)  # one hash for all: they share one printed password
    found = {}
    for unit in units.values():
        if unit.kind in {Unit.Kind.DIVISION, Unit.Kind.CENTRE, Unit.Kind.CITY}:
            found[unit.key] = _actor(unit.key, unit, Role.OFFICER, password)
            found[f"{unit.key}:head"] = _actor(f"{unit.key}-head", unit, Role.HEAD, password)
    for login, key, role in OTHERS:
        found[f"{key}:{role}"] = _actor(login, units[key], role, password)
    return found


def _actor(login: str, unit: Unit, role: Role, password: str) -> Actor:
    account = Account.objects.create(login=login, password=password)
    post = appoint(account, full_name=f"演示·{unit.short}{role.label}", unit=unit, role=role, on=SINCE)
    return Actor(post.officer, post)
