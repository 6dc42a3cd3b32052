"""The courses of disputes: adjudication (two versions of the law), mediation, entrusted by courts, rapid protection."""

from minzhi.programmes.disputes.process.adjudication import ADJUDICATION, ADJUDICATION_2015
from minzhi.programmes.disputes.process.entrusted import ENTRUSTED
from minzhi.programmes.disputes.process.mediation import MEDIATION, MEDIATION_2015
from minzhi.programmes.disputes.process.rapid import RAPID

PROCESSES = (ADJUDICATION_2015, ADJUDICATION, MEDIATION_2015, MEDIATION, ENTRUSTED, RAPID)

__all__ = ["ADJUDICATION", "ADJUDICATION_2015", "ENTRUSTED", "MEDIATION", "MEDIATION_2015", "PROCESSES", "RAPID"]
