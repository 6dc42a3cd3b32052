"""Sessions and accounts as Django keeps them, found by questions that are composed once: every request asks both."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import BigIntegerField, CharField

from minzhi.kit import clock
from minzhi.records.accounts.models import Account
from minzhi.records.tables.composed import Composed, Given

SESSION = Composed(lambda: Session.objects.filter(session_key=Given("key", CharField())))
ACCOUNT = Composed(lambda: Account.objects.filter(pk=Given("pk", BigIntegerField()), is_active=True))


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(SESSION(key=self.session_key)), None)
        if found is None or found.expire_date <= clock.now():
            self._session_key = None
            return None
        return found


class Accounts(ModelBackend):
    """Django's way in by login and password."""

    def get_user(self, user_id: Any) -> Account | None:  # noqa: ANN401 - Django's own signature
        """Return the account of a session; none where it was closed meanwhile."""
        return next(iter(ACCOUNT(pk=int(user_id))), None)
