"""An independent validator finds a paper to be PDF/A-2b and PDF/UA-1. It is Java's own, fetched for this test alone."""

import shutil
import subprocess
from pathlib import Path

import pytest

from minzhi.engines.documents.pdf.setting import as_pdf, why_not
from minzhi.engines.documents.tests.conftest import NOTICE, RARE, VALUES
from minzhi.engines.documents.word.filling import fill
from minzhi.engines.documents.word.skeleton import as_word

HERE = Path(__file__).parent / "verapdf"
needs_java = pytest.mark.skipif(not (shutil.which("mvn") and shutil.which("java")), reason="needs Java and Maven")
FRAME = {"issuer": "福建省知识产权局", "number": "闽知发〔2023〕1号", "issued_on": "2023年10月18日", "signer": RARE}
CLASSES = ["mvn", "-q", "dependency:build-classpath", "-f", str(HERE / "pom.xml")]


@pytest.mark.soak
@needs_java
def test_a_paper_conforms_to_both_standards(tmp_path):
    if lacking := why_not():
        pytest.skip(lacking)
    paper, classes = tmp_path / "paper.pdf", tmp_path / "classes"
    paper.write_bytes(as_pdf(fill(as_word(NOTICE), NOTICE, {**VALUES, **FRAME}), title="通知书", made_on="2023-10-18"))
    subprocess.run([*CLASSES, f"-Dmdep.outputFile={classes}"], check=True, capture_output=True)
    asked = ["java", "-cp", classes.read_text(), str(HERE / "Check.java"), str(paper)]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    assert said.splitlines() == ["2b true", "ua1 true"]
