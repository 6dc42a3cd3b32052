"""Marks the views that anybody may open without signing in; every other view is refused to strangers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Mark a view as public. It runs in a scope that sees no row, so it asks for what is public by name."""
    view.is_public = True  # type: ignore[attr-defined] # ours
    return view


def is_public(view: Callable[[HttpRequest], HttpResponseBase]) -> bool:
    return bool(getattr(view, "is_public", False))
