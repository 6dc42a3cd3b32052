"""Indicator trees as data: quantities counted from facts, indicators as formulas over them. Pure.

An indicator's score runs from its baseline (0) to its target (100), in either direction, and is weighted. What is
missing counts as nothing and is said; a veto row that is hit is named, it does not move a number.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, InvalidOperation, localcontext
from functools import cached_property, lru_cache
from typing import Any

from minzhi.kit.formula import PRECISE, Dimension, Formula, FormulaWrong, Missing
from minzhi.kit.formula import read as read_formula
from minzhi.kit.text import mark as _

QUANTITY = {"key", "label", "unit", "facts", "field", "where", "take", "each"}
INDICATOR = {
    "key", "label", "group", "words", "expression", "unit", "weight", "baseline", "target", "veto_above", "source",
    "confirmed_by",
}  # fmt: skip
HUNDRED, ONE, ZERO, CENT = Decimal(100), Decimal(1), Decimal(0), Decimal("0.01")
SUM, LATEST = "sum", "latest"
KEY, LABEL, WORDS = 60, 120, 400
"""How long a key, a name and the words of a row may be."""
MOST, SMALLEST = Decimal(10) ** 12, Decimal("0.000001")
"""What a fact may say of one quantity; more is a slip of the pen and counts for nothing."""


class TreeWrong(ValueError):
    """The tree contradicts itself. `args` are a sentence and what it speaks of."""

    def __str__(self) -> str:
        sentence, values = self.args
        return str(str(sentence) % values)


@dataclass(frozen=True)
class Quantity:
    """What is counted: how many facts of some kinds there are, or the sum of one `field` of their payloads.

    Only facts whose payload says what `where` says count. With `take` ``latest`` nothing is added up: a unit has what
    its own latest fact of the period says (a published share cannot be summed). `each` names the field of the payload
    that tells subjects apart (a firm, a park): they are counted one by one as well.
    """

    key: str
    label: str
    unit: str
    facts: tuple[str, ...] = ()
    field: str = ""
    where: tuple[tuple[str, str], ...] = ()
    take: str = SUM
    each: str = ""

    def amount(self, payload: Mapping[str, Any]) -> Decimal | None:
        """Return what a fact adds or says; None where it is not meant, or says no number."""
        if any(str(payload.get(name)) != said for name, said in self.where):
            return None
        if not self.field:
            return Decimal(1)
        try:
            number = Decimal(str(payload.get(self.field)))
        except InvalidOperation:
            return None
        return number.quantize(SMALLEST) if number.is_finite() and -MOST < number < MOST else None

    def subject(self, payload: Mapping[str, Any]) -> str:
        return str(payload.get(self.each) or "")[:SUBJECT] if self.each else ""


SUBJECT = 200
"""As many signs of a subject's name are kept."""


@dataclass(frozen=True)
class Indicator:
    """One row. `target` below `baseline` means that less is better; without them there is a value and no score."""

    key: str
    label: str
    group: str
    words: str
    formula: Formula
    unit: str
    weight: Decimal
    baseline: Decimal | None
    target: Decimal | None
    veto_above: Decimal | None
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Tree:
    """A checked tree."""

    quantities: tuple[Quantity, ...]
    indicators: tuple[Indicator, ...]

    def counted_by(self, kind: str) -> list[Quantity]:
        return [each for each in self.quantities if kind in each.facts]

    @cached_property
    def noughts(self) -> dict[str, Decimal]:
        """What is nought where no fact is there: everything that facts are added up for."""
        return {each.key: ZERO for each in self.quantities if each.facts and each.take == SUM}

    @cached_property
    def zeroes(self) -> dict[str, Decimal]:
        return {each.key: ZERO for each in self.quantities}

    @property
    def kinds(self) -> set[str]:
        return {kind for each in self.quantities for kind in each.facts}


@dataclass(frozen=True)
class Scored:
    """An indicator's value, what was missing for it, its score (0 to 100, None: no target), whether its veto is hit."""

    indicator: Indicator
    value: Decimal
    missing: tuple[str, ...]
    score: Decimal | None
    vetoed: bool


