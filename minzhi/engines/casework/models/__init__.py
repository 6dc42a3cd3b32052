"""What casework keeps: cases with their log and clocks, who is to sign, the dossier, what the public sent in."""

from minzhi.engines.casework.models.cases import Case, ClockRow, Event, OfCase
from minzhi.engines.casework.models.desk import Link, Signature
from minzhi.engines.casework.models.dossier import Consent, Paper, Service
from minzhi.engines.casework.models.public import Filing, Key

__all__ = ["Case", "ClockRow", "Consent", "Event", "Filing", "Key", "Link", "OfCase", "Paper", "Service", "Signature"]
