"""Formulas that people write over declared quantities: typed by unit, bounded in size, never `eval`. Pure."""

from minzhi.kit.formula.compiling import Missing
from minzhi.kit.formula.reading import Formula, FormulaWrong, read
from minzhi.kit.formula.units import DIMENSIONLESS, Dimension, UnitsDiffer
from minzhi.kit.formula.values import PRECISE, Outcome, evaluate

__all__ = [
    "DIMENSIONLESS",
    "PRECISE",
    "Dimension",
    "Formula",
    "FormulaWrong",
    "Missing",
    "Outcome",
    "UnitsDiffer",
    "evaluate",
    "read",
]
