"""Cleaning and labels: what the team says of single documents, or takes back; the next run goes by it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.process import FormWrong
from minzhi.programmes.navigation.actions.handling import may_work
from minzhi.programmes.navigation.models import Label
from minzhi.records.facts.actions import record
from minzhi.records.rights.models import Right
from minzhi.records.units.actors import Actor

MOST = 2000


@transaction.atomic
def label(
    case: casework.Case, uids: Iterable[str], *, word: str, by: Actor, on: date, is_noise: bool = False
) -> int:  # fmt: skip
    """Give documents a word, or leave them out as noise for a reason; returns how many had it not yet."""
    may_work(case, by, on)
    word, ids = word.strip(), _ids(uids)
    if not word:
        raise FormWrong({"word": _("请写标引词；剔除的请写理由。")})
    had = set(Label.unscoped.filter(case=case, word=word, is_noise=is_noise).values_list("right_id", flat=True))
    fresh = [id_ for id_ in ids if id_ not in had]
    Label.unscoped.bulk_create(
        Label(case=case, right_id=id_, word=word, is_noise=is_noise, post=by.post, labelled_on=on) for id_ in fresh
    )
    payload = {"word": word, "noise": is_noise, "count": len(fresh)}
    record("navigation.labelled", subject=case, by=by, on=on, payload=payload)
    return len(fresh)


@transaction.atomic
def unlabel(case: casework.Case, uids: Iterable[str], *, word: str, by: Actor, on: date, is_noise: bool = False) -> int:
    """Take a word, or all that was said against them, from documents again; returns how many had it."""
    may_work(case, by, on)
    rows = Label.unscoped.filter(case=case, right_id__in=_ids(uids), is_noise=is_noise)
    count, _each = (rows if is_noise else rows.filter(word=word.strip())).delete()
    payload = {"word": word, "noise": is_noise, "count": count}
    record("navigation.unlabelled", subject=case, by=by, on=on, payload=payload)
    return count


def _ids(uids: Iterable[str]) -> list[int]:
    ids = list(Right.objects.filter(uid__in=list(uids)).order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if not 0 < len(ids) <= MOST:
        raise FormWrong({"word": _("请先选中文献，一次1至%(most)s件。") % {"most": MOST}})
    return ids
