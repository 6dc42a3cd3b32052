"""What must leave the house, and the messages that officers read in it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.outbox.words import text_of
from minzhi.records.tables.rows import Row
from minzhi.records.units.models import Officer


class Outgoing(Row):
    """Something to be sent to one officer or one party, as a code and its parameters (no personal data in them)."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("站内消息")
        MAIL = "mail", _("邮件")
        SMS = "sms", _("短信")

    kind = models.CharField(max_length=10, choices=Kind)
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    party_uid = models.UUIDField(null=True)
    code = models.CharField(max_length=80)
    parameters = models.JSONField(default=dict)
    once = models.CharField(max_length=120, blank=True, help_text="what would make a second one a repetition")
    given_on = models.DateField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "once"), condition=~Q(once=""), name="outbox_not_twice"),
            models.CheckConstraint(
                name="outbox_one_recipient",
                condition=Q(officer__isnull=False, party_uid__isnull=True)
                | Q(officer__isnull=True, party_uid__isnull=False),
            ),
            models.CheckConstraint(
                name="outbox_messages_are_for_officers", condition=~Q(kind="message") | Q(officer__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.uid}"


class Message(Row):
    """What an officer finds when they sign in."""

    outgoing = models.OneToOneField(Outgoing, on_delete=models.PROTECT, related_name="message")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="messages")
    sent_on = models.DateField()
    read_on = models.DateField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("officer", "read_on")),)
        constraints = (
            models.CheckConstraint(
                name="outbox_read_after_it_was_sent", condition=Q(read_on__isnull=True) | Q(read_on__gte=F("sent_on"))
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The words in the reader's language; needs `outgoing`."""
        return text_of(self.outgoing.code, self.outgoing.parameters)
