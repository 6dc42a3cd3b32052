"""Keeps the site's processes running: what falls is started again, and all stop together."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.site.home import is_loopback

LOOK_EVERY = 0.5  # seconds
PATIENCE = 15  # seconds that a process has to end what it is doing
GIVES_UP_AFTER = 5  # falls in a row, each soon after the start
LIVES = 20  # looks


class CannotServe(Refusal):
    """The site is not started. The text is shown."""


@dataclass(frozen=True)
class Address:
    """Where the site listens. Anything but this machine's own address needs a certificate."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if bool(self.certificate) != bool(self.key):
            raise CannotServe(_("证书和私钥要一起给出：--certificate 和 --key。"))
        for file in (self.certificate, self.key):
            if file and not file.is_file():
                raise CannotServe(_("找不到文件 %(file)s，请检查路径。") % {"file": file})
        if not self.is_loopback and not self.certificate:
            message = _("地址 %(host)s 对外开放，必须用 https：请给出 --certificate 和 --key，或改用 127.0.0.1。")
            raise CannotServe(message % {"host": self.host})

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.host)

    def check_free(self) -> None:
        """Raise `CannotServe` where somebody else listens already, or nobody may."""
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as taken:
                message = _("%(address)s 用不了（%(why)s）：请用 --port 换一个端口。")
                raise CannotServe(message % {"address": self, "why": taken.strerror}) from taken

    @property
    def is_secure(self) -> bool:
        return self.certificate is not None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.is_secure else 'http'}://{host}:{self.port}/"


def web(address: Address, *, workers: int, threads: int) -> list[str]:
    """Return the command of the web server."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", address.host,
        "--port", str(address.port), "--workers", str(workers), "--blocking-threads", str(threads),
        "--respawn-failed-workers", "--log-level", "warning", "minzhi.site.wsgi:application",
    ]  # fmt: skip
    if address.is_secure:
        command += ["--ssl-certificate", str(address.certificate), "--ssl-keyfile", str(address.key)]
    return command


@dataclass
class Child:
    """One process of the site, and how often it fell soon after it was started."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    looks: int = 0
    falls: int = 0

    def start(self) -> None:
        self.looks = 0
        self.process = subprocess.Popen(self.command, env={**os.environ, **self.env})  # noqa: S603 - our own commands

    def look(self) -> bool:
        """Start the process again if it fell; return whether it had to."""
        self.looks += 1
        if self.process is None or self.process.poll() is None:
            return False
        self.falls = self.falls + 1 if self.looks < LIVES else 1
        if self.falls >= GIVES_UP_AFTER:
            message = _("%(name)s 一再退出（代码 %(code)s），已停止；请看上面的出错信息，或运行 minzhi doctor。")
            raise CannotServe(message % {"name": self.name, "code": self.process.returncode})
        self.start()
        return True

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def supervise(children: Sequence[Child], stop: threading.Event) -> None:
    """Run until `stop` is set, or until a child cannot be kept alive (`CannotServe`); then end them all."""
    try:
        for child in children:
            child.start()
        while not stop.wait(LOOK_EVERY):
            for child in children:
                child.look()
    finally:
        for child in reversed(children):
            child.stop()


def stop_on_signals() -> threading.Event:
    """Return the event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_given: stop.set())
    return stop
