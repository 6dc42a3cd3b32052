"""Django's connection to PostgreSQL, with two things cheaper that every page does.

A kept connection is looked at instead of being asked whether it lives; and a question that is composed once is planned
once by the server, not each time it is asked.
"""

import select
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as Wrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg.pq import TransactionStatus

PLANNED_AT = 3
"""A question asked so often on a connection is kept planned by the server; how many are kept is psycopg's affair."""


class DatabaseWrapper(Wrapper):
    """A connection that knows planned questions."""

    def get_connection_params(self) -> dict[str, object]:
        """Return what a connection is made with; only `planned` cursors ever plan."""
        return {**super().get_connection_params(), "prepare_threshold": PLANNED_AT}

    def is_usable(self) -> bool:
        """Tell whether the connection may be used: a server that closed it has left something to read."""
        if self.connection is None or self.connection.info.transaction_status != TransactionStatus.IDLE:
            return super().is_usable()
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()

    def planned(self, questions: Sequence[tuple[str, Sequence[Any]]]) -> list[Any]:
        """Return the rows of several questions, asked in one round trip; their values go beside them."""
        self.ensure_connection()
        with ExitStack() as asking, self.wrap_database_errors:
            if len(questions) > 1:
                asking.enter_context(self.connection.pipeline())
            asked = [self._ask(sql, params) for sql, params in questions]
            return [cursor.fetchall() for cursor in asked]

    def _ask(self, sql: str, params: Sequence[Any]) -> CursorWrapper:
        cursor = self.cursor()
        cursor.cursor = ServerBindingCursor(self.connection)  # type: ignore[call-arg]  # a cursor of psycopg, says its base
        cursor.execute(sql, params)
        return cursor
