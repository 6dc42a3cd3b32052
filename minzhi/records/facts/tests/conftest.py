import pytest
from django.apps import apps

from minzhi.records.audit.tests.cast import DAY, chen, lin, province, quanzhou
from minzhi.records.facts.actions import record

__all__ = ["chen", "lin", "province", "quanzhou"]


@pytest.fixture(autouse=True)
def _kinds(monkeypatch):
    """Let the corridor's own app declare two kinds."""
    card = apps.get_app_config("facts")
    monkeypatch.setattr(card, "facts", {"counted": "户数已报", "visited": "已走访"}, raising=False)
    monkeypatch.setattr(card, "facts_version", {"counted": 2}, raising=False)


@pytest.fixture
def visit(chen, quanzhou):
    return record("facts.visited", subject=quanzhou, by=chen, on=DAY, payload={"firms": 3})


@pytest.fixture
def count(chen, quanzhou):
    """Return what Quanzhou gave for the second quarter."""
    return record("facts.counted", subject=quanzhou, by=chen, on=DAY, period="2023Q2", payload={"firms": 128})
