"""The courses of supervision: the abnormal list, leads with a right of reply, penalties, campaigns, inspections."""

from minzhi.programmes.agencies.process.abnormal import ABNORMAL
from minzhi.programmes.agencies.process.campaign import CAMPAIGN
from minzhi.programmes.agencies.process.inspection import INSPECTION
from minzhi.programmes.agencies.process.lead import LEAD
from minzhi.programmes.agencies.process.penalty import PENALTY

PROCESSES = (ABNORMAL, LEAD, PENALTY, CAMPAIGN, INSPECTION)
