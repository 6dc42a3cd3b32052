from collections.abc import Sequence

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from minzhi.records.scope.public import Errand, Named, Service


class Register(AppConfig):
    name = "minzhi.engines.register"
    verbose_name = _("登记簿")
    services = (
        Service(Errand.LOOK_UP, "register:verify", _("验证证书"), _("上传证书或输入编号，核对是否真实、是否有效。")),
        Service(Errand.PUBLISHED, "register:registers", _("登记簿"), _("登记的事项人人可查，每一条都在公开日志里。")),
    )
    facts = {
        "log_recovered": _("日志已恢复记录"),
        "quorum_set": _("见证签名的数目已定"),
        "witness_named": _("见证机构已指定"),
        "source_named": _("交换对方已登记"),
        "bundle_taken": _("交换包已收入"),
    }

    def named(self, words: Sequence[str]) -> list[Named]:
        """Return the entries that have one of the words as their number, or in their name or holder, a few."""
        from minzhi.engines.register import queries  # noqa: PLC0415 - models are ready only now

        return [Named(f"{each.holder}　{each}", each.get_absolute_url()) for each in queries.named(words)]
