"""Compiled loops: the compiler comes when the first is called, not before."""

import subprocess
import sys

from minzhi.engines.similarity import kernels

PROGRAM = """
import sys
import numpy as np
from minzhi.engines.similarity.kernels import hashing, scanning, sketching
before = "numba" in sys.modules
hashing.hash_of(np.frombuffer("闽知".encode("utf-16-le"), np.uint16), 0, 2)
print(before, "numba" in sys.modules, type(sketching.mix).__name__, type(scanning.scan).__name__)
"""
SITE = """
import sys, django
django.setup()
from django.urls import resolve
resolve("/")
print("numba" in sys.modules)
"""


def told(program):
    asked = [sys.executable, "-c", program]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - our own words


def test_the_first_call_brings_the_compiler_and_all_loops_find_each_other_compiled():
    assert told(PROGRAM) == ["False", "True", "CPUDispatcher", "CPUDispatcher"]


def test_a_site_that_compares_nothing_has_no_compiler():
    assert told(SITE) == ["False"]


def test_what_is_compiled_is_kept_for_all_processes_by_the_wording_of_the_loops(tmp_path, monkeypatch):
    monkeypatch.setenv("MINZHI_KERNELS", str(tmp_path))
    kernels.note_compiled()
    assert (kernels.are_compiled(), [path.name for path in tmp_path.iterdir()]) == (True, [kernels.kept().name])
    monkeypatch.setattr(kernels, "_wording", lambda: "other")
    assert kernels.are_compiled() is False
    kernels.note_compiled()
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
