"""Marks the views that anybody may open without signing in; every other view is refused to strangers."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise

from minzhi.kit.text import mark as _

View = Callable[..., HttpResponseBase]


class Errand(StrEnum):
    """What a member of the public comes for; the front page shows its services in this order."""

    APPLY = _("在线办事")
    LOOK_UP = _("查询验证")
    PUBLISHED = _("公开公示")


class Service(NamedTuple):
    """A public page as the front page offers it. An app lists its own as `services` on its card."""

    errand: Errand
    address: str  # by name, without arguments
    label: Promise
    says: Promise  # one sentence on what one gets there


class Named(NamedTuple):
    """Something public with a number or a name; an app's card gives its own to the one box as ``named(words)``."""

    label: str
    address: str


def public(view: View) -> View:
    """Mark a view as public. It runs in a scope that sees no row, so it asks for what is public by name."""
    view.is_public = True  # type: ignore[attr-defined] # ours
    return view


def is_public(view: Callable[[HttpRequest], HttpResponseBase]) -> bool:
    return bool(getattr(view, "is_public", False))
