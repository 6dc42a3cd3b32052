"""The process that sets pages: it starts with the first and ends with the block, so nobody else holds its fonts."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from tempfile import TemporaryFile
from threading import Timer
from typing import IO

from minzhi.engines.documents.pdf import page

LONGEST = 300
"""Seconds that one page may take."""


class Jammed(RuntimeError):
    """A page was not set; the text is what the process said last."""


class Press:
    """Sets one page after the other by one process, which is started anew where it ended over a page."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.said: IO[bytes] | None = None

    def set(self, asked: bytes) -> bytes:
        """Return a page as PDF: `asked` is one line of JSON. Raises `Jammed`."""
        child = self._running()
        made = self._made(child, asked)
        if made is None:
            child.wait()
            raise Jammed(self._last_line())
        return made

    def _running(self) -> "subprocess.Popen[bytes]":
        if self.child is None or self.child.poll() is not None:
            self.close()
            self.said = TemporaryFile()  # noqa: SIM115 - closed with the press
            command = [sys.executable, "-m", page.__name__]
            self.child = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said
            )
        return self.child

    def _made(self, child: "subprocess.Popen[bytes]", asked: bytes) -> bytes | None:
        given, taken = child.stdin, child.stdout
        if given is None or taken is None:
            return None
        timer = Timer(LONGEST, child.kill)
        timer.start()
        try:
            given.write(asked + b"\n")
            given.flush()
            length = taken.readline()
            made = taken.read(int(length)) if length else b""
        except BrokenPipeError:
            return None
        finally:
            timer.cancel()
        return made if length and len(made) == int(length) else None

    def _last_line(self) -> str:
        if self.said is None:
            return ""
        self.said.seek(0)
        return self.said.read().decode(errors="replace").strip().rpartition("\n")[2]

    def close(self) -> None:
        """End the process, where there is one."""
        if self.child is not None:
            for pipe in filter(None, (self.child.stdin, self.child.stdout)):
                with suppress(BrokenPipeError):
                    pipe.close()
            self.child.wait()
        if self.said is not None:
            self.said.close()
        self.child = self.said = None


_open: ContextVar[Press | None] = ContextVar("press", default=None)


@contextmanager
def one_press() -> Iterator[Press]:
    """Set every page inside by one process: starting it costs more than three certificates."""
    there = _open.get()
    if there is not None:
        yield there
        return
    press = Press()
    token = _open.set(press)
    try:
        yield press
    finally:
        _open.reset(token)
        press.close()
