"""An upgrade is visible: the version says which commit runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from phares.config.edition import commit_of

COMMIT, OTHER = "a" * 40, "b" * 40


@pytest.mark.parametrize(
    ("why", "files", "commit"),
    [
        ("a branch", {"HEAD": "ref: refs/heads/main\n", "refs/heads/main": f"{COMMIT}\n"}, COMMIT),
        (
            "a packed branch",
            {
                "HEAD": "ref: refs/heads/main",
                "packed-refs": f"# pack\n{OTHER} refs/heads/old\n{COMMIT} refs/heads/main\n",
            },
            COMMIT,
        ),
        ("a commit", {"HEAD": f"{COMMIT}\n"}, COMMIT),
        ("no history", {}, ""),
        ("a branch without a commit", {"HEAD": "ref: refs/heads/main"}, ""),
    ],
)
def test_the_commit_of_a_clone(
    tmp_path: Path, why: str, files: dict[str, str], commit: str
) -> None:
    for name, text in files.items():
        path = tmp_path / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert commit_of(tmp_path) == commit, why
