"""What every kept row has: an address that tells nothing, and a version where people edit."""

from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from uuid6 import uuid7


def new_uid() -> UUID:
    """Return a fresh UUIDv7: sortable by time, used in addresses, facts and bundles."""
    return UUID(int=uuid7().int)


class Row(models.Model):
    """BigAuto inside, a UUIDv7 outside."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)

    class Meta:
        abstract = True


class ChangedMeanwhile(Exception):
    """Somebody was faster. The text of this exception is shown to the person who came second."""

    def __init__(self, row: "Versioned") -> None:
        message = _("「%(row)s」刚刚已被他人修改，您的修改没有保存。请查看最新内容后重新办理。")
        super().__init__(message % {"row": row})


class Versioned(Row):
    """A row that people edit: each save is one version more."""

    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        self.version += 1
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "version"}
        super().save(*args, **kwargs)

    def check_version(self, seen: int | None) -> Self:
        """Return the row if it still is the version somebody saw; ``None`` means no page was involved."""
        if seen is not None and seen != self.version:
            raise ChangedMeanwhile(self)
        return self


AnyVersioned = TypeVar("AnyVersioned", bound=Versioned)


def hold(row: AnyVersioned, *, seen: int | None = None) -> AnyVersioned:
    """Return a fresh copy of `row`, locked until the transaction ends.

    Raises `ChangedMeanwhile` when it is no longer the version that was `seen`. Permission was decided
    when `row` was found, so the lock looks past the scope.
    """
    found = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)  # noqa: SLF001 - public in Django's docs
    return found.check_version(seen)
