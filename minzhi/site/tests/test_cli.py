"""The command where nothing is prepared."""

import os
import subprocess
import sys

import pytest


def told(words, home):
    asked = [sys.executable, "-c", "from minzhi.site.cli import main; main()", *words]
    there = {**os.environ, "MINZHI_HOME": str(home), "MINZHI_DATABASE": ""}
    done = subprocess.run(asked, env=there, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.returncode, done.stdout, done.stderr.strip()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("idle_minute = 30", "没有 idle_minute 这项设置"),
        ('idle_minutes = "30"', "idle_minutes 不能是 '30'，应是大于0的整数"),
        ("sessions_at_once = 0", "sessions_at_once 不能是 0"),
        ('second_factor = "all"', "second_factor 不能是 all，可写 administrators、everybody、nobody"),
        ("hosts = ", "minzhi.toml 读不懂"),
        ('[[identity]]\nkey = "portal"', "[[identity]] 缺 provider"),
    ],
)
def test_a_setting_that_nobody_would_heed_stops_every_command_in_plain_words(said, why, tmp_path):
    (tmp_path / "minzhi.toml").write_text(said, "utf-8")
    code, _out, words = told(["doctor"], tmp_path)
    assert (code, why in words, "Traceback" in words) == (1, True, False)


@pytest.mark.parametrize("words", [["facts", "verify"], ["search", "电池", "--count"], ["log", "check"]])
def test_a_command_without_tables_says_what_to_do(words, tmp_path):
    assert told(words, tmp_path) == (
        1, "", "这里的数据库还没有建好：请先运行 minzhi migrate（要看演示，请运行 minzhi demo）。",
    )  # fmt: skip


def test_who_has_read_enough_ends_a_command_without_a_word(tmp_path):
    asked = [sys.executable, "-c", "from minzhi.site.cli import main; main()", "clock", "list", "--json"]
    there = {**os.environ, "MINZHI_HOME": str(tmp_path), "MINZHI_DATABASE": ""}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(asked, env=there, stdout=writing, stderr=subprocess.PIPE, check=False)  # noqa: S603 - ours
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
