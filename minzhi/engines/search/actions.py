"""What people change: they save a strategy, and give it a new wording."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.language.tree import Words
from minzhi.engines.search.models import Look, Strategy, StrategyVersion
from minzhi.engines.search.queries import understood
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.rights.models import NameRuling, Touched
from minzhi.records.rights.names import canonical, key_of
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

LISTED = 10_000


class SameWording(Refusal):
    """The new wording is the old one. The text is shown."""


class NoTitle(Refusal):
    """A strategy without a name. The text is shown."""


@transaction.atomic
def save_strategy(title: str, text: str, *, by: Actor, on: date) -> Strategy:
    """Keep a query under a name and an address; raises `BadQuery` and `NoTitle`."""
    if not title.strip():
        raise NoTitle(_("请给检索式起个名称，再保存。"))
    strategy = Strategy.objects.create(title=title.strip()[:100], post=by.post, unit=by.unit, saved_on=on)
    _add_version(strategy, text, 1, by=by, on=on)
    record("search.strategy_saved", subject=strategy, by=by, on=on, payload={"code": strategy.code})
    return strategy


@transaction.atomic
def reword_strategy(strategy: Strategy, text: str, *, by: Actor, on: date, seen: int | None = None) -> StrategyVersion:
    """Give a strategy another wording; the ones before stay. Raises `BadQuery`, `SameWording`, `ChangedMeanwhile`."""
    strategy = hold(strategy, seen=seen)
    last = strategy.versions.order_by("-number").first()
    if last and last.text == text.strip():
        raise SameWording(_("「%(title)s」的检索式没有变化，不必再存。") % {"title": strategy.title})
    version = _add_version(strategy, text, strategy.versions.count() + 1, by=by, on=on)
    if strategy.looks.exists():  # what other words find is no news: the next look is compared with this one
        found = {"count": version.count, "digest": version.digest, "ids": version.ids}
        Look.objects.create(strategy=strategy, looked_on=on, fresh=0, **found)
    strategy.save(update_fields=["version"])
    record("search.strategy_reworded", subject=strategy, by=by, on=on, payload={"version": version.number})
    return version


@transaction.atomic
def rule_names(names: Sequence[str], holder: str, *, by: Actor, on: date) -> None:
    """Rule that these names are one holder's; where the holder is a name itself, each name stands apart by itself."""
    if not names or not holder.strip():
        raise NoTitle(_("请选中名称，并写明归到哪一个名称。"))
    for name in names:
        ruling, _new = NameRuling.objects.update_or_create(
            key=key_of(name), defaults={"name": name, "holder": canonical(holder), "post": by.post, "ruled_on": on}
        )
        payload = {"name": name, "holder": ruling.holder}
        record("search.name_ruled", subject=ruling, by=by, on=on, payload=payload)
    touch_holders([*names, holder])


@transaction.atomic
def keep_apart(names: Sequence[str], *, by: Actor, on: date) -> None:
    """Rule that each of these names stands for itself."""
    for name in names:
        rule_names([name], name, by=by, on=on)


@transaction.atomic
def undo_ruling(ruling: NameRuling, *, by: Actor, on: date) -> None:
    """Take a ruling back: the name is read by the rule alone again."""
    record(
        "search.name_ruling_undone",
        subject=ruling,
        by=by,
        on=on,
        payload={"name": ruling.name, "holder": ruling.holder},
    )
    touch_holders([ruling.name, ruling.holder])
    ruling.delete()


def touch_holders(names: Iterable[str]) -> None:
    """Let the index read the rights of these names again."""
    found = {id_ for name in names for id_ in engine().ids(Words("PA", name))}
    Touched.objects.bulk_create([Touched(right_id=id_) for id_ in sorted(found)], batch_size=1000)


def _add_version(strategy: Strategy, text: str, number: int, *, by: Actor, on: date) -> StrategyVersion:
    reading = understood(text.strip())
    ids = engine().ids(put_in(reading.tree, {}))
    return StrategyVersion.objects.create(
        strategy=strategy,
        number=number,
        text=text.strip(),
        dialect=reading.dialect.key,
        post=by.post,
        saved_on=on,
        count=len(ids),
        digest=hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest(),
        ids=ids if len(ids) <= LISTED else [],
    )
