"""A formula says what it says, in units, and no text makes it do anything else."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.formula import DIMENSIONLESS, Dimension, FormulaWrong, Outcome, evaluate, read

CASES, PEOPLE, YUAN = (Dimension.of(unit) for unit in ("件", "万人", "万元"))
KNOWN = {"closed": CASES, "opened": CASES, "people": PEOPLE, "money": YUAN, "rate": DIMENSIONLESS}
GIVEN = {"closed": Decimal(236), "opened": Decimal(412), "people": Decimal(40), "money": Decimal(5), "rate": Decimal(2)}


def value(text, **changed):
    return evaluate(read(text, KNOWN), {**GIVEN, **changed})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("closed + opened", "648"),
        ("opened - closed * rate", "-60"),
        ("(closed + opened) / people", "16.2"),
        ("-closed", "-236"),
        ("min(closed, opened)", "236"),
        ("sum(closed, opened, closed)", "884"),
        ("if(closed >= opened, closed, opened)", "412"),
        ("（closed＋opened）／people", "16.2"),
        ("1.50 * rate", "3.00"),
    ],
)
def test_a_formula_is_computed(text, result):
    assert value(text) == Outcome(Decimal(result))


@pytest.mark.parametrize(
    ("text", "unit"),
    [("closed / people", "件/万人"), ("closed / opened", ""), ("money * closed", "万元·件"), ("1 / closed", "1/件")],
)
def test_a_result_says_what_it_counts(text, unit):
    assert sorted(str(read(text, KNOWN).dimension).split("·")) == sorted(unit.split("·"))


def test_what_is_missing_is_nothing_and_said():
    assert value("closed + opened", opened=None) == Outcome(Decimal(236), frozenset({"opened"}))


def test_a_division_by_nothing_is_nothing_and_said():
    assert value("share(closed, opened)", opened=Decimal(0)) == Outcome(Decimal(0), frozenset({"/0"}))


WRONG = {
    "closed + money": "单位不合：件、万元。",
    "closed + 1": "单位不合：件、纯数。",
    "closed + nothing": "公式里有没有声明的量：nothing。",
    "closed.__class__": "公式里有没有声明的量：closed.__class__。",
    "closed ** 9": "公式第9个字「* 9」读不懂。",
    "9" * 20: "公式第16个字「99999」读不懂。",
    "closed +": "公式第9个字「末尾」读不懂。",
    "(" * 40 + "closed" + ")" * 40: "公式的括号套了超过30层。",
    "-" * 400 + "closed": "公式的括号套了超过30层。",
    "closed" + "+closed" * 100: "公式有706个字，最多500个。",
    "share(closed)": "share 要2到2个数。",
    "if(closed, opened, closed)": "比较（> < =）只能是 if 的第一项，而且必须有。出错的是 if。",
    "sum(closed > opened)": "比较（> < =）只能是 if 的第一项，而且必须有。出错的是 sum。",
    "__import__('os')": "公式第11个字「('os')」读不懂。",
    "closed / 0": "公式里除以了0。",
    "closed / (1 - 1)": "公式里除以了0。",
    "share(1, 0)": "公式里除以了0。",
    "closed / (1 / 0)": "公式里除以了0。",
    "*".join(["closed"] * 30): "公式里的乘号超过20个。",
    "lambda: 1": "公式第7个字「: 1」读不懂。",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_formula_gets_a_clear_sentence(text):
    with pytest.raises(FormulaWrong) as wrong:
        read(text, KNOWN)
    assert str(wrong.value) == WRONG[text]


@given(st.text(alphabet="closedpn rate()+-*/.,<>=0123456789（）if", max_size=80))
def test_no_text_does_anything_but_be_read_or_refused(text):
    with suppress(FormulaWrong):
        assert value(text).value.is_finite()


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=20))
def test_a_sum_is_the_sum_of_its_parts(amounts):
    names = {f"q{place}": amount for place, amount in enumerate(amounts)}
    formula = read(f"sum({','.join(names)})", dict.fromkeys(names, CASES))
    assert evaluate(formula, names) == Outcome(sum(amounts, Decimal(0)))
