"""Finds a Chromium for the browser tests, or brings one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
OF_PLAYWRIGHT = "playwright"
MISSING = "no Chromium: install it (Debian: apt install chromium) or set CHROMIUM to its path"

# As root there is no sandbox; the rest keeps the browser from calling home.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of a browser, `playwright` for the one that Playwright keeps, or None."""
    for name in filter(None, (os.environ.get("CHROMIUM"), *NAMES)):
        if name == OF_PLAYWRIGHT or shutil.which(name):
            return name if name == OF_PLAYWRIGHT else shutil.which(name)
    if MAC.exists():
        return str(MAC)
    return OF_PLAYWRIGHT if any(kept().glob("chromium*")) else None


def kept() -> Path:
    """Where Playwright keeps its browsers."""
    usual = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / usual / "ms-playwright")


def bring() -> str | None:
    """Installs a Chromium when there is none: from the system as root, else Playwright's."""
    return find() or (from_the_system() and find()) or (from_playwright() and find()) or None


def from_the_system() -> bool:
    if os.name != "posix" or os.getuid() != 0 or not shutil.which("apt-get"):
        return False
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends"]
    return quietly("apt-get", "-qq", "update") and quietly(
        *install, "chromium", "fonts-dejavu-core"
    )


def from_playwright() -> bool:
    return quietly(sys.executable, "-m", "playwright", "install", "chromium")


def quietly(*command: str) -> bool:
    silent = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, env=silent)
    return done.returncode == 0
