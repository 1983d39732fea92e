"""The translations of the window: gather the texts, compile them, and check that none is missing.

python installers/translations.py update    texts of the code -> .ts, and .ts -> .qm
python installers/translations.py check     exit 1 where a text is new, gone or untranslated
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
TEXTS = FOLDER / "nibble_zh_CN.ts"


def main(argv: list[str]) -> int:
    """Exit status: 0 when every text of the window is translated and compiled."""
    if argv == ["update"]:
        _gather(TEXTS)
        _compile(TEXTS, TEXTS.with_suffix(".qm"))
        print(*_untranslated(TEXTS), sep="\n")
        return 0
    if argv == ["check"]:
        return _check()
    print(__doc__, file=sys.stderr)
    return 2


def _check() -> int:
    problems = [f"untranslated: {text}" for text in _untranslated(TEXTS)]
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / TEXTS.name
        shutil.copy(TEXTS, fresh)
        _gather(fresh)
        have, want = _texts(TEXTS), _texts(fresh)
        problems += [f"not gathered yet: {text}" for text in sorted(want - have)]
        problems += [f"no longer in the code: {text}" for text in sorted(have - want)]
        compiled = fresh.with_suffix(".qm")
        _compile(TEXTS, compiled)
        committed = TEXTS.with_suffix(".qm")
        if not committed.exists() or committed.read_bytes() != compiled.read_bytes():
            problems.append("the compiled file is older than the texts")
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print("mend with: python installers/translations.py update", file=sys.stderr)
    else:
        print(f"{len(_texts(TEXTS))} texts, all translated")
    return 1 if problems else 0


def _gather(target: Path) -> None:
    sources = sorted(str(path) for path in (ROOT / "app").rglob("*.py"))
    options = ["-noobsolete", "-locations", "none", "-silent"]
    languages = ["-source-language", "en_US", "-target-language", "zh_CN"]
    _tool("pyside6-lupdate", *sources, *options, *languages, "-ts", str(target))


def _compile(source: Path, target: Path) -> None:
    _tool("pyside6-lrelease", "-silent", str(source), "-qm", str(target))


def _tool(name: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(name)
    subprocess.run([str(program), *arguments], check=True)


def _messages(path: Path) -> list[tuple[str, ET.Element]]:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    return [
        (context.findtext("name") or "", message)
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def _texts(path: Path) -> set[str]:
    return {f"{context}: {message.findtext('source')}" for context, message in _messages(path)}


def _untranslated(path: Path) -> list[str]:
    return [
        f"{context}: {message.findtext('source')}"
        for context, message in _messages(path)
        if _open(message.find("translation"))
    ]


def _open(translation: ET.Element | None) -> bool:
    if translation is None or translation.get("type") == "unfinished":
        return True
    forms = translation.findall("numerusform")
    return not all((form.text or "").strip() for form in forms or [translation])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
