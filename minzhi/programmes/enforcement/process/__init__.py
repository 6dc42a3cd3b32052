"""The courses of enforcement: complaints, penalties, transfer to the police, fairs, platforms, campaigns."""

from minzhi.programmes.enforcement.process.campaign import CAMPAIGN
from minzhi.programmes.enforcement.process.complaint import COMPLAINT
from minzhi.programmes.enforcement.process.fair import FAIR_COMPLAINT
from minzhi.programmes.enforcement.process.on_the_spot import ON_THE_SPOT
from minzhi.programmes.enforcement.process.penalty import PENALTY
from minzhi.programmes.enforcement.process.platform import PLATFORM
from minzhi.programmes.enforcement.process.transfer import TRANSFER

PROCESSES = (COMPLAINT, PENALTY, ON_THE_SPOT, TRANSFER, FAIR_COMPLAINT, PLATFORM, CAMPAIGN)

__all__ = ["CAMPAIGN", "COMPLAINT", "FAIR_COMPLAINT", "ON_THE_SPOT", "PENALTY", "PLATFORM", "PROCESSES", "TRANSFER"]
