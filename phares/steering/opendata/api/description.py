"""The description (OpenAPI 3.1), as programs and Schemathesis read it."""

from __future__ import annotations

from functools import cache
from typing import Any

from phares.steering.opendata.api import api
from phares.steering.opendata.api.problems import KIND

METHODS = ("get", "post", "delete")


@cache
def description() -> dict[str, Any]:
    """Made once from the shapes; problems have their own media type, an answer without content
    has none."""
    told: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1")
    for path in told["paths"].values():
        for method in METHODS:
            for status, answer in path.get(method, {}).get("responses", {}).items():
                _as_sent(int(status), answer)
    return told


def _as_sent(status: int, answer: dict[str, Any]) -> None:
    if status >= 400 and "content" in answer:
        answer["content"] = {KIND: answer["content"].pop("application/json")}
    if status == 204:
        answer.pop("content", None)
