"""Processes as tables: who does what, by when, then what. Pure; the engine `casework` keeps the cases."""

from minzhi.kit.process.acts import Option, apply, available, begin, lapse
from minzhi.kit.process.case import Case, Desk, Ending, Event, Log, Mode, Opinion, Plain, Round, Standing, Term, Verdict
from minzhi.kit.process.fingerprint import fingerprint
from minzhi.kit.process.law import Citation, Law
from minzhi.kit.process.line import line, main_line
from minzhi.kit.process.office import ANYBODY, HOLDER, SIGNER, SUPERIOR, VERBS
from minzhi.kit.process.picture import mermaid, picture, spoken
from minzhi.kit.process.process import Process
from minzhi.kit.process.reckon import Course, Reckoned, reckon
from minzhi.kit.process.refusals import ContradictsItself, FormWrong, NotMovable, NotNow, NotYours
from minzhi.kit.process.skeleton import skeleton
from minzhi.kit.process.versions import MIGRATE, Versions, migrate, replay
from minzhi.kit.process.words import (
    BEFORE,
    CLOCK,
    EARLIER,
    EFFECTS,
    SAME,
    START,
    Action,
    Clock,
    Effect,
    Field,
    Guard,
    Kind,
    State,
)

__all__ = [
    "ANYBODY",
    "BEFORE",
    "CLOCK",
    "EARLIER",
    "EFFECTS",
    "HOLDER",
    "MIGRATE",
    "SAME",
    "SIGNER",
    "START",
    "SUPERIOR",
    "VERBS",
    "Action",
    "Case",
    "Citation",
    "Clock",
    "ContradictsItself",
    "Course",
    "Desk",
    "Effect",
    "Ending",
    "Event",
    "Field",
    "FormWrong",
    "Guard",
    "Kind",
    "Law",
    "Log",
    "Mode",
    "NotMovable",
    "NotNow",
    "NotYours",
    "Opinion",
    "Option",
    "Plain",
    "Process",
    "Reckoned",
    "Round",
    "Standing",
    "State",
    "Term",
    "Verdict",
    "Versions",
    "apply",
    "available",
    "begin",
    "fingerprint",
    "lapse",
    "line",
    "main_line",
    "mermaid",
    "migrate",
    "picture",
    "reckon",
    "replay",
    "skeleton",
    "spoken",
]
