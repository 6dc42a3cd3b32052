"""The courses of data IP: registration with all that follows it, and the objection as a case of its own."""

from minzhi.programmes.data_ip.process.objection import OBJECTION
from minzhi.programmes.data_ip.process.registration import REGISTRATION

PROCESSES = (REGISTRATION, OBJECTION)

__all__ = ["OBJECTION", "PROCESSES", "REGISTRATION"]
