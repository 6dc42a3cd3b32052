"""The people of the plan's tests: a whole Fujian from its data files, with one officer for each part."""

from dataclasses import dataclass, replace
from datetime import date

from minzhi.engines.tasklist.actions import notices
from minzhi.engines.tasklist.models import Duty, Measure, Notice, Task
from minzhi.engines.tasklist.tests.shipped import NOTICE
from minzhi.records.accounts.models import Account
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.units.actions import appoint
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.tests.fujian import fujian

FIRST = date(2019, 1, 1)


@dataclass(frozen=True)
class Province:
    """Actors by what they do."""

    supervisor: Actor
    protection: Actor
    protection_head: Actor
    utilisation: Actor
    fuzhou: Actor
    fuzhou_head: Actor
    xiamen: Actor
    notice: Notice | None = None

    def measure(self, code: str) -> Measure:
        task, no = code.split(".")
        return Measure.objects.select_related("task__notice", "lead").get(task__no=task, no=no)

    def task(self, no: int) -> Task:
        return Task.objects.get(no=no)

    def duty(self, code: str, actor: Actor) -> Duty:
        return Duty.unscoped.get(measure=self.measure(code), unit=actor.unit)


def as_seen_by(actor: Actor, on: date):
    """Set the scope of one actor."""
    return scoped(scope_of([actor], on=on))


def laid(*, on: date) -> Province:
    fujian(on=on)
    people = {
        "supervisor": ("office", Role.SUPERVISOR), "protection": ("protection", Role.OFFICER),
        "protection_head": ("protection", Role.HEAD), "utilisation": ("utilisation", Role.OFFICER),
        "fuzhou": ("fuzhou", Role.OFFICER), "fuzhou_head": ("fuzhou", Role.HEAD), "xiamen": ("xiamen", Role.OFFICER),
    }  # fmt: skip
    units = {unit.key: unit for unit in Unit.objects.all()}
    return Province(**{name: _actor(name, units[key], role) for name, (key, role) in people.items()})


def _actor(name: str, unit: Unit, role: Role) -> Actor:
    account = Account.objects.create(login=name)
    post = appoint(account, full_name=f"{unit.short}{role.label}", unit=unit, role=role, on=FIRST)
    return Actor(post.officer, post)


def adopted(province: Province, *, on: date) -> Province:
    by = province.supervisor
    with as_seen_by(by, on):
        draft = notices.upload(NOTICE.read_bytes(), name=NOTICE.name, by=by, on=on)
        notices.confirm(draft, range(len(draft.reading["measures"])), by=by, on=on)
        return replace(province, notice=notices.adopt(draft, by=by, on=on))
