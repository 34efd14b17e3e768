"""What every operation may answer besides: declared, or the description would lie."""

from __future__ import annotations

from phares.steering.opendata.api.shapes import ProblemOut

PROBLEMS = dict.fromkeys((400, 401, 403, 404, 422, 429, 500, 503), ProblemOut)
WRITING = PROBLEMS | dict.fromkeys((409, 413, 415), ProblemOut)
