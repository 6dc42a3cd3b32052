"""A breach on record and somebody's request about their own data, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.records.accounts.models import Account
from minzhi.records.privacy import actions
from minzhi.records.privacy.tests.test_privacy import FOUND
from minzhi.records.units.actions import appoint
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou's officer ask for a correction, and a security administrator of the province find a breach."""
    actions.ask(province.fuzhou.officer.account, kind="correct", text="姓名有误", on=on)
    account, unit = Account.objects.create(login="sample-security"), province.supervisor.unit
    post = appoint(account, full_name="演示安全", unit=unit, role=Role.SECURITY_ADMIN, on=on)
    actions.find_breach(FOUND, by=Actor(post.officer, post), on=on)
