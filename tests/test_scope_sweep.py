"""All addresses × all roles × own and foreign unit: what is not in scope is not there, and nothing ever breaks.

A new address is swept as soon as it is in the list of addresses. What it shows must be laid by `tests/samples.py` of
its engine or room, in Fuzhou; else the first test names the address.
"""

from datetime import date
from uuid import uuid4

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client
from django.urls import resolve

from minzhi.engines.tasklist.tests.province import as_seen_by
from minzhi.records.accounts.models import Account
from minzhi.records.scope.models import Scoped
from minzhi.records.tokens.actions import KNOWN, issue
from minzhi.records.tokens.models import Token
from minzhi.records.units.actions import appoint
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import ADMINISTRATORS, Role
from tests.sweep import addresses, lay_samples, watched

DAY = date(2023, 4, 28)
LEFT_OUT = {"signout", "password", "api-root"}  # two end the session, one is no page
ADDRESSES = [each for each in addresses() if each.name not in LEFT_OUT]
NO_SUCH_WAY, SOME, VERBS = 405, 20, {}


class Visitor:
    """Somebody at the door, with a session and a token, or with neither; what they do is undone."""

    def __init__(self, actor=None):
        self.actor, self.client = actor, Client()
        if actor:
            token = issue(actor, purpose="试", may=KNOWN, on=DAY, until=DAY)
            self.client = Client(headers={"Authorization": f"Bearer {token}"})
            self.client.force_login(actor.officer.account)
        self.cookies = self.client.cookies.copy()

    def ask(self, path):
        """Return the status, by GET or, where that is not the way, by an empty form."""
        route = resolve(path).route
        with transaction.atomic():
            answer = getattr(self.client, VERBS.get(route, "get"))(path)
            _close(answer)
            transaction.set_rollback(True)
        self.client.cookies = self.cookies.copy()
        if answer.status_code == NO_SUCH_WAY and route not in VERBS:
            VERBS[route] = "post"
            return self.ask(path)
        return answer.status_code

    def sees(self, row):
        with as_seen_by(self.actor, DAY):
            return type(row).objects.filter(pk=row.pk).exists()

    def samples(self, model):
        """Return the latest rows of a model that this visitor sees; of tokens, one's own."""
        with as_seen_by(self.actor, DAY):
            rows = model.objects.filter(post=self.actor.post) if model is Token else model.objects.all()
            return list(rows.order_by("-pk")[:SOME])


def _close(answer):
    """Close a file that an answer holds, but not the connection, as the end of a real request would."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def visitor(unit, role):
    account = Account.objects.create(login=f"{unit}-{role}")
    post = appoint(account, full_name="演示", unit=Unit.objects.get(key=unit), role=role, on=DAY)
    return Visitor(Actor(post.officer, post))


def rows_for(address, who, *rows):
    """Return rows that fit into an address: it is asked with uids nobody has, and betrays what it looked for.

    Where an address is for some rows of a model only, as for one kind of case, the latest that fits is found.
    """
    uids = [row.uid for row in rows]
    with watched() as seen:
        who.ask(address.filled(*uids, *(uuid4() for _uid in range(address.uids - len(rows)))))
    if not set(uids) <= seen.found:
        return []
    if len(rows) == address.uids:
        return list(rows)
    fitting = who.samples(seen.missed[-1]) if seen.missed else []
    return next(filter(None, (rows_for(address, who, *rows, row) for row in fitting)), [])


@pytest.fixture
def laid(plan):
    lay_samples(plan, DAY)
    return plan


def test_what_belongs_to_fuzhou_is_not_there_for_xiamen_whatever_the_role(laid):
    lookers = [Visitor(laid.fuzhou), *(visitor("office", role) for role in sorted(ADMINISTRATORS))]
    shown = {address: next(filter(None, (rows_for(address, who) for who in lookers)), [])
             for address in ADDRESSES if address.uids}  # fmt: skip
    assert [address.route for address, rows in shown.items() if not rows] == []
    wrong = []
    for who in (visitor(unit, role) for unit in ("fuzhou", "xiamen") for role in Role):
        may = who.actor.unit.key == "fuzhou" and who.actor.role not in ADMINISTRATORS
        for address, rows in shown.items():
            scoped = [row for row in rows if isinstance(row, Scoped)]
            with watched() as seen:
                status = who.ask(address.filled(*(row.uid for row in rows)))
            hidden = {row.uid for row in scoped if not (address.is_public or who.sees(row))}
            expected = bool(scoped) and not (address.is_public or may)
            if bool(hidden) != expected or hidden & seen.found or (hidden and status != 404) or status >= 500:
                wrong.append((address.route, str(who.actor), status))
    assert wrong == []


@pytest.mark.usefixtures("laid")
def test_no_page_breaks_for_any_role():
    plain = [address for address in ADDRESSES if not address.uids]
    told = {(who.actor.role, address.route): who.ask(address.filled())
            for who in (visitor("fuzhou", role) for role in Role) for address in plain}  # fmt: skip
    assert {asked: status for asked, status in told.items() if status >= 500} == {}


def test_what_never_was_is_not_there(plan):
    who = Visitor(plan.supervisor)
    told = {address.route: who.ask(address.strange()) for address in ADDRESSES if address.uids}
    assert {route: status for route, status in told.items() if status not in {403, 404}} == {}


@pytest.mark.usefixtures("laid")
def test_a_stranger_gets_to_the_sign_in_page_and_no_further():
    who = Visitor()
    told = {address: who.ask(address.strange()) for address in ADDRESSES}
    closed = {address: 401 if address.is_for_programs else 302 for address in ADDRESSES if not address.is_public}
    assert {address.route: told[address] for address, status in closed.items() if told[address] != status} == {}
    assert {address.route: status for address, status in told.items() if status >= 500} == {}
