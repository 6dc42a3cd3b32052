"""The parts people play. Process tables say which part may do what; a post says who plays it, where, since when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("经办人")
    HEAD = "head", _("负责人")
    SUPERVISOR = "supervisor", _("督查")
    STATION = "station", _("所站人员")
    AUDITOR = "auditor", _("审计人员")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""Three parts kept apart: none of them reads casework, and nobody may play two of them."""
