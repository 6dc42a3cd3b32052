"""One city with its scheme, an agency, a sharing partner; a scheme with numbers of the tests' own."""

from copy import deepcopy
from datetime import date

import pytest

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.numbers import credit_check
from minzhi.programmes.credit import actions
from minzhi.programmes.credit.rules.scheme import KEY, document
from minzhi.records.parties.models import Party
from minzhi.records.scope.ambient import everything

SINCE, FOUND = date(2026, 4, 1), date(2026, 5, 12)
POINTS = {"agency": -20, "abnormal": -10, "bad_faith": -10}


def code(number):
    body = f"91350100MA{number:07}"
    return body + credit_check(body)


def numbered():
    """Return the shipped scheme with points for the tests."""
    given = deepcopy(document())
    for row in given["rows"]:
        row["points"] = POINTS.get(row["key"])
    return given


@pytest.fixture
def unbound():
    with everything(FOUND, why="test"):
        yield


@pytest.fixture
def scheme(cast, unbound):  # noqa: ARG001 - looks at everything
    made = scoring.draft(KEY, "测试规则", numbered(), by=cast.protection_head, on=SINCE)
    return scoring.adopt(made, valid_from=SINCE, by=cast.protection_head, on=SINCE)


@pytest.fixture
def agency(cast, scheme):  # noqa: ARG001 - graded under it
    party = Party.objects.create(kind="agency", name="甲专利代理所", credit_code=code(1))
    return actions.grade(party, by=cast.fuzhou_officer, on=SINCE)


FORM = {
    "party": "甲专利代理所", "number": code(1), "act": "agency", "weight": "ordinary", "document": "闽知罚〔2026〕8号",
    "document_on": "2026-05-10", "facts": "罚款",
}  # fmt: skip


@pytest.fixture
def steps(cast):
    """Return what carries a finding through acts, each with its day."""

    def carry(case, *acts):
        for name, on, form in acts:
            by = (
                cast.fuzhou_head
                if name in {"decide", "repair", "refuse_repair", "drop", "annul"}
                else cast.fuzhou_officer
            )
            case = casework.carry_out(case, name, by=by, on=on, form=form)
        return case

    return carry


@pytest.fixture
def decided(cast, agency, steps):  # noqa: ARG001 - counts against it
    case = casework.start("credit.finding", unit=cast.fuzhou, by=cast.fuzhou_officer, on=FOUND, form=FORM)
    return steps(
        case, ("tell", FOUND, {"intended": "认定", "told_on": FOUND.isoformat()}),
        ("decide", FOUND, {"decision": "认定为一般失信", "measures": "重点监管"}),
    )  # fmt: skip


@pytest.fixture
def published(decided, steps):
    return steps(decided, ("publish", FOUND, {"published_on": "2026-05-10", "term": "1y"}))
