"""The courses of this room: listed filings, own leads, measures; published marks, their attack, bad faith; policies."""

from minzhi.programmes.filing_order.process.bad_faith import BAD_FAITH
from minzhi.programmes.filing_order.process.hit import HIT
from minzhi.programmes.filing_order.process.lead import LEAD
from minzhi.programmes.filing_order.process.listed import LISTED
from minzhi.programmes.filing_order.process.measure import MEASURE
from minzhi.programmes.filing_order.process.policy import POLICY
from minzhi.programmes.filing_order.process.remedy import REMEDY

PROCESSES = (LISTED, LEAD, MEASURE, HIT, REMEDY, BAD_FAITH, POLICY)

__all__ = ["BAD_FAITH", "HIT", "LEAD", "LISTED", "MEASURE", "POLICY", "PROCESSES", "REMEDY"]
