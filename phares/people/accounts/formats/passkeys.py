"""Passkeys (WebAuthn, level 2): what a browser is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from phares.kernel.refusal import Refused
from phares.people.accounts.rules.factors import WRONG_PASSKEY


@dataclass(frozen=True, slots=True)
class Site:
    """Where the passkey holds: one made for `pole.fr` opens nothing elsewhere."""

    name: str
    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class MadePasskey:
    """What is kept of a new passkey: nothing that could sign."""

    credential_id: str
    public_key: str
    sign_count: int


def asked_to_make(site: Site, *, account: int, email: str, name: str, held: Iterable[str]) -> str:
    """The question as JSON; a device that already holds one is not asked again."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=str(account).encode(),
        user_name=email,
        user_display_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_descriptors(held),
    )
    return options_to_json(options)


def asked_to_sign(site: Site, *, held: Iterable[str] = (), alone: bool = False) -> str:
    """The question as JSON; `alone`, without a password, the device checks who holds it."""
    wanted = UserVerificationRequirement
    options = generate_authentication_options(
        rp_id=site.host,
        allow_credentials=_descriptors(held),
        user_verification=wanted.REQUIRED if alone else wanted.PREFERRED,
    )
    return options_to_json(options)


def made(answer: str, *, challenge: str, site: Site) -> MadePasskey:
    """The passkey that was just made, or a refusal."""
    try:
        checked = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        raise Refused(WRONG_PASSKEY) from None
    return MadePasskey(
        bytes_to_base64url(checked.credential_id),
        bytes_to_base64url(checked.credential_public_key),
        checked.sign_count,
    )


def credential_of(answer: str) -> str:
    """Which passkey an answer says it is of."""
    try:
        return bytes_to_base64url(parse_authentication_credential_json(answer).raw_id)
    except (WebAuthnException, ValueError, TypeError, KeyError):
        raise Refused(WRONG_PASSKEY) from None


def signed(
    answer: str, *, kept: MadePasskey, challenge: str, site: Site, alone: bool = False
) -> int:
    """How many times the passkey says it served, or a refusal."""
    try:
        checked = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(kept.public_key),
            credential_current_sign_count=kept.sign_count,
            require_user_verification=alone,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        raise Refused(WRONG_PASSKEY) from None
    return checked.new_sign_count


def _descriptors(held: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in held]
