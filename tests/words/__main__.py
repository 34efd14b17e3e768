"""`python -m tests.words`: the catalogue brought up to the code and compiled; says what waits."""

from __future__ import annotations

import sys

from tests.words import catalogue


def main() -> int:
    catalogue.write(catalogue.brought_up(catalogue.kept()))
    waiting = catalogue.wrong(catalogue.kept())
    for why, sentence in waiting:
        print(f"{why}: {sentence!r}")
    print(f"{len(waiting)} to translate in {catalogue.PO}" if waiting else "All is translated.")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
