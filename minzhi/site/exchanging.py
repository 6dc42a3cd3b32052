"""Asks another installation for its bundle, or sends it one, over HTTP; only when somebody runs the command."""

import json
from http.client import HTTPException
from secrets import token_hex
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal

PATIENCE = 120  # seconds
LARGEST = 2**28  # bytes
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class NotExchanged(Refusal):
    """The other side was not reached, or refused. The text is shown."""


def sources(base: str, token: str) -> dict[str, int]:
    """Return how far another installation has taken each log that it knows."""
    return {each["origin"]: each["size"] for each in json.loads(_asked(base, "api/registers/sources", token))}


def origin(base: str, token: str) -> str:
    """Return the name of another installation's log, as its checkpoint has it."""
    return _asked(base, "log/checkpoint", token).decode("utf-8", "replace").partition("\n")[0]


def fetch(base: str, token: str, since: int) -> bytes:
    """Return another installation's bundle from a leaf on."""
    return _asked(base, f"api/registers/bundle?since={since}", token)


def send(base: str, token: str, packed: bytes) -> dict[str, Any]:
    """Send a bundle; returns what the other side took of it."""
    mark = token_hex(16)
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="bundle"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + packed + f"\r\n--{mark}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    taken: dict[str, Any] = json.loads(_asked(base, "api/registers/bundle", token, body, kind))
    return taken


def _asked(base: str, what: str, token: str, body: bytes | None = None, more: dict[str, str] | None = None) -> bytes:
    parts = urlsplit(base)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise NotExchanged(_("对方地址须以 https:// 开头：%(address)s") % {"address": base})
    headers = {"Authorization": f"Bearer {token}", **(more or {})}
    request = Request(f"{base.rstrip('/')}/{what}", data=body, headers=headers)  # noqa: S310 - https, or this machine
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - https, or this machine
            return bytes(answer.read(LARGEST))
    except HTTPError as refused:
        raise NotExchanged(_("对方没有接受：%(why)s") % {"why": _why(refused)}) from refused
    except (URLError, HTTPException, OSError) as lost:
        raise NotExchanged(_("没有联系上对方：%(why)s") % {"why": lost}) from lost


def _why(refused: HTTPError) -> str:
    try:
        return str(json.loads(refused.read(10_000))["detail"])
    except (ValueError, KeyError, TypeError, OSError):
        return f"HTTP {refused.code}"
