"""Reading the data files of a demonstration pole."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from phares.kernel.dating import Dated, read_dated

POLES = ("phares", "hainaut")


@dataclass(frozen=True)
class Book:
    """The files of one pole, each read once."""

    name: str

    def _toml(self, name: str) -> Mapping[str, Any]:
        found = files("phares.demo") / self.name / f"{name}.toml"
        return tomllib.loads(found.read_text(encoding="utf-8")) if found.is_file() else {}

    @cached_property
    def pole(self) -> Mapping[str, Any]:
        return self._toml("pole")

    @cached_property
    def organisations(self) -> Mapping[str, Any]:
        return self._toml("organisations")

    @cached_property
    def people(self) -> Mapping[str, Any]:
        return self._toml("people")

    @cached_property
    def building(self) -> Mapping[str, Any]:
        """Empty for a pole without a building."""
        return self._toml("building")

    @cached_property
    def rooms(self) -> Mapping[str, Any]:
        """Empty for a pole that lends no room."""
        return self._toml("rooms")

    @cached_property
    def events(self) -> Mapping[str, Any]:
        return self._toml("events")

    @cached_property
    def year(self) -> Mapping[str, Any]:
        return self._toml("year")

    @cached_property
    def map(self) -> dict[str, Any]:
        found = files("phares.demo") / self.name / "map.geojson"
        return dict(json.loads(found.read_text(encoding="utf-8")))


def dated(entry: Mapping[str, Any], key: str = "since") -> Dated | None:
    return read_dated(entry[key]) if entry.get(key) else None


def known(entry: Mapping[str, Any], key: str = "since") -> Dated:
    return read_dated(entry[key])
