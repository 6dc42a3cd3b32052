"""The command where nothing is prepared."""

import json
import os
import subprocess
import sys

import pytest


def told(words, home, database=""):
    asked = [sys.executable, "-c", "from minzhi.site.cli import main; main()", *words]
    there = {**os.environ, "MINZHI_HOME": str(home), "MINZHI_DATABASE": database}
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


def test_the_doctor_says_once_that_the_database_is_away_and_mends_nothing_else(tmp_path):
    _code, out, _words = told(["doctor", "--json"], tmp_path, database="postgresql://nobody@127.0.0.1:1/x")
    said = [(each["name"], each["mend"]) for each in json.loads(out) if each["name"] == "数据库"]
    assert said == [("数据库", "请启动数据库，并核对 minzhi.toml 的 database。")]


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
