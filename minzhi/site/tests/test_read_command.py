"""`minzhi read`: a file is read without loading what it does not need."""

import json
import subprocess
import sys

LOADED = """
import sys
from minzhi.site.cli import main
sys.argv = ["minzhi", "read", *sys.argv[1:]]
try:
    main()
finally:
    print([name for name in sys.modules if name.endswith(".models") and name.startswith("minzhi.")], file=sys.stderr)
"""
NOTICE = "某市知识产权局2024年工作要点\n1.加强执法。（责任单位：保护处）\n2.开展培训。（责任单位：运用处）\n"


def ran(path, *options):
    asked = [sys.executable, "-c", LOADED, str(path), *options]
    return subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


def test_a_notice_is_read_without_a_room_or_a_database(tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, "utf-8")
    done = ran(tmp_path / "a.txt", "--json")
    said = [task["title"] for section in json.loads(done.stdout)["sections"] for task in section["tasks"]]
    assert (said, done.stderr) == (["加强执法", "开展培训"], "[]\n")


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04broken")
    done = ran(tmp_path / "a.docx")
    assert (done.returncode, done.stdout, "文件已损坏" in done.stderr) == (1, "", True)
