"""Decisions as tables: typed inputs, rows with their ground, no gaps; "why" is the row. Pure."""

from minzhi.kit.decision.conditions import (
    NO,
    YES,
    Condition,
    Input,
    Interval,
    Kind,
    OneOf,
    Value,
    above,
    at_least,
    at_most,
    below,
    between,
    one_of,
)
from minzhi.kit.decision.rows import Hit, Row, TableWrong
from minzhi.kit.decision.table import Decision, Ground, NotDecidable, Table, decide
from minzhi.kit.decision.written import load

__all__ = [
    "NO",
    "YES",
    "Condition",
    "Decision",
    "Ground",
    "Hit",
    "Input",
    "Interval",
    "Kind",
    "NotDecidable",
    "OneOf",
    "Row",
    "Table",
    "TableWrong",
    "Value",
    "above",
    "at_least",
    "at_most",
    "below",
    "between",
    "decide",
    "load",
    "one_of",
]
