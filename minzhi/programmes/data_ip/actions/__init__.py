"""Every change of this room: the effects of its tables' acts, deposits, the register, the works of the pilot."""

from minzhi.programmes.data_ip.actions.deposits import deposit
from minzhi.programmes.data_ip.actions.entries import state_registered
from minzhi.programmes.data_ip.actions.handling import expire_due
from minzhi.programmes.data_ip.actions.pilot import add_evidence, begin, bring_on, publish

__all__ = ["add_evidence", "begin", "bring_on", "deposit", "expire_due", "publish", "state_registered"]
