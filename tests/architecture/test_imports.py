"""Imports, where import-linter cannot look: private modules, migrations, ports."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.architecture.tree import (
    Findings,
    app_of,
    import_edges,
    imports_of,
    named,
    parsed,
    python_files,
    text_of,
)

type Edge = tuple[str, str]

PRIVATE = {"urls", "views", "api", "jobs", "admin", "forms", "tests"}
SHARED_FORMS = "phares.common.web."
MIGRATIONS_MAY_IMPORT = ("phares.common.fields", "phares.common.constraints")

# Who gathers what each domain offers.
PORTS = {
    "charges": "phares.steering.closing.sources",
    "entries": "phares.steering.accounting.sources",
    "figures": "phares.steering.reporting.sources",
    "dates": "phares.steering.agenda.sources",
    "datasets": "phares.steering.opendata.sources",
    "personal_data": "phares.steering.privacy.sources",
    "suitcase": "phares.steering.suitcases.sources",
    "alerts": "phares.portal.sources",
    "own": "phares.portal.sources",
    "search": "phares.portal.sources",
    "soundness": "phares.config.doctor.sources",
}
OF_EVERY_FLOOR = {"soundness"}
"""The technical apps have nothing to bill or to count; all have something that must hold."""


def intrusions(edges: Iterable[Edge]) -> Findings:
    """Another domain is met through actions, queries, models, rules and ports only.

    The floor `config` composes everything; the form component of common.web is everyone's.
    """
    return sorted(
        f"{here} -> {there}"
        for here, there in edges
        if app_of(here) != app_of(there)
        and not here.startswith("phares.config")
        and not there.startswith(SHARED_FORMS)
        and PRIVATE & set(there.removeprefix(app_of(there)).split("."))
    )


def forgotten_ports(modules: Iterable[str], edges: Iterable[Edge]) -> Findings:
    """A domain that writes charges.py and is not gathered would never be paid."""
    known = set(edges)
    return sorted(
        f"{module} is not gathered by {PORTS[port]}"
        for module in modules
        if module.count(".") == 3
        and (port := module.rpartition(".")[2]) in PORTS
        and not module.startswith("phares.config.")
        and (port in OF_EVERY_FLOOR or not module.startswith("phares.common."))
        and (PORTS[port], module) not in known
    )


def code_of_ours(migration: str) -> Findings:
    """A migration stays true when our code moves: it imports our columns and constraints only."""
    return [
        name
        for name in imports_of(parsed(migration))
        if name.startswith("phares.") and not name.startswith(MIGRATIONS_MAY_IMPORT)
    ]


def test_pages_forms_and_jobs_are_private() -> None:
    assert intrusions(import_edges()) == []


def test_every_port_is_plugged() -> None:
    edges = import_edges()
    assert forgotten_ports({module for edge in edges for module in edge}, edges) == []


def test_migrations_import_no_code_of_ours() -> None:
    migrations = [path for path in python_files(migrations=True) if path.match("migrations/0*.py")]
    assert {named(p): f for p in migrations if (f := code_of_ours(text_of(p)))} == {}


DESK, ROOM = "phares.activities.bookings", "phares.cooperative.premises"


@pytest.mark.parametrize(
    ("case", "edge", "caught"),
    [
        ("actions of another domain", (f"{DESK}.actions", f"{ROOM}.actions"), False),
        ("a form of one’s own", (f"{ROOM}.views", f"{ROOM}.forms"), False),
        ("the shared form component", (f"{ROOM}.forms", "phares.common.web.forms"), False),
        ("the schedule composes jobs", ("phares.config.schedule", f"{ROOM}.jobs"), False),
        ("a view of another domain", (f"{DESK}.views", f"{ROOM}.views"), True),
        ("a form in a package", (f"{DESK}.forms", f"{ROOM}.forms.lease"), True),
        ("the portal takes a page", ("phares.portal.views", f"{ROOM}.views"), True),
        ("a page of the portal", ("phares.demo.loading", "phares.portal.views"), True),
        ("the tests of another domain", (f"{DESK}.tests.cast", f"{ROOM}.tests.cast"), True),
    ],
)
def test_an_intrusion_is_seen(case: str, edge: Edge, caught: bool) -> None:
    assert bool(intrusions([edge])) is caught, case


@pytest.mark.parametrize(
    ("case", "module", "edges", "caught"),
    [
        ("gathered", f"{ROOM}.figures", [(PORTS["figures"], f"{ROOM}.figures")], False),
        ("forgotten", f"{ROOM}.figures", [], True),
        ("gathered by another", f"{ROOM}.alerts", [(PORTS["figures"], f"{ROOM}.alerts")], True),
        ("value types of the kernel", "phares.kernel.figures", [], False),
        ("what the doctor never asks", f"{ROOM}.soundness", [], True),
        ("nor of a technical app", "phares.common.audit.soundness", [], True),
        ("a table of figures of the journal", "phares.common.audit.figures", [], False),
    ],
)
def test_a_forgotten_port_is_seen(case: str, module: str, edges: list[Edge], caught: bool) -> None:
    assert bool(forgotten_ports([module], edges)) is caught, case


def test_code_in_a_migration_is_seen() -> None:
    assert code_of_ours("import phares.common.fields\nfrom django.db import models\n") == []
    assert code_of_ours("from phares.people.directory.models import Party") != []
    assert code_of_ours("def forwards(apps, schema):\n    import phares.kernel.money") != []
