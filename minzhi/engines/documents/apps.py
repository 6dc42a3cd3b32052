from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Documents(AppConfig):
    name = "minzhi.engines.documents"
    verbose_name = _("公文")
    facts = {
        "drafted": _("公文已拟稿"),
        "revised": _("公文稿已修改"),
        "issued": _("公文已签发"),
        "sent": _("公文已送达"),
        "labelled": _("公文的安全标记已变更"),
        "template_replaced": _("公文模板已更换"),
    }
