"""Problems as answers: application/problem+json (RFC 9457)."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from phares.kernel.refusal import Refused
from phares.steering.opendata.actions import Answer, Told
from phares.steering.opendata.rules.problems import (
    TITLES,
    Problem,
    of_reason,
    of_status,
    said_of,
)

KIND = "application/problem+json"


class JsonOnly(Parser):
    """What has a body is JSON, and says so."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise Told(of_status(415))
        return super().parse_body(request)


def told(problem: Problem) -> HttpResponse:
    return answered(Answer(problem.status, body_of(problem)), problem.headers)


def body_of(problem: Problem) -> str:
    """In the language of whoever asks."""
    title = TITLES.get(problem.status, TITLES[500 if problem.status >= 500 else 400])
    said = {
        "type": "about:blank",
        "title": str(title),
        "status": problem.status,
        "code": problem.code,
        "detail": str(problem.detail),
        **problem.more,
    }
    return json.dumps(said, ensure_ascii=False)


def answered(answer: Answer, headers: Any = None) -> HttpResponse:
    kind = KIND if answer.status >= 400 else "application/json"
    return HttpResponse(answer.body, status=answer.status, content_type=kind, headers=headers)


def refused(_request: HttpRequest, error: Any) -> HttpResponse:
    return told(of_reason(error.reason))


def _told(_request: HttpRequest, error: Any) -> HttpResponse:
    return told(error.problem)


def _missing(_request: HttpRequest, _error: Any) -> HttpResponse:
    return told(of_status(404))


def _stranger(_request: HttpRequest, _error: Any) -> HttpResponse:
    answer = told(of_status(401))
    answer.headers["WWW-Authenticate"] = 'Bearer realm="Phares"'
    return answer


def _http(_request: HttpRequest, error: Any) -> HttpResponse:
    cause = error.__cause__ or error.__context__
    return told(cause.problem if isinstance(cause, Told) else of_status(error.status_code))


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    faults = [
        {"where": [str(part) for part in fault["loc"]], "detail": str(said_of(fault["type"]))}
        for fault in error.errors
    ]
    told_first = faults[0]["detail"] if faults else of_status(400).detail
    return told(Problem(422, "invalid", str(told_first), {"errors": faults}))


HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (Refused, refused),
    (Told, _told),
    (Http404, _missing),
    (AuthenticationError, _stranger),
    (ValidationError, _invalid),
    (HttpError, _http),
)
