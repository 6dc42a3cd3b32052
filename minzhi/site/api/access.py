"""Who a program is, what its token is good for, and that it asks for nothing that nobody knows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import HttpBearer

from minzhi.kit.refusal import NotYours
from minzhi.records.tokens.actions import BUNDLES, EVIDENCE, READ
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of

__all__ = ["MAY_EXCHANGE", "MAY_READ", "MAY_SEND", "NoToken", "UnknownField", "actor_of", "router"]


class NoToken(Exception):
    """The request has no token that holds today."""


class UnknownField(Exception):
    """The request names a field that the address does not know."""


class ByToken(HttpBearer):
    """Lets in whoever the middleware found behind the token, if the token is good for this."""

    def __init__(self, right: str) -> None:
        super().__init__()
        self.right = right

    def __call__(self, request: HttpRequest) -> Actor:
        """Return who acts; raises `NoToken`, and `NotYours` for a token that is good for something else."""
        may: frozenset[str] = getattr(request, "may", frozenset())
        if getattr(request, "actor", None) is None:
            raise NoToken(_("没有有效的令牌：请在 Authorization 头里写 Bearer 和令牌；令牌可能已到期或被收回。"))
        if self.right not in may:
            raise NotYours(_("这个令牌不能用于「%(right)s」：请另办一个令牌。") % {"right": self.right})
        return actor_of(request)

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Say who a token stands for. The middleware has looked it up already."""
        del token
        return self(request)


MAY_READ, MAY_SEND, MAY_EXCHANGE = ByToken(READ), ByToken(EVIDENCE), ByToken(BUNDLES)


def router(tag: str) -> Router:
    """Return a router whose addresses need a token to read and refuse fields they do not know."""
    made = Router(auth=MAY_READ, tags=[tag])
    made.add_decorator(_strict)
    return made


def _strict(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def around(request: HttpRequest, *args: Any, **given: Any) -> Any:  # noqa: ANN401 - whatever the view says
        known: set[str] = set()
        for name, value in given.items():
            known |= set(type(value).model_fields) if isinstance(value, Schema) else {name}
        if unknown := {*request.GET, *request.POST, *request.FILES} - known:
            raise UnknownField(_("不认识的字段：%(names)s。") % {"names": "、".join(sorted(unknown))})
        return view(request, *args, **given)

    return around
