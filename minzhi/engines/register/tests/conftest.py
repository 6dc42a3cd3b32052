"""One sample register, its log in a folder of its own, and three entries in it."""

import random
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from minzhi.engines.register import api as register
from minzhi.records.facts.actions import seal
from minzhi.records.scope.ambient import everything

DAY = date(2023, 9, 18)
NOW = datetime(2023, 9, 18, 2, 0, tzinfo=UTC)
SAMPLE = register.Register("sample", "样例登记簿", {"scene": "场景"}, lambda year, no: f"样登{year}-{no:04d}")


@pytest.fixture(autouse=True)
def _sample(monkeypatch, settings, tmp_path):
    register.declare(SAMPLE)
    config = apps.get_app_config("register")
    monkeypatch.setattr(config, "facts", {**config.facts, "sampled": "已登记样例"})
    settings.LOG_ROOT, settings.KEYS_ROOT = tmp_path / "log", tmp_path / "keys"


@pytest.fixture(autouse=True)
def _sees_everything():
    with everything(DAY, why="the tests of the register"):
        yield


def entered(cast, title, **given):
    what = register.Given(title=title, holder="样例茶业", public={"scene": "茶园"}, private={"phone": "1"}, **given)
    by = cast.protection_officer
    return register.enter("sample", what, subject=cast.centre, unit=cast.centre, fact="register.sampled", by=by, on=DAY)


def grown():
    while seal():
        pass
    return register.grow(now=NOW)


def flipped(content, bit):
    """Return bytes with one bit turned round."""
    turned = bytearray(content)
    turned[bit // 8] ^= 1 << bit % 8
    return bytes(turned)


def some_bits(content, count=60):
    """Return the places of some bits of bytes, the same ones each time."""
    return random.Random(len(content)).sample(range(8 * len(content)), min(count, 8 * len(content)))  # noqa: S311 - no secret


@pytest.fixture
def entries(cast):
    found = [entered(cast, f"数据集{no}") for no in (1, 2, 3)]
    grown()
    return found
