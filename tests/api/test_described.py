"""The API does what its description says: Schemathesis tries what it allows and forbids."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from phares.common.parameters.models import Parameter
from phares.kernel.actor import Role
from phares.steering.opendata.api.description import description
from tests.api.world import token_for

EXAMPLES = int(os.environ.get("PHARES_API_EXAMPLES", "12"))
schema = schemathesis.openapi.from_dict(description())
schema.app = get_wsgi_application()
schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])


@pytest.fixture
def secret(house) -> Iterator[str]:
    """The connection of the test stays open between its requests, as Django’s own client does."""
    Parameter.objects.create(code="api.rate", value=60_000, starts_on="2016-01-01", source="essai")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield token_for(Role.ANIMATOR)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
def test_as_described(case, secret):
    """What a rule of the pole refuses is valid all the same: a right answer may be 422."""
    case.call_and_validate(
        headers={"Authorization": f"Bearer {secret}"}, excluded_checks=[positive_data_acceptance]
    )
