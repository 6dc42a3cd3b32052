"""Logs as one file a day in the installation's folder; deleted only when they are older than the law asks."""

import logging
from datetime import date, timedelta
from pathlib import Path

from minzhi.kit import clock

AT_LEAST = 183  # days: six months, Cybersecurity Law article 21
NAME = "minzhi-%Y-%m-%d.log"


def gathered(socket: str) -> dict[str, dict[str, str]]:
    """Return the handler that gives lines to the machine's syslog, by its name; none where no socket is named."""
    handler = {
        "class": "logging.handlers.SysLogHandler",
        "address": socket,
        "facility": "authpriv",
        "formatter": "line",
    }
    return {"gathered": handler} if socket else {}


class TooShort(ValueError):
    """The settings would delete logs earlier than the law allows."""


class Daily(logging.Handler):
    """Append each line to the file of its day; several processes may write at once, a line is one write."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = Path(folder)

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{clock.now().isoformat(timespec='milliseconds')} {self.format(record)}\n"
        path = self.folder / clock.real_today().strftime(NAME)
        try:
            try:
                _append(path, line)
            except FileNotFoundError:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _append(path, line)
        except OSError:
            self.handleError(record)  # a full disk is told on the standard error stream, and the page still comes


def _append(path: Path, line: str) -> None:
    with path.open("ab", buffering=0) as stream:
        stream.write(line.encode())


def forget(folder: Path, *, days: int, on: date) -> int:
    """Delete the files of days longer than `days` ago; returns how many. Raises `TooShort` below six months."""
    if days < AT_LEAST:
        raise TooShort(f"log_days = {days}: logs are kept {AT_LEAST} days at least (Cybersecurity Law, article 21)")
    last = (on - timedelta(days=days)).strftime(NAME)
    old = [path for path in folder.glob("minzhi-*.log") if path.name < last]
    for path in old:
        path.unlink()
    return len(old)
