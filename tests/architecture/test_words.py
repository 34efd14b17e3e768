"""Words that may not stand: the clock, vague names, what is left open, private places."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import (
    PACKAGE,
    ROOT,
    WHOLE_FLOORS,
    Findings,
    committed_files,
    named,
    parsed,
    python_files,
    text_of,
)

# The journal, kept documents, sign-in, what was opened and composition keep the real clock;
# others ask common.clock.
REAL_CLOCK = (
    "steering/agenda/views/subscribing.py",
    "common/clock",
    "common/health",
    "common/audit",
    "common/documents/models.py",
    "common/sendings/models.py",
    "common/removals/models.py",
    "people/accounts",
    "portal/middleware.py",
    "steering/privacy/views",
    "steering/privacy/jobs.py",
    "steering/opendata/api/auth.py",
    "config",
)
CLOCKS = {"datetime", "timezone", "date", "time", "dt", "django_timezone"}
MOMENTS = {"now", "today", "utcnow", "time", "time_ns"}
MOMENTS_UNLESS_GIVEN_ONE = {"localtime", "localdate"}
AUTOMATIC = {"auto_now", "auto_now_add"}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "handler", "handlers"}
VAGUE |= {"data", "info", "process", "misc"}

# Written apart so that this file does not hold what it forbids.
OPEN = re.compile(rf"\b(?:{'TO' + 'DO'}|{'FIX' + 'ME'}|{'XX' + 'X'})\b")
REGISTRIES = re.compile(
    rf"{'py' + 'pi'}\.org|{'python' + 'hosted'}|registry\.{'np' + 'm'}|{'crates'}\.io"
)
HOMES = re.compile(r"(?<![\w.$}~])/(?:root|Users|home)/\w")


def clock_reads(text: str) -> Findings:
    """Time is an argument: no column fills itself, no line asks what time it is."""
    tree = parsed(text)
    reads = [
        f"line {node.lineno}: {ast.unparse(node)}" for node in ast.walk(tree) if asks_the_time(node)
    ]
    filled = [
        f"line {node.value.lineno}: {node.arg}"
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in AUTOMATIC
    ]
    database = ["Now()" for n in ast.walk(tree) if isinstance(n, ast.alias) and n.name == "Now"]
    return reads + filled + database


def asks_the_time(node: ast.AST) -> bool:
    """`datetime.now`, `datetime.date.today`; `localtime()`, but not `localtime(moment)`."""
    if isinstance(node, ast.Call) and not (node.args or node.keywords):
        return names_a_clock(node.func, MOMENTS_UNLESS_GIVEN_ONE)
    return names_a_clock(node, MOMENTS)


def names_a_clock(node: ast.AST, verbs: set[str]) -> bool:
    if not isinstance(node, ast.Attribute) or node.attr not in verbs:
        return False
    owner = node.value
    return (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")) in CLOCKS


def vague(path: Path) -> Findings:
    return [part for part in (*path.parts[:-1], path.stem) if part in VAGUE]


def left_open(text: str) -> Findings:
    return OPEN.findall(text)


def private_places(text: str, *, checkout: str) -> Findings:
    """Addresses of package registries, and folders of one machine."""
    here = [checkout] if len(Path(checkout).parts) > 2 and f"{checkout}/" in text else []
    return [*REGISTRIES.findall(text), *HOMES.findall(text), *here]


def test_time_is_an_argument() -> None:
    free = [p for p in python_files() if "tests" not in p.parts]
    asked = [p for p in free if not str(p.relative_to(PACKAGE)).startswith(REAL_CLOCK)]
    assert {named(p): found for p in asked if (found := clock_reads(text_of(p)))} == {}


def test_names_say_something() -> None:
    modules = [path.relative_to(PACKAGE) for path in python_files()]
    assert {str(path): found for path in modules if (found := vague(path))} == {}


def test_nothing_is_left_open() -> None:
    assert {named(p): f for p in committed_files() if (f := left_open(text_of(p)))} == {}


def test_no_registry_and_no_machine_is_named() -> None:
    found = {named(p): private_places(text_of(p), checkout=str(ROOT)) for p in committed_files()}
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_every_app_says_in_a_sentence_what_it_is() -> None:
    floors = {named(path): path for path in PACKAGE.glob("*/__init__.py")}
    packages = PACKAGE.glob("*/*/__init__.py")
    apps = {named(p): p for p in packages if p.parent.parent.name not in WHOLE_FLOORS}
    silent = [n for n, p in (floors | apps).items() if not ast.get_docstring(parsed(text_of(p)))]
    assert silent == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("if slot.start < now: ...", False),
        ("from phares.common.clock.queries import now\nmoment = now()", False),
        ("spent = time.monotonic()", False),
        ("shown = timezone.localtime(moment)", False),
        ("moment = timezone.localtime()", True),
        ("moment = timezone.now()", True),
        ("day = date.today()", True),
        ("day = datetime.date.today()", True),
        ("field = DateTimeField(default=timezone.now)", True),
        ("field = DateTimeField(auto_now_add=True)", True),
        ("from django.db.models.functions import Now", True),
        ("moment = datetime.now(tz=PARIS)", True),
    ],
)
def test_a_clock_is_seen(line: str, caught: bool) -> None:
    assert bool(clock_reads(line)) is caught


def test_a_vague_name_is_seen() -> None:
    assert vague(Path("people/directory/queries.py")) == []
    assert vague(Path("people/utils/names.py")) == ["utils"]
    assert vague(Path("people/directory/manager.py")) == ["manager"]


def test_what_is_left_open_is_seen() -> None:
    assert left_open("nothing to do here") == []
    assert left_open("# TO" + "DO: later") != []


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("see $HOME/.local/bin and /usr/bin/env", False),
        ("the page /homepage/ and ~/home/x", False),
        ("https://" + "py" + "pi.org/simple", True),
        ("cd /ro" + "ot/phares", True),
        ("cd /ho" + "me/jeanne/phares", True),
        ("cd /srv/clone/phares/bin", True),
    ],
)
def test_a_private_place_is_seen(text: str, caught: bool) -> None:
    assert bool(private_places(text, checkout="/srv/clone/phares")) is caught
