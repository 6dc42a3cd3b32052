"""The province with a few agencies of Fuzhou on the register; what lists, reports and grades them."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.numbers import credit_check
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.rules.scheme import KEY, document
from minzhi.records.places.models import Place
from minzhi.records.scope.ambient import everything

SINCE, DAY = date(2026, 4, 1), date(2026, 6, 1)
POINTS = {"abnormal": -10, "penalty": -30, "irregular": -5, "discipline": -5, "bonus": 2}
GIVEN = {
    "name": "甲专利代理所", "code": "35101", "address": "福州市鼓楼区演示路1号", "source": "演示批准文号",
    "representative": "演示合伙人甲", "partners": "演示合伙人甲、演示合伙人乙", "valid_from": date(2019, 5, 6),
    "kind": "patent",
}  # fmt: skip
SAID = {
    "address": "福州市鼓楼区演示路1号", "representative": "演示合伙人甲", "partners": "演示合伙人乙，演示合伙人甲",
    "attorneys": 1, "staff": 6, "contributions": Decimal(50), "filings": 120, "invalidations": 2, "transfers": 3,
    "licences": 1, "disputes": 0, "pledges": 0, "assets": Decimal(200), "liabilities": Decimal(40),
    "revenue": Decimal("310.5"), "profit": Decimal(30), "tax": Decimal(12),
}  # fmt: skip


def code(number):
    body = f"91350100MB{number:07}"
    return body + credit_check(body)


def listed(number=1, **changes):
    given = actions.Listed(**GIVEN, credit_code=code(number), place=Place.objects.filter(code="350100").first())
    return replace(given, code=f"3510{number}", **changes)


def numbered():
    """Return the shipped scheme with points of the tests' own."""
    given = deepcopy(document())
    for row in given["rows"]:
        row["points"] = POINTS.get(row["key"])
    return given


@pytest.fixture
def unbound():
    with everything(DAY, why="test"):
        yield


@pytest.fixture
def by(cast, unbound):  # noqa: ARG001 - looks at everything
    return cast.protection_officer


@pytest.fixture
def head(cast):
    return cast.protection_head


@pytest.fixture
def agency(by):
    return actions.register(listed(), by=by, on=SINCE)


@pytest.fixture
def attorney(agency, by):
    return actions.record_practice(
        agency, name="演示代理师", certificate="3512345", practising_from=date(2020, 1, 6), by=by, on=SINCE
    )


@pytest.fixture
def season(by):
    return actions.set_season(year=2025, named_on=date(2026, 5, 31), rolls=False, source="演示通知", by=by, on=SINCE)


@pytest.fixture
def scheme(by, head):  # noqa: ARG001 - looks at everything
    made = scoring.draft(KEY, "测试规则", numbered(), by=head, on=SINCE)
    return scoring.adopt(made, valid_from=SINCE, by=head, on=SINCE)


@pytest.fixture
def steps(by, head):
    """Return what carries a case through acts, each with its day; heads do what heads do."""
    heads = {"list", "drop", "keep", "take_off", "annul", "order", "transfer", "punish", "file", "decide", "propose"}

    def carry(case, *acts):
        for name, on, form in acts:
            who = head if name in heads else by
            case = casework.carry_out(case, name, by=who, on=on, form=form)
        return case

    return carry
