"""Processes as tables: who does what, by when, then what. Pure; the engine `casework` keeps the cases."""

from minzhi.kit.process.acts import Option, apply, available, begin, lapse
from minzhi.kit.process.case import Case, Event, Plain, Standing, Term
from minzhi.kit.process.law import Citation, Law
from minzhi.kit.process.picture import mermaid, picture, spoken
from minzhi.kit.process.process import Process
from minzhi.kit.process.refusals import ContradictsItself, FormWrong, NotMovable, NotNow, NotYours
from minzhi.kit.process.versions import MIGRATE, Versions, migrate, replay
from minzhi.kit.process.words import CLOCK, SAME, START, Action, Clock, Field, Guard, Kind, State

__all__ = [
    "CLOCK",
    "MIGRATE",
    "SAME",
    "START",
    "Action",
    "Case",
    "Citation",
    "Clock",
    "ContradictsItself",
    "Event",
    "Field",
    "FormWrong",
    "Guard",
    "Kind",
    "Law",
    "NotMovable",
    "NotNow",
    "NotYours",
    "Option",
    "Plain",
    "Process",
    "Standing",
    "State",
    "Term",
    "Versions",
    "apply",
    "available",
    "begin",
    "lapse",
    "mermaid",
    "migrate",
    "picture",
    "replay",
    "spoken",
]
