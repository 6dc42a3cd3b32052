"""Telephone numbers that officers gave: sealed as they lie, covered as everybody sees them."""

from minzhi.records.accounts.models import Account
from minzhi.records.parties.masking import masked_phone
from minzhi.records.tables import sealed


def place_of(account: Account) -> str:
    """Return where a number lies: sealed for this place, it opens nowhere else."""
    return f"accounts.account.phone:{account.uid}"


def own_phone(account: Account) -> str:
    """Return somebody's number to themselves."""
    return sealed.opened(account.phone, place=place_of(account))


def covered_phone(account: Account) -> str:
    """Return a number as everybody sees it."""
    return masked_phone(own_phone(account))
