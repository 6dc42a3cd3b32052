"""What takes things out of the house."""

from django.db import transaction
from django_tasks import task

from minzhi.kit import clock
from minzhi.records.outbox.channels import CHANNELS
from minzhi.records.outbox.models import Outgoing


@task
def deliver(uid: str) -> None:
    """Send one thing by the channel of its kind; what was sent before is not sent again."""
    with transaction.atomic():
        outgoing = Outgoing.objects.select_for_update(of=("self",)).get(uid=uid)
        if outgoing.delivered_at is None:
            CHANNELS[outgoing.kind](outgoing)
            Outgoing.objects.filter(pk=outgoing.pk).update(delivered_at=clock.now())
