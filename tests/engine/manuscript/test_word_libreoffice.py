"""LibreOffice opens what was written, and shows what was changed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from manuscript_files import FILES, file_bytes
from pypdf import PdfReader

from nibble_engine.manuscript import files
from nibble_engine.manuscript.files import Source

OFFICE = shutil.which("soffice")
WHEN = datetime(2026, 1, 31, 12, tzinfo=UTC)
NEW = """# Minutes 会议纪要

Present: **Li Wei**, *Ann*. `code` and [a link](https://example.org/).

- one
  1. first
  2. second
- [x] done

> Quoted words.

```
x = 1
    y = 2
```

| Item | Cost |
| --- | ---: |
| Paper 纸 | 12 |
| Pens | 3 |
"""


def made(folder: Path) -> dict[str, str]:
    """Writes every file with changes; what each must show, by name."""
    for name in FILES:
        data = file_bytes(name)
        path = folder / f"{name}.docx"
        path.write_bytes(data)
        opened = files.read(path)
        text = opened.text.replace("Opening words.", "Opening words, revised.")
        text = text.replace("Closing words,", "An added paragraph 新增的一段。\n\nClosing words,")
        at = text.index("which are the last ones")
        pending = [(at, at + len("which"), "that")]
        source = Source(path.name, "docx", data)
        for tracked in (False, True):
            out = folder / f"{'tracked' if tracked else 'plain'}-{name}.docx"
            files.write(
                out,
                text,
                source=source,
                tracked=tracked,
                author="Wang Fang",
                date=WHEN,
                pending=pending if tracked else (),
            )
    files.write(folder / "new.docx", NEW)
    outputs = [f"{kind}-{name}" for name in FILES for kind in ("plain", "tracked")]
    return {**dict.fromkeys(outputs, "revised"), "new": "会议纪要"}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_what_was_written(tmp_path: Path) -> None:
    expected = made(tmp_path)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"),
            *("--outdir", str(tmp_path / "pdf")),
            *(str(tmp_path / f"{name}.docx") for name in expected),
        ],
        check=True,
        capture_output=True,
        timeout=400,
    )
    shown = {
        path.stem: "".join("".join(p.extract_text() for p in PdfReader(path).pages).split())
        for path in (tmp_path / "pdf").glob("*.pdf")
    }
    assert set(shown) == set(expected)
    for name, text in shown.items():
        assert expected[name] in text, name
        if name != "new":
            assert "Anaddedparagraph新增的一段。" in text
            assert "thelastones" in text
        if name.startswith("tracked"):  # what goes and what comes are both shown
            assert "thatwhich" in text or "whichthat" in text
