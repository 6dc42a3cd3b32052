"""Readings: all that is held of somebody, the notice that a form shows, what is kept how long."""

from pathlib import Path
from typing import Any

import yaml

from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.privacy.actions import own_phone
from minzhi.records.privacy.models import NoticeText

LINES = 1000


def notice(form: str) -> NoticeText | None:
    """Return the latest edition of a form's notice."""
    return NoticeText.objects.filter(form=form).first()


def retention() -> list[dict[str, Any]]:
    """Return the classes of what is kept, for how long, by which source, and whether that is confirmed."""
    rows: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "retention.yaml").read_text("utf-8"))
    return rows


def copy_of(account: Account) -> dict[str, Any]:
    """Return all that the house holds of somebody, as they may take it away (PIPL 45)."""
    officer = getattr(account, "officer", None)
    posts = officer.posts.select_related("unit").order_by("pk") if officer else []
    notes = Note.objects.filter(account=account)[:LINES]
    return {
        "login": account.login,
        "name": officer.name if officer else "",
        "phone": own_phone(account),
        "language": account.language,
        "posts": [
            {"unit": post.unit.name, "role": post.role, "from": str(post.valid_from), "to": str(post.valid_to or "")}
            for post in posts
        ],
        "sittings": [
            {"began": each.began_at.isoformat(), "address": each.from_address, "agent": each.agent}
            for each in account.sittings.all()
        ],
        "audit": [
            {"at": each.recorded_at.isoformat(), "kind": each.kind, "address": each.from_address, "what": each.what}
            for each in notes
        ],
        "askings": [
            {"on": str(each.asked_on), "kind": each.kind, "text": each.text, "answer": each.answer}
            for each in account.askings.all()
        ],
    }
