"""Personal names and telephone numbers with their middle covered, as pages and lists show them."""

COVER = "*"
MOBILE = 11
AREA, TAIL = 3, 4


def masked_name(name: str) -> str:
    """Return a person's name with only the first sign of each part.

    >>> masked_name("林小海"), masked_name("John Smith"), masked_name("买买提·阿里")
    ('林**', 'J*** S****', '买**·阿*')
    """
    return "".join(
        sign if place == 0 or not sign.isalnum() or not name[place - 1].isalnum() else COVER
        for place, sign in enumerate(name)
    )


def masked_phone(number: str) -> str:
    """Return a telephone number with at most its first three and last four digits.

    >>> masked_phone("13800001234"), masked_phone("87654321")
    ('138****1234', '****4321')
    """
    digits = "".join(sign for sign in number if sign.isdigit())
    if len(digits) <= TAIL:
        return COVER * len(digits)
    head = AREA if len(digits) >= MOBILE else 0
    return digits[:head] + COVER * (len(digits) - head - TAIL) + digits[-TAIL:]


def masked_identity(number: str) -> str:
    """Cover an identity number but for its province and its last two signs.

    >>> masked_identity("350102199001011234")
    '35**************34'
    """
    shown = 2
    return number if len(number) <= 2 * shown else number[:shown] + "*" * (len(number) - 2 * shown) + number[-shown:]
