"""A device that holds passkeys, as a browser would answer for it: made here, without a browser.

device = Device()
answer = device.make(question, origin="http://testserver")
answer = device.sign(question, origin="http://testserver")
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Device:
    """One passkey (ES256); `verifies`: it checks who holds it; `count`: how often it served."""

    verifies: bool = True
    count: int = 0
    ident: bytes = field(default_factory=lambda: token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, question: str, *, origin: str) -> str:
        asked = json.loads(question)
        numbers = self.key.public_key().public_numbers()
        x, y = (one.to_bytes(32) for one in (numbers.x, numbers.y))
        public = encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = bytes(16) + len(self.ident).to_bytes(2) + self.ident + public
        told = self._told(asked["rp"]["id"], ATTESTED) + attested
        whole = encode_cbor({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", asked, origin)
        return self._answer({"attestationObject": b64(whole), "clientDataJSON": b64(client)})

    def sign(self, question: str, *, origin: str) -> str:
        self.count += 1
        asked = json.loads(question)
        told, client = self._told(asked["rpId"]), self._client("webauthn.get", asked, origin)
        signature = self.key.sign(told + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "authenticatorData": b64(told),
                "clientDataJSON": b64(client),
                "signature": b64(signature),
                "userHandle": None,
            }
        )

    def _told(self, host: str, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, asked: dict[str, Any], origin: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": asked["challenge"], "origin": origin}
        ).encode()

    def _answer(self, response: dict[str, Any]) -> str:
        ident = b64(self.ident)
        whole = {"id": ident, "rawId": ident, "type": "public-key", "response": response}
        return json.dumps(whole)
