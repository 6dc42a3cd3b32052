"""What a fact may carry: plain values that every database and every reader understands alike."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

SHA256 = re.compile(r"[0-9a-f]{64}")
LARGEST = 2**53 - 1


def plain(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return a payload as JSON keeps it: texts, whole numbers, truth values, nothing, lists, and maps of these.

    Raises ValueError for anything else; amounts and rates are written as text, so that no digit is lost.

    >>> plain({"amount": "12.50", "places": ("quanzhou",)})
    {'amount': '12.50', 'places': ['quanzhou']}
    """
    return {_text(key, key): _value(value, key) for key, value in payload.items()}


def _value(value: Any, where: str) -> Any:  # noqa: ANN401 - anything may come, and what JSON has goes
    if isinstance(value, str):
        return _text(value, where)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST:
        return int(value)
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_value(each, where) for each in value]
    raise ValueError(f"payload, {where}: {value!r} is not plain; write it as text")


def _text(text: Any, where: str) -> str:  # noqa: ANN401 - the key of a map may be anything
    if not isinstance(text, str) or "\x00" in text:
        raise ValueError(f"payload, {where}: {text!r} is not plain text")
    text.encode()  # half a character raises UnicodeEncodeError, which is a ValueError
    return str(text)


def hashes(evidence: Iterable[str]) -> list[str]:
    """Return the SHA-256 of files as a list; raises ValueError for what is none."""
    given = list(evidence)
    for each in given:
        if not SHA256.fullmatch(each):
            raise ValueError(f"evidence: {each!r} is not a SHA-256")
    return given
