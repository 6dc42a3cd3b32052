"""Tokens are issued once, shown once, and revoked."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.records.tables.dated import valid_on
from minzhi.records.tokens.models import Token
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post

READ, EVIDENCE, BUNDLES = "read", "evidence:write", "bundles:write"
KNOWN = frozenset({READ, EVIDENCE, BUNDLES})


class CannotIssue(Refusal):
    """The token is not made. The text is shown."""


def issue(actor: Actor, *, purpose: str, may: Collection[str], on: date, until: date) -> str:
    """Return a new token in clear: it is shown this once. `until` is its last day."""
    if unknown := set(may) - KNOWN:
        raise ValueError(f"no such right: {sorted(unknown)}")
    if actor.post.officer_id != actor.officer.pk:
        raise CannotIssue(_("代行的职务不能办理接口令牌，请由任职人本人办理。"))
    if until < on:
        raise CannotIssue(_("令牌的截止日（%(until)s）早于今天（%(on)s）。") % {"until": until, "on": on})
    clear = secrets.token_urlsafe(32)
    Token.objects.create(
        post=actor.post, purpose=purpose, hash=_hash(clear), may=sorted(may), issued_on=on, expires_on=until
    )
    return clear


def revoke(token: Token, *, on: date) -> None:
    """End a token at once; one that ended before keeps its day."""
    Token.objects.filter(pk=token.pk, revoked_on=None).update(revoked_on=on)


def authenticate(clear: str, *, on: date) -> tuple[Actor, frozenset[str]] | None:
    """Return whose token it is and what it may, while token and post hold; one query after the first of a day."""
    posts = Post.objects.filter(valid_on(on))
    token = (
        Token.objects.filter(hash=_hash(clear), issued_on__lte=on, expires_on__gte=on, revoked_on=None, post__in=posts)
        .select_related("post__officer__account", "post__unit")
        .first()
    )
    if token is None or not token.post.officer.account.is_active:
        return None
    if token.last_used_on != on:  # a write a day, not one a request
        Token.objects.filter(pk=token.pk).update(last_used_on=on)
    return Actor(token.post.officer, token.post), frozenset(token.may)


def _hash(clear: str) -> str:
    return hashlib.sha256(clear.encode()).hexdigest()
