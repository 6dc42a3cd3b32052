"""The courses of protection centres: enrolment of firms and agencies, pre-examination of patent applications."""

from minzhi.kit.process.plausible import plausible
from minzhi.programmes.protection_centres.process.enrolment import ENROLMENT
from minzhi.programmes.protection_centres.process.pre_examination import PRE_EXAMINATION

PROCESSES = tuple(plausible(each) for each in (ENROLMENT, PRE_EXAMINATION))

__all__ = ["ENROLMENT", "PRE_EXAMINATION", "PROCESSES"]
