"""The command where nothing is prepared."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("words", [["facts", "verify"], ["search", "电池", "--count"], ["log", "check"]])
def test_a_command_without_tables_says_what_to_do(words, tmp_path):
    asked = [sys.executable, "-c", "from minzhi.site.cli import main; main()", *words]
    there = {**os.environ, "MINZHI_HOME": str(tmp_path), "MINZHI_DATABASE": ""}
    done = subprocess.run(asked, env=there, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "这里的数据库还没有建好：请先运行 minzhi migrate（要看演示，请运行 minzhi demo）。"


def test_who_has_read_enough_ends_a_command_without_a_word(tmp_path):
    asked = [sys.executable, "-c", "from minzhi.site.cli import main; main()", "clock", "list", "--json"]
    there = {**os.environ, "MINZHI_HOME": str(tmp_path), "MINZHI_DATABASE": ""}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(asked, env=there, stdout=writing, stderr=subprocess.PIPE, check=False)  # noqa: S603 - ours
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
