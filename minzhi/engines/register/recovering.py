"""What happens when a restored backup is older than a published checkpoint: it is named, and signed for."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.register.growing import the_log
from minzhi.engines.register.models import Leaf
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.facts.actions import record
from minzhi.records.facts.models import Fact
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role


class NothingLost(Refusal):
    """The database knows every leaf of the log. The text is shown."""


@transaction.atomic
def recover(*, why: str, by: Actor, on: date) -> Fact:
    """Put on record which leaves have lost their facts, so that the log may go on after them.

    The leaves stay in the log, since nothing is ever taken out of it; what they stood for has to be entered again.
    """
    if by.role != Role.SECURITY_ADMIN:
        raise NotYours(_("恢复记录由安全管理员登记。"))
    if not why:
        raise NothingLost(_("请写明恢复的是哪一份备份、为什么。"))
    with the_log() as log:
        first, last = Leaf.objects.count(), log.size
        if last <= first:
            raise NothingLost(_("数据库与日志一样长（%(leaves)s片），没有丢失。") % {"leaves": first})
        log.fold()
        root = log.root().hex()
    Leaf.objects.bulk_create([Leaf(index=index) for index in range(first, last)])
    payload = {"first": first, "last": last - 1, "root": root, "why": why}
    return record("register.log_recovered", subject=by.unit, by=by, on=on, payload=payload)
