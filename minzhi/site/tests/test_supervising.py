"""The site's processes, and where they may listen."""

import socket
import sys
import threading

import pytest

from minzhi.site import supervising
from minzhi.site.management.commands import demo
from minzhi.site.supervising import GIVES_UP_AFTER, Address, CannotServe, Child, supervise, web


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_this_machine_alone_is_served_without_a_certificate(host):
    assert Address(host, 8000).is_loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "zhishi.example"])  # noqa: S104 - refused
def test_any_other_address_is_refused_without_a_certificate(host):
    with pytest.raises(CannotServe, match="必须用 https"):
        Address(host, 8000)


def test_with_a_certificate_the_address_is_https(tmp_path):
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    certificate.touch()
    key.touch()
    address = Address("10.0.0.8", 443, certificate, key)
    assert (str(address), "--ssl-certificate" in web(address, workers=1, threads=4)) == ("https://10.0.0.8:443/", True)


def test_a_port_that_is_taken_is_told_before_anything_starts():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotServe, match=f"http://127.0.0.1:{port}/ 用不了"):
            Address("127.0.0.1", port).check_free()
    Address("127.0.0.1", port).check_free()


def test_a_certificate_without_its_key_is_refused(tmp_path):
    with pytest.raises(CannotServe, match="一起给出"):
        Address("127.0.0.1", 8000, tmp_path / "c.pem")


def test_a_certificate_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotServe, match="找不到文件"):
        Address("127.0.0.1", 8000, tmp_path / "missing.pem", tmp_path / "k.pem")


def test_an_address_of_version_six_is_written_in_brackets():
    assert str(Address("::1", 8000)) == "http://[::1]:8000/"


def test_what_falls_is_started_again_and_what_always_falls_is_given_up(monkeypatch):
    monkeypatch.setattr(supervising, "LOOK_EVERY", 0.01)
    child = Child("broken", [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(CannotServe, match="broken 一再退出（代码 3）"):
        supervise([child], threading.Event())
    assert child.falls == GIVES_UP_AFTER


def test_all_stop_when_told_to():
    stop = threading.Event()
    stop.set()
    child = Child("quiet", [sys.executable, "-c", "import signal; signal.pause()"])
    supervise([child], stop)
    assert child.process.returncode == -15


def test_the_process_that_made_the_demonstration_becomes_the_server(monkeypatch):
    became = []
    monkeypatch.setattr("minzhi.site.management.commands.demo.os.execv", lambda *given: became.append(given))
    monkeypatch.setattr("minzhi.site.management.commands.demo.connections.close_all", lambda: None)
    demo.Command().become_server(8123)
    asked = [sys.executable, "-m", "django", "serve", "--port", "8123"]
    assert became == [(sys.executable, asked)]
