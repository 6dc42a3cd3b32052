"""The words of messages: each app that sends declares them on its AppConfig.

That is ``messages = {"due": _("「%(title)s」将到期")}``.

Rows keep the code and its parameters, so that everybody reads in their own language.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps


class UnknownMessage(LookupError):
    """A message was to be sent that no app has declared, or without a parameter that its words need."""


def text_of(code: str, parameters: Mapping[str, Any]) -> str:
    """Return the words of ``app.code`` in the reader's language; raises `UnknownMessage`."""
    label, _dot, name = code.partition(".")
    try:
        declared: dict[str, str] = getattr(apps.get_app_config(label), "messages", {})
        return str(declared[name]) % parameters
    except (LookupError, TypeError, ValueError) as error:
        raise UnknownMessage(f"{code}: {error}") from error
