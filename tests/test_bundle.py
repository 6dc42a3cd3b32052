"""The bundle installs and serves on a machine that has no network at all."""

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.test_deploy import DEPLOY, ROOT, run

pytestmark = pytest.mark.soak
OFFLINE = ("unshare", "--map-root-user", "--net")
SERVED = """
set -e
if python3 -c 'import socket; socket.create_connection(("192.0.2.1", 80), 1)' 2>/dev/null; then exit 9; fi
ip link set lo up
"$HERE/install" "$TARGET" >/dev/null
export MINZHI_HOME="$TARGET/home" PATH="$TARGET/.venv/bin:$PATH"
minzhi install >/dev/null
minzhi serve --port 8765 >/dev/null & served=$!
curl --silent --fail --retry 100 --retry-delay 1 --retry-connrefused http://127.0.0.1:8765/health/
kill $served; wait $served
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    if subprocess.run([*OFFLINE, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let a test turn off the network")
    folder = tmp_path_factory.mktemp("bundle")
    made = run(DEPLOY / "bundle", folder / "bundle.tar")
    assert made.returncode == 0, made.stderr
    with tarfile.open(folder / "bundle.tar") as tar:
        tar.extractall(folder, filter="data")
    return next(folder.glob("minzhi-*"))


def test_a_bundle_serves_without_a_network(unpacked, tmp_path):
    done = run(*OFFLINE, "bash", "-c", SERVED, HERE=str(unpacked), TARGET=str(tmp_path / "opt"))
    assert (done.returncode, done.stdout) == (0, "ok"), done.stderr


def test_a_damaged_bundle_installs_nothing(unpacked, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(unpacked, copy)
    next((copy / "wheels").glob("minzhi-*.whl")).write_bytes(b"other")
    refused = run(copy / "install", tmp_path / "opt")
    assert (refused.returncode, "nothing was installed" in refused.stderr, Path(tmp_path / "opt").exists()) == (
        3, True, False,
    )  # fmt: skip


def test_a_bundle_holds_what_its_readme_names(unpacked):
    names = {path.name for path in unpacked.iterdir()}
    assert {"wheels", "docs", "install", "minzhi.service", "SHA256SUMS", "requirements.lock"} <= names
    assert (ROOT / "requirements.lock").read_text() == (unpacked / "requirements.lock").read_text()


def test_a_bundle_holds_the_font_and_all_that_debians_packages_need_themselves(unpacked):
    packages = {path.name.partition("_")[0] for path in (unpacked / "debian").glob("*.deb")}
    assert {"fonts-noto-cjk", "fontconfig", "libpango-1.0-0", "libharfbuzz0b", "python3.11-venv"} <= packages
    assert (unpacked / "debian" / "FandolFang-Regular.otf").exists()
