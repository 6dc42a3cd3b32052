"""The courses of disputes: adjudication and mediation by two versions of the law, courts, centres, what is beside."""

from minzhi.kit.process.plausible import plausible
from minzhi.programmes.disputes.process.adjudication import ADJUDICATION, ADJUDICATION_2015
from minzhi.programmes.disputes.process.beside import APPRAISAL, OBJECTION
from minzhi.programmes.disputes.process.entrusted import ENTRUSTED
from minzhi.programmes.disputes.process.mediation import MEDIATION, MEDIATION_2015
from minzhi.programmes.disputes.process.rapid import RAPID

TABLES = (ADJUDICATION_2015, ADJUDICATION, MEDIATION_2015, MEDIATION, ENTRUSTED, RAPID, OBJECTION, APPRAISAL)
AHEAD = ("hearing_on", "agreed_on")
"""Days that may be still to come: of a hearing, and of an agreement's effect."""
PROCESSES = tuple(plausible(each, ahead=AHEAD) for each in TABLES)

__all__ = [
    "ADJUDICATION",
    "ADJUDICATION_2015",
    "APPRAISAL",
    "ENTRUSTED",
    "MEDIATION",
    "MEDIATION_2015",
    "OBJECTION",
    "PROCESSES",
    "RAPID",
]