def known(document: Mapping[str, Any]) -> Tree:
    """Return a tree that was read before, or read it now: what has been adopted never changes."""
    return _known(json.dumps(document, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=64)
def _known(document: str) -> Tree:
    return read(json.loads(document))


def read(document: Mapping[str, Any]) -> Tree:
    """Read a tree; raises `TreeWrong` for unknown or missing entries, formulas that cannot be, units that differ."""
    try:
        quantities = tuple(_quantity(each) for each in document["quantities"])
        known = {each.key: Dimension.of(each.unit) for each in quantities}
        indicators = tuple(_indicator(each, known) for each in document["indicators"])
    except KeyError as missing:
        raise TreeWrong(_("指标体系缺少：%(what)s。"), {"what": missing}) from missing
    for rows in (quantities, indicators):
        keys = [each.key for each in rows]
        _named(rows)
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise TreeWrong(_("「%(key)s」出现了两次。"), {"key": twice[0]})
    return Tree(quantities, indicators)


def _named(rows: Iterable[Quantity | Indicator]) -> None:
    """Refuse a key that no formula and no address could hold, and a row that nobody could read."""
    for each in rows:
        if not (isinstance(each.key, str) and each.key.isidentifier() and len(each.key) <= KEY):
            raise TreeWrong(_("代号「%(key)s」只能用字母、数字、下划线，不能以数字开头，最多%(most)s个字。"),
                            {"key": str(each.key)[:KEY], "most": KEY})  # fmt: skip
        if not each.label or len(each.label) > LABEL:
            raise TreeWrong(_("「%(key)s」要有名称，最多%(most)s个字。"), {"key": each.key, "most": LABEL})
    for each in rows:
        if isinstance(each, Indicator) and max(len(each.words), len(each.source)) > WORDS:
            raise TreeWrong(
                _("「%(label)s」的算法说明和来源最多各%(most)s个字。"), {"label": each.label, "most": WORDS}
            )


def _only(given: Mapping[str, Any], known: set[str]) -> None:
    if odd := sorted(set(given) - known):
        values = {"where": given.get("label", ""), "odd": "、".join(odd)}
        raise TreeWrong(_("「%(where)s」里有不认识的项：%(odd)s。"), values)


def _quantity(given: Mapping[str, Any]) -> Quantity:
    _only(given, QUANTITY)
    take = given.get("take", SUM)
    if take not in {SUM, LATEST} or (take == LATEST and not given.get("field")):
        raise TreeWrong(_("「%(label)s」的取数方式只有sum（合计）和latest（最近一次的数值，须写明字段）。"),
                        {"label": given["label"]})  # fmt: skip
    where = tuple((str(name), str(said)) for name, said in given.get("where", {}).items())
    return Quantity(
        given["key"], given["label"], given.get("unit", ""), tuple(given.get("facts", ())), given.get("field", ""),
        where, take, given.get("each", ""),
    )  # fmt: skip


def _indicator(given: Mapping[str, Any], known: Mapping[str, Dimension]) -> Indicator:
    _only(given, INDICATOR)
    try:
        formula = read_formula(given["expression"] or "", known)
    except FormulaWrong as wrong:
        raise TreeWrong(_("「%(label)s」的公式不对：%(why)s"), {"label": given["label"], "why": wrong}) from wrong
    numbers = {name: _number(given, name) for name in ("weight", "baseline", "target", "veto_above")}
    if (numbers["weight"] or ZERO) < 0:
        raise TreeWrong(_("「%(label)s」的权重不能小于0。"), {"label": given["label"]})
    if numbers["baseline"] is not None and numbers["baseline"] == numbers["target"]:
        raise TreeWrong(_("「%(label)s」的基准值和目标值相同，分不出高低。"), {"label": given["label"]})
    return Indicator(
        given["key"], given["label"], given.get("group") or "", given.get("words") or "", formula,
        str(formula.dimension),
        numbers["weight"] or ZERO, numbers["baseline"], numbers["target"], numbers["veto_above"],
        str(given.get("source") or ""), bool(given.get("confirmed_by")),
    )  # fmt: skip


def _number(given: Mapping[str, Any], name: str) -> Decimal | None:
    if given.get(name) in {None, ""}:
        return None
    try:
        number = Decimal(str(given[name]))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        message = _("「%(label)s」里「%(text)s」不是数字。")
        raise TreeWrong(message, {"label": given["label"], "text": str(given[name])[:KEY]})
    if not -MOST < number < MOST or number != number.quantize(SMALLEST):
        message = _("「%(label)s」里「%(text)s」超出范围：不到一万亿，最多六位小数。")
        raise TreeWrong(message, {"label": given["label"], "text": str(given[name])[:KEY]})
    return number


def score(tree: Tree, amounts: Mapping[str, Decimal]) -> list[Scored]:
    """Return every indicator's value and score from the quantities that there are."""
    known = {**tree.zeroes, **amounts}
    with localcontext(PRECISE):
        return [_scored(each, known, amounts.keys()) for each in tree.indicators]


def _scored(indicator: Indicator, known: Mapping[str, Decimal], given: AbstractSet[str]) -> Scored:
    names = indicator.formula.names
    missing: tuple[str, ...] = () if names <= given else tuple(sorted(names - given))
    try:
        value = indicator.formula.run(known)
    except Missing:
        value, missing = ZERO, ("/0", *missing)
    vetoed = indicator.veto_above is not None and value > indicator.veto_above
    if indicator.baseline is None or indicator.target is None:
        return Scored(indicator, value, missing, None, vetoed)
    way = (value - indicator.baseline) / (indicator.target - indicator.baseline)
    reached = ZERO if missing else min(max(way, ZERO), ONE) * HUNDRED
    return Scored(indicator, value, missing, reached.quantize(CENT), vetoed)


def total(rows: Sequence[Scored]) -> Decimal | None:
    """Return the weighted score of all indicators that have a target; None where none has."""
    counted = [(row.score, row.indicator.weight) for row in rows if row.score is not None]
    weights = sum((weight for _score, weight in counted), ZERO)
    if not weights:
        return None
    return (sum((each * weight for each, weight in counted), ZERO) / weights).quantize(CENT)


def parts(rows: Sequence[Scored]) -> list[Decimal | None]:
    """Return how much of the total each indicator brings; together they are the total to the last digit.

    Each is rounded down; the hundredths left over go to those that lost most by it.
    """
    whole = total(rows)
    if whole is None:
        return [None] * len(rows)
    weights = sum((row.indicator.weight for row in rows if row.score is not None), ZERO)
    exact = [None if row.score is None else row.score * row.indicator.weight / weights for row in rows]
    found = [None if each is None else each.quantize(CENT, ROUND_FLOOR) for each in exact]
    left = int((whole - sum((each for each in found if each is not None), ZERO)) / CENT)
    lost = {place: exact[place] - each for place, each in enumerate(found) if each is not None}  # type: ignore[operator] # both or neither
    for place in sorted(lost, key=lambda place: (-lost[place], place))[:left]:
        found[place] = (found[place] or ZERO) + CENT
    return found
