"""A provider of accounts (OpenID Connect) on this machine: real HTTP, tokens really signed.

    with Provider() as provider:
        provider.claims = {"sub": "42", "email": "a@b.test", "email_verified": True}

It checks what a provider checks: the client, its secret, the address to come back to, and that the
code is redeemed once, by who knows what its PKCE challenge was made of.
"""

from __future__ import annotations

import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "phares", "un secret entre nous"


class Provider:
    """Tells `claims` of whoever asks; `signs` makes the token out of all it would say."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "un"})
        self.claims: dict[str, Any] = {}
        self.signs: Callable[[dict[str, Any]], str] = self.signed
        self.told: dict[str, Any] = {}
        """What it says of itself otherwise than is right."""
        self.codes: dict[str, dict[str, str]] = {}
        self.redeemed: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Provider:
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def signed(self, said: dict[str, Any], key: Any = None, algorithm: str = "RS256") -> str:
        return jwt.encode(
            {"alg": algorithm, "kid": "un"}, said, key or self.key, algorithms=[algorithm]
        )

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/entrer",
            "token_endpoint": f"{self.url}/jeton",
            "jwks_uri": f"{self.url}/cles",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "response_types_supported": ["code"],
            **self.told,
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to, with a code."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def redeem(self, asked: dict[str, str], who: str) -> tuple[int, dict[str, Any]]:
        given = self.codes.pop(asked.get("code", ""), None)
        made = urlsafe_b64encode(sha256(asked.get("code_verifier", "").encode()).digest())
        right = given is not None and (
            who == f"{CLIENT}:{SECRET}"
            and made.rstrip(b"=").decode() == given["code_challenge"]
            and asked["redirect_uri"] == given["redirect_uri"]
        )
        if not right or given is None:
            return 400, {"error": "invalid_grant"}
        self.redeemed.append(asked["code"])
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300}
        said |= {"nonce": given["nonce"], **self.claims}
        token = {"access_token": "sans usage", "token_type": "Bearer", "expires_in": 300}
        return 200, token | {"id_token": self.signs(said)}


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:  # noqa: N802 - named by http.server
        parts = urlsplit(self.path)
        if parts.path == "/entrer":
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(asked))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        keys = {"keys": [self.provider.key.as_dict(private=False)]}
        self._answer(200, keys if parts.path == "/cles" else self.provider.metadata())

    def do_POST(self) -> None:  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {key: values[0] for key, values in parse_qs(body).items()}
        basic = self.headers.get("Authorization", "").removeprefix("Basic ")
        self._answer(*self.provider.redeem(asked, unquote(b64decode(basic).decode())))

    def _answer(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Nothing in the output of the tests."""


def handler_of(provider: Provider) -> type[Handler]:
    return type("Handler", (Handler,), {"provider": provider})
