"""The folder of an installation: its settings file, database, files and key."""

import os
import secrets
import tomllib
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any, get_origin
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME, NOT_SAID = "minzhi.toml", frozenset({"folder", "secret_key", "database_url"})
WHO = ("administrators", "everybody", "nobody")
KINDS = {str: "应是引号里的文字", int: "应是大于0的整数", list: "应是一列，如 [...]", dict: "应是一段，如 [名称]"}


@dataclass(frozen=True)
class Installed:
    """What ``minzhi.toml`` in the folder says; everything has a default that works."""

    folder: Path
    secret_key: str
    hosts: list[str] = field(default_factory=lambda: ["127.0.0.1", "localhost", "[::1]", "testserver"])
    database_url: str = ""
    backup_folder: str = ""
    log_days: int = 190  # six months and a week; never less than six months
    audit_syslog: str = ""  # the socket of this machine's syslog: a copy of each line of the audit goes there
    metrics_token: str = ""  # who may read the numbers from elsewhere than this machine
    second_factor: str = WHO[0]  # who must have one
    idle_minutes: int = 30
    session_hours: int = 12
    sessions_at_once: int = 3
    identity: list[dict[str, Any]] = field(default_factory=list)  # ways to sign in from elsewhere
    search: dict[str, Any] = field(default_factory=dict)  # shards here, or a cluster: nodes, name, shards …
    register: dict[str, Any] = field(default_factory=dict)  # of the log: `signers` beside its own key, a time `stamper`

    def database(self) -> dict[str, Any]:
        """Return Django's settings of the database: SQLite in the folder, or ``postgresql://user@host/name``."""
        return _postgresql(self.database_url) if self.database_url else _sqlite(self.folder / "minzhi.sqlite3")


def is_loopback(host: str) -> bool:
    """Tell whether a name or address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def folder() -> Path:
    """Return the folder named by MINZHI_HOME, or ``var`` below the present one."""
    return Path(os.environ.get("MINZHI_HOME") or "var").resolve()


def read(home: Path) -> Installed:
    """Read the folder's settings; a first reading makes the folder and its key (readable by its owner only)."""
    (home / "static").mkdir(parents=True, exist_ok=True)
    written = home / NAME
    given = _said(written) if written.exists() else {}
    url = os.environ.get("MINZHI_DATABASE", given.pop("database", ""))
    return Installed(folder=home, secret_key=_key(home / "secret_key"), database_url=url, **given)


def _said(written: Path) -> dict[str, Any]:
    """Return what the settings file says; raises `ImproperlyConfigured` for what nobody would heed."""
    try:
        given = tomllib.loads(written.read_text("utf-8"))
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{NAME} 读不懂：{wrong}") from wrong
    known: dict[str, Any] = {"database": str}
    known |= {each.name: get_origin(each.type) or each.type for each in fields(Installed) if each.name not in NOT_SAID}
    for name, value in given.items():
        if name not in known:
            raise ImproperlyConfigured(f"{NAME}：没有 {name} 这项设置，可写 {'、'.join(sorted(known))}")
        if type(value) is not known[name] or (known[name] is int and value < 1):
            raise ImproperlyConfigured(f"{NAME}：{name} 不能是 {value!r}，{KINDS[known[name]]}")
    if (who := given.get("second_factor", WHO[0])) not in WHO:
        raise ImproperlyConfigured(f"{NAME}：second_factor 不能是 {who}，可写 {'、'.join(WHO)}")
    return given


def _key(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_urlsafe(50))
    return path.read_text("ascii")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,  # opening the file anew for each page costs more than the page's questions
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits its turn instead of failing half-way
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
                "PRAGMA wal_autocheckpoint=4000; "  # 16 MB of log: fewer writers wait for it to be carried over
                "PRAGMA recursive_triggers=ON;"  # INSERT OR REPLACE deletes: tables that never change refuse it too
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "minzhi.records.tables.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
