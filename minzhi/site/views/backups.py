"""The backups as the system administrator sees them: what lies there, whether it is sound, what it would bring back."""

from collections.abc import Sequence
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.units.answering import actor_of
from minzhi.records.units.roles import Role
from minzhi.site import nightly

COMPARED = (
    ("facts.Fact", gettext_lazy("事实")),
    ("casework.Case", gettext_lazy("案件")),
    ("documents.Document", gettext_lazy("公文")),
    ("tasklist.Evidence", gettext_lazy("佐证")),
    ("parties.Party", gettext_lazy("主体")),
    ("accounts.Account", gettext_lazy("账号")),
)


class Brought(NamedTuple):
    """How many rows of a kind a restore brings, and how many there are now."""

    title: str | Promise
    then: int
    now: int

    @property
    def lost(self) -> int:
        """How many of today's would be missing afterwards."""
        return max(0, self.now - self.then)


def index(request: HttpRequest) -> HttpResponse:
    """Show the archives, the newest first, and what a restore of the newest sound one would bring."""
    if actor_of(request).role != Role.SYSTEM_ADMIN:
        raise NotYours(_("备份由系统管理员查看。"))
    nights = nightly.nights()
    sound = next((night for night in nights if night.is_sound), None)
    return render(
        request, "backups.html",
        {
            "nights": nights, "sound": sound, "brought": _brought(sound) if sound else (), "now": clock.now(),
            "folder": nightly.folder(), "inside": nightly.folder().is_relative_to(settings.HOME),
            "kept": nightly.KEPT_NIGHTS,
        },
    )  # fmt: skip


def _brought(night: nightly.Night) -> Sequence[Brought]:
    known = {label.lower(): count for label, count in night.rows.items()}
    return [
        Brought(title, known.get(label.lower(), 0), apps.get_model(label)._base_manager.count())  # noqa: SLF001 - public in Django's docs
        for label, title in COMPARED
    ]
