"""LibreOffice opens what was written, and shows both the translation and what was kept."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from slide_files import slide_file
from word_files import word_file
from workbook_files import workbook_file

from nibble_engine.documents.office import docx, pptx, xlsx

OFFICE = shutil.which("soffice")
WORD = ("formats", "notes", "tables", "links", "text_boxes", "lists", "headers", "tracked")


def _outputs(folder: Path) -> list[Path]:
    made = []
    cases = [(docx, word_file, each) for each in WORD]
    cases += [(pptx, slide_file, "slide_tables"), (pptx, slide_file, "run_formats")]
    cases += [(xlsx, workbook_file, "rich"), (xlsx, workbook_file, "shared")]
    for module, make, each in cases:
        document = module.open_(make(folder, each))
        translation = {unit.id: unit.text.upper() for unit in document.units}
        for kind in ("one", "both"):
            path = folder / f"{kind}-{each}{module.SUFFIXES[0]}"
            document.write(path, translation, bilingual=kind == "both")
            made.append(path)
    return made


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_what_was_written(tmp_path: Path) -> None:
    outputs = _outputs(tmp_path)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"),
            *("--outdir", str(tmp_path / "pdf"), *map(str, outputs)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    shown = {
        path.stem: _bare("".join(page.extract_text() for page in PdfReader(path).pages))
        for path in (tmp_path / "pdf").glob("*.pdf")
    }
    assert set(shown) == {path.stem for path in outputs}
    assert "PRESSSTARTANDWAITUNTILTHELAMPISGREEN." in shown["one-formats"]
    assert "Oneformatonly" not in shown["one-formats"]
    assert "Oneformatonly.ONEFORMATONLY." in shown["both-formats"]
    assert "THEFOOTNOTENUMBERTWO" in shown["one-notes"]
    assert "INTHEFIRSTBOX" in shown["one-text_boxes"]
    assert "ANNUALREPORT" in shown["one-headers"] or "COVERPAGE" in shown["one-headers"]
    assert "1.Openthecase1.OPENTHECASE" in shown["both-lists"]
    assert "3.Closethecase3.CLOSETHECASE" in shown["both-lists"]
    assert "NESTEDCELL" in shown["one-tables"]
    assert "Nestedcell" not in shown["one-tables"]
    assert "ROW0ANDCOLUMN0" in shown["one-slide_tables"]
    assert "PRESSSTARTANDWAIT" in shown["both-rich"]
    assert shown["one-shared"].count("TOTAL") == 4
