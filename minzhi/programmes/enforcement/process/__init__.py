"""The courses of enforcement: complaints, penalties, transfer to the police, fairs, platforms, campaigns."""

from minzhi.kit.process.plausible import plausible
from minzhi.programmes.enforcement.process.campaign import CAMPAIGN
from minzhi.programmes.enforcement.process.complaint import COMPLAINT
from minzhi.programmes.enforcement.process.fair import FAIR_COMPLAINT
from minzhi.programmes.enforcement.process.on_the_spot import ON_THE_SPOT
from minzhi.programmes.enforcement.process.penalty import PENALTY
from minzhi.programmes.enforcement.process.platform import PLATFORM
from minzhi.programmes.enforcement.process.transfer import TRANSFER

TABLES = (COMPLAINT, PENALTY, ON_THE_SPOT, TRANSFER, FAIR_COMPLAINT, PLATFORM, CAMPAIGN)
AHEAD = ("hearing_on", "fair_ends_on", "starts_on", "ends_on")
"""Days that may be still to come: of a hearing, of a fair's end, of a campaign."""
PROCESSES = tuple(plausible(each, ahead=AHEAD) for each in TABLES)

__all__ = ["CAMPAIGN", "COMPLAINT", "FAIR_COMPLAINT", "ON_THE_SPOT", "PENALTY", "PLATFORM", "PROCESSES", "TRANSFER"]
