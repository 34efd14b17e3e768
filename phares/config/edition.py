"""Which code this is: the version, and the commit of a clone, read from its files."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

CODE = Path(__file__).resolve().parents[2]


def edition() -> str:
    """« 0.1.0 (886b7686a1b2) » in a clone; « 0.1.0 » where the code came without its history."""
    commit = commit_of(CODE)
    return f"{version('phares')} ({commit[:12]})" if commit else version("phares")


def commit_of(code: Path) -> str:
    """The commit that is checked out; nothing where none is."""
    git = code / ".git"
    head = _line(git / "HEAD")
    if not head.startswith("ref: "):
        return head
    ref = head.removeprefix("ref: ")
    return _line(git / ref) or _packed(git / "packed-refs", ref)


def _packed(path: Path, ref: str) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split()[0] for line in lines if line.endswith(f" {ref}")), "")


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
