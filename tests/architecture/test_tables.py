"""Tables: keys go down like imports, and no workflow hides in a model or behind a signal."""

from __future__ import annotations

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.tree import (
    Findings,
    imports_of,
    may_rest_on,
    named,
    parsed,
    python_files,
    text_of,
)

OVERRIDES = {"save", "delete", "save_base", "full_clean"}
SIGNALS = re.compile(r"^(django\.dispatch|django\.(\w+\.)*signals)\b")


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("phares.")]


def upward(owner: str, label: str, target: str) -> Findings:
    return [] if may_rest_on(owner, target) else [f"{label} -> {target}"]


def upward_keys(model: type[models.Model]) -> Findings:
    """Keys and many-to-manys of a table that point to a floor above or to a neighbour."""
    owner = model._meta.app_config.name
    relations = [f for f in model._meta.get_fields() if f.is_relation and not f.auto_created]
    return [
        finding
        for field in relations
        if field.related_model
        for finding in upward(
            owner, f"{model.__name__}.{field.name}", field.related_model._meta.app_config.name
        )
    ]


def hidden_workflow(text: str) -> Findings:
    """Classes of models.py that override a write."""
    tree = parsed(text)
    return [
        f"{kind.name}.{function.name}"
        for kind in ast.walk(tree)
        if isinstance(kind, ast.ClassDef)
        for function in kind.body
        if isinstance(function, ast.FunctionDef) and function.name in OVERRIDES
    ]


def signals(text: str) -> Findings:
    return [name for name in imports_of(parsed(text)) if SIGNALS.match(name)]


def test_foreign_keys_go_down_like_imports() -> None:
    assert [finding for model in our_models() for finding in upward_keys(model)] == []


def test_models_hide_no_workflow() -> None:
    tables = [p for p in python_files() if p.name == "models.py" or p.parent.name == "models"]
    assert {named(p): f for p in tables if (f := hidden_workflow(text_of(p)))} == {}


def test_nothing_listens_to_signals() -> None:
    assert {named(p): f for p in python_files() if (f := signals(text_of(p)))} == {}


@pytest.mark.parametrize(
    ("case", "owner", "target", "caught"),
    [
        ("down a floor", "phares.cooperative.premises", "phares.people.directory", False),
        ("down inside a floor", "phares.people.accounts", "phares.people.directory", False),
        ("to a library", "phares.people.accounts", "django.contrib.auth", False),
        ("up a floor", "phares.people.directory", "phares.money.pricing", True),
        ("up inside a floor", "phares.people.directory", "phares.people.accounts", True),
        ("to a neighbour", "phares.cooperative.projects", "phares.cooperative.assets", True),
        ("from common", "phares.common.audit", "phares.people.accounts", True),
        ("to the portal", "phares.steering.reporting", "phares.portal", True),
    ],
)
def test_a_key_that_goes_up_is_seen(case: str, owner: str, target: str, caught: bool) -> None:
    assert bool(upward(owner, "Model.field", target)) is caught, case


def test_a_hidden_workflow_is_seen() -> None:
    assert hidden_workflow("class A:\n    def __str__(self): ...") == []
    assert hidden_workflow("class A:\n    def save(self, **more): ...") == ["A.save"]


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("from django.db import models", False),
        ("from django.dispatch import receiver", True),
        ("from django.db.models.signals import post_save", True),
        ("from django.contrib.auth import signals", True),
    ],
)
def test_a_signal_is_seen(line: str, caught: bool) -> None:
    assert bool(signals(line)) is caught
