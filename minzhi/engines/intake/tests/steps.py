"""A format whose act kills its own process once while it is tried, and once while it is taken in."""

import os
import signal
from datetime import date
from pathlib import Path

from django.conf import settings

from minzhi.engines.intake.actions import receiving
from minzhi.engines.intake.formats import Format, Take, register
from minzhi.engines.intake.jobs import go_on
from minzhi.engines.intake.models import Arrival, Line
from minzhi.engines.intake.rules.fields import Field
from minzhi.records.accounts.models import Account
from minzhi.records.parties.models import Party
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actions import appoint
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post, Unit
from minzhi.records.units.roles import Role
from minzhi.site.installing import install

DAY, ROWS, FATAL = date(2023, 9, 30), 450, "第251家"


class Fatal(Take):
    def take(self, row, *, by, on):
        del by, on
        killed = Path(settings.HOME) / f"killed-{Arrival.unscoped.get().state}"
        if row["name"] == FATAL and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Party.objects.create(kind="agency", name=row["name"])


FORMAT = Format("tests.fatal", "致命的", (Field("name", "名称", required=True),), Fatal(), unique=("name",))


def known():
    """Make the format known to this process alone; the tests' own process must never know it."""
    register(FORMAT)


def send():
    """Install, and send a sheet; reading it becomes a job."""
    install("fujian", demonstration=True)
    account = Account.objects.create_account("fuzhou", "演示用的密码 1234")
    post = appoint(account, full_name="演示", unit=Unit.objects.get(key="fuzhou"), role=Role.OFFICER, on=DAY)
    by = Actor(post.officer, post)
    content = "\n".join(["名称,备注", *(f"第{number}家,无" for number in range(1, ROWS + 1))])
    with everything(DAY, why="a test"):
        arrival = receiving.receive(content.encode(), name="长表.csv", of=FORMAT, by=by, on=DAY)
        arrival = receiving.confirm(arrival, {"name": 0}, by=by, on=DAY)
        go_on(arrival, rows=ROWS, by=by, on=DAY)


def take():
    """Say that the lines are to be taken in; it becomes a job."""
    from minzhi.engines.intake.actions import taking  # noqa: PLC0415 - beside its only use

    post = Post.objects.select_related("unit", "officer").get()
    by = Actor(post.officer, post)
    go_on(taking.begin(Arrival.unscoped.get(), by=by, on=DAY), rows=ROWS, by=by, on=DAY)


def standing():
    """Return the sheet's state, and how many lines, taken ones and parties there are."""
    lines = Line.unscoped.all()
    return Arrival.unscoped.get().state, lines.count(), lines.filter(state="taken").count(), Party.objects.count()
