"""What the office owes people whose data it holds: notices, requests, assessments, breaches."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.accounts.models import Account
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.tokens.models import Token
from minzhi.records.units.models import Officer


class NoticeText(models.Model):
    """What a form says about the personal data it asks for (PIPL 17); a changed text is a new version."""

    class Basis(models.TextChoices):
        DUTY = "duty", _("履行法定职责")
        CONSENT = "consent", _("本人同意")

    form = models.SlugField(max_length=60)
    edition = models.PositiveIntegerField(_("版本"))
    purpose = models.CharField(_("目的"), max_length=300)
    basis = models.CharField(_("依据"), max_length=10, choices=Basis)
    law = models.CharField(_("法律条款"), max_length=200)
    text = models.TextField(_("告知"))
    kept = models.CharField(_("保存多久"), max_length=200, blank=True)
    rights = models.CharField(_("您的权利"), max_length=300, blank=True)
    valid_from = models.DateField(_("启用日"), null=True, blank=True)
    worded_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("form", "-edition")
        constraints = (models.UniqueConstraint(fields=("form", "edition"), name="privacy_an_edition_is_one_text"),)

    def __str__(self) -> str:
        return f"{self.form}/{self.edition}"


class NoticeGiven(models.Model):
    """Which edition stood on the form that somebody sent."""

    notice = models.ForeignKey(NoticeText, on_delete=models.PROTECT, related_name="given")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    filed = models.UUIDField(null=True, help_text="what was sent with it by somebody without an account")
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="privacy_a_notice_is_given_to_somebody",
                condition=Q(account__isnull=False) | Q(filed__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice} → {self.account or self.filed}"


class Asking(Versioned):
    """What somebody asks about their own data and cannot do alone (PIPL 46, 47)."""

    class Kind(models.TextChoices):
        CORRECT = "correct", _("更正")
        DELETE = "delete", _("删除")
        CLOSE = "close", _("注销账号")

    class State(models.TextChoices):
        OPEN = "open", _("待办")
        DONE = "done", _("已办")
        REFUSED = "refused", _("不予办理")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="askings")
    kind = models.CharField(_("事项"), max_length=10, choices=Kind)
    text = models.CharField(_("说明"), max_length=500)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    asked_on = models.DateField(_("提出"))
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    answered_on = models.DateField(_("答复日"), null=True)
    answered_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="privacy_an_answer_has_a_day_an_officer_and_words",
                condition=Q(state="open", answered_on__isnull=True, answered_by__isnull=True, answer="")
                | (~Q(state="open") & Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.account}"


class Assessment(Row):
    """The record of an impact assessment (PIPL 55, 56); never changed, kept for three years at least."""

    subject = models.CharField(_("处理活动"), max_length=200)
    lawful = models.TextField(_("目的、方式是否合法、正当、必要"))
    impact = models.TextField(_("对个人权益的影响及安全风险"))
    safeguards = models.TextField(_("保护措施是否合法、有效并与风险相适应"))
    made_on = models.DateField(_("评估日"))
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    keep_until = models.DateField(_("至少保存至"))

    class Meta:
        ordering = ("-made_on", "-pk")

    def __str__(self) -> str:
        return self.subject


class Provision(Row):
    """Personal data that went to another body, or that it handles for the office; never changed, kept three years.

    Source: Network Data Regulations art. 12; PIPL art. 21, 23, 38.
    """

    class Kind(models.TextChoices):
        PROVIDED = "provided", _("提供")
        ENTRUSTED = "entrusted", _("委托处理")
        SHARED = "shared", _("共同处理")

    kind = models.CharField(_("方式"), max_length=10, choices=Kind)
    recipient = models.CharField(_("接收方"), max_length=200)
    contact = models.CharField(_("接收方联系方式"), max_length=200)
    purpose = models.CharField(_("目的"), max_length=300)
    kinds = models.CharField(_("个人信息种类"), max_length=300)
    people = models.PositiveIntegerField(_("涉及人数（约）"), null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=10, choices=NoticeText.Basis)
    law = models.CharField(_("法律条款、协议或同意的出处"), max_length=300)
    means = models.CharField(_("传输方式和保护措施"), max_length=300)
    provided_on = models.DateField(_("日期"))
    provided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    token = models.ForeignKey(Token, null=True, blank=True, on_delete=models.PROTECT, related_name="provisions")
    keep_until = models.DateField(_("至少保存至"))

    class Meta:
        ordering = ("-provided_on", "-pk")

    def __str__(self) -> str:
        return f"{self.provided_on} {self.recipient}"


class Breach(Versioned):
    """A leak, change or loss of personal data, and what was done about it (PIPL 57)."""

    class State(models.TextChoices):
        FOUND = "found", _("已发现")
        REPORTED = "reported", _("已报告主管部门")
        NOTIFIED = "notified", _("已通知个人")
        CLOSED = "closed", _("已办结")

    found_on = models.DateField(_("发现日"))
    kinds = models.CharField(_("涉及的个人信息种类"), max_length=300)
    people = models.PositiveIntegerField(_("涉及人数（约）"))
    cause = models.TextField(_("原因"))
    harm = models.TextField(_("可能造成的危害"))
    remedy = models.TextField(_("已采取的补救措施"))
    own_steps = models.TextField(_("个人可以采取的减轻危害的措施"))
    contact = models.CharField(_("联系方式"), max_length=200)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.FOUND)
    reported_on = models.DateField(_("报告日"), null=True)
    notified_on = models.DateField(_("通知日"), null=True)
    not_notified_because = models.CharField(_("不通知个人的理由"), max_length=300, blank=True)
    closed_on = models.DateField(_("办结日"), null=True)
    found_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="privacy_a_closed_breach_was_reported_and_told_or_says_why_not",
                condition=~Q(state="closed")
                | (
                    Q(closed_on__isnull=False, reported_on__isnull=False)
                    & (Q(notified_on__isnull=False) | ~Q(not_notified_because=""))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.found_on} {self.kinds}"
