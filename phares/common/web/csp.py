"""What a browser may load from our pages: our own files, nothing inline, nobody else's."""

from __future__ import annotations

from typing import Any

from django.utils.csp import CSP

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

SHOWING_A_LETTER = SECURE_CSP | {"frame-src": [CSP.SELF]}
"""A page of ours that shows a letter in a frame."""

INSIDE_A_LETTER: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "sandbox": True,
}
"""The letter itself: its inline style, and nothing that runs, loads or posts."""
