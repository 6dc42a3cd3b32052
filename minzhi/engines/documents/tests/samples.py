"""A paper of Fuzhou's, for the sweep of all addresses."""

from datetime import date
from typing import Any

from minzhi.engines.documents import api as documents
from minzhi.engines.documents import papers
from minzhi.engines.documents.tests.conftest import NOTICE, VALUES


def lay(province: Any, *, on: date) -> None:
    """Let Fuzhou begin a paper about what it owes."""
    if NOTICE.key not in papers._registered:  # noqa: SLF001 - the sweep may lay it twice in one run
        documents.register(NOTICE)
    duty = province.duty("8.2", province.fuzhou)
    documents.draft(NOTICE.key, subject=duty, title="受理通知书", values=VALUES, by=province.fuzhou, on=on)
