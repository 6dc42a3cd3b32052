"""The copy that tests begin with is what installing leaves."""

import pytest
from django.apps import apps
from django.db import transaction

from minzhi.records.changes.models import Change
from minzhi.site.installing import install
from minzhi.site.tests.fujian import FILLED, fujian

pytestmark = pytest.mark.django_db


def filled():
    return {model for model in apps.get_models() if model._base_manager.exists()}  # noqa: SLF001 - public in Django's docs


def without_uids(model):
    return [{**row, "uid": None} for row in model.objects.order_by("pk").values()]


def test_installing_fills_what_is_copied():
    before = filled()
    install("fujian", demonstration=True)
    assert filled() - before == {*FILLED, Change}  # the database itself counts changes, of copies too


def test_a_copy_is_what_was_installed():
    found = []
    for _time in range(2):
        with transaction.atomic():
            fujian()
            found.append([without_uids(model) for model in FILLED])
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_where_it_is_installed_already_it_stays():
    fujian()
    before = [list(model.objects.order_by("pk").values_list("pk")) for model in FILLED]
    fujian()
    assert [list(model.objects.order_by("pk").values_list("pk")) for model in FILLED] == before
