"""Decision tables as people keep them: YAML in, a checked table out."""

from collections.abc import Mapping
from typing import Any

import yaml

from minzhi.kit.decision.conditions import Input, Kind, point, written
from minzhi.kit.decision.rows import Hit, Row, TableWrong
from minzhi.kit.decision.table import Table

GROUNDS = ("says", "source", "article", "confirmed_by")
DAYS = ("valid_from", "valid_to")


def load(text: str) -> Table[Any]:
    """Read a table; raises `TableWrong` for a field nobody asked for, and for everything a table may not be.

    ``{name, label, hit, inputs: {name: {label, kind, choices, low, high}}, rows: [{when: {input: condition}, result,
    says, source, article, valid_from, valid_to, confirmed_by}]}``
    """
    parsed: dict[str, Any] = yaml.safe_load(text)
    top = _only(parsed, {"name", "label", "hit", "inputs", "rows"}, "表")
    try:
        inputs = tuple(_input(name, given) for name, given in top["inputs"].items())
        kinds = {each.name: each.kind for each in inputs}
        rows = tuple(_row(given, kinds, number) for number, given in enumerate(top["rows"], 1))
    except (KeyError, ValueError) as fault:
        raise TableWrong(f"「{top.get('label')}」：{fault}") from fault
    return Table(top["name"], top["label"], inputs, rows, Hit(top.get("hit", Hit.FIRST)))


def _only(given: Mapping[str, Any], known: set[str], where: str) -> Mapping[str, Any]:
    if unknown := set(given) - known:
        raise TableWrong(f"{where}里有不认识的项：{'、'.join(sorted(unknown))}")
    return given


def _input(name: str, given: Mapping[str, Any]) -> Input:
    _only(given, {"label", "kind", "choices", "low", "high"}, f"输入「{name}」")
    kind = Kind(given["kind"])
    low, high = (None if given.get(side) is None else point(given[side], kind) for side in ("low", "high"))
    return Input(name, given["label"], kind, tuple(given.get("choices") or ()), low, high)


def _row(given: Mapping[str, Any], kinds: Mapping[str, Kind], number: int) -> Row[Any]:
    _only(given, {"when", "result", *GROUNDS, *DAYS}, f"第{number}行")
    asked: Mapping[str, Any] = given.get("when") or {}
    if unknown := set(asked) - set(kinds):
        raise TableWrong(f"第{number}行问了没有的输入：{'、'.join(sorted(unknown))}")
    when = {name: written(text, kinds[name]) for name, text in asked.items()}
    grounds: dict[str, Any] = {name: str(given.get(name) or "") for name in GROUNDS}
    grounds |= {day: point(given[day], Kind.DATE) for day in DAYS if given.get(day)}
    return Row(when, given["result"], **grounds)
