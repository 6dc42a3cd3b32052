"""The cast at the door: a small province, an officer of the protection division, one of Quanzhou."""

from datetime import date

import pytest
from django.test import Client

from minzhi.records.accounts.models import Account
from minzhi.records.units.actions import appoint
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.tests.fujian import fujian

DAY = date(2023, 9, 30)
PASSWORD = "武夷山下有好茶2023"  # noqa: S105 - of invented people


@pytest.fixture
def province(db):  # noqa: ARG001 - opens the database
    fujian(on=DAY)


def officer(login, unit, role=Role.OFFICER, **account):
    made = Account.objects.create_account(login, PASSWORD, **account)
    return appoint(made, full_name=login, unit=Unit.objects.get(key=unit), role=role, on=DAY)


@pytest.fixture
def lin(province):  # noqa: ARG001 - she works in it
    return officer("lin", "protection")


@pytest.fixture
def signed_in(client, lin):
    client.force_login(lin.officer.account)
    return client


@pytest.fixture
def django_client_factory():
    """Return what opens one more browser."""
    return Client
