"""Numbers that offices write: credit codes, patent and trade mark numbers, document numbers; found, checked, normal."""

from minzhi.kit.numbers.codes import (
    BadNumber,
    application_check,
    check_application,
    check_credit_code,
    check_publication,
    credit_check,
)
from minzhi.kit.numbers.found import Found, find, recognise
from minzhi.kit.numbers.papers import DocumentNumber
from minzhi.kit.numbers.written import normalise, plain

__all__ = [
    "BadNumber",
    "DocumentNumber",
    "Found",
    "application_check",
    "check_application",
    "check_credit_code",
    "check_publication",
    "credit_check",
    "find",
    "normalise",
    "plain",
    "recognise",
]
