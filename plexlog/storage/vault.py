"""Keys: the page key, wrapped for each member of staff and by a printed recovery key.

A password is stretched by Argon2id; what it gives unwraps the page key and the member's own
signing key. The recovery key is random and long, so it needs no stretching; it opens the record
and signs for nobody. A new page key reaches members who are away sealed to a key of their own.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from plexlog.domain.errors import AccessError
from plexlog.domain.passwords import normalised
from plexlog.storage.key_file import Cost, Keys, Member

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread
_MISREAD = str.maketrans("OIL", "011")
_RECOVERY_BYTES = 20
_CHECK_SIGNS = 4
_GROUP = 4
_NONCE_BYTES = 12
_PUBLIC_BYTES = 32


class PasswordError(AccessError):
    """The password is not that of this login; the one failure that is counted."""


class StaffSigner:
    """Signs for one member of staff."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self.private = private
        self.public_key = private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """Ed25519 signature, hex."""
        return self.private.sign(message).hex()


@dataclass(frozen=True)
class Opened:
    """What a password opens."""

    member: Member
    page_key: bytes
    signer: StaffSigner


def is_signed(public_key: str, signature: str, message: bytes) -> bool:
    """Whether a signature is of that key and message."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def found(login: str, password: str, cost: Cost) -> tuple[Keys, bytes, str]:
    """New keys for a new record: the keys, the page key and the recovery key."""
    page_key = os.urandom(32)
    keys, recovery_key = with_recovery(Keys(), page_key)
    return with_member(keys, page_key, login, password, cost), page_key, recovery_key


def with_recovery(keys: Keys, page_key: bytes) -> tuple[Keys, str]:
    """The keys with a new recovery key, and that key; the one before opens nothing any more."""
    secret, salt = os.urandom(_RECOVERY_BYTES), os.urandom(16)
    wrapped = _wrap(_stretched(secret, salt), page_key, "recovery")
    return replace(keys, recovery={"salt": salt.hex(), "page_key": wrapped}), _printed(secret)


def with_member(
    keys: Keys,
    page_key: bytes,
    login: str,
    password: str,
    cost: Cost,
    signing_key: Ed25519PrivateKey | None = None,
) -> Keys:
    """The keys with a member of staff, new or with another password."""
    login = login.strip()
    private = signing_key or Ed25519PrivateKey.generate()
    salt = os.urandom(16)
    derived = _derived(normalised(password), salt, cost)
    made = Member(
        login=login,
        public_key=StaffSigner(private).public_key,
        salt=salt.hex(),
        cost=cost,
        page_key=_wrap(derived, page_key, f"page {login}"),
        signing_key=_wrap(derived, private.private_bytes_raw(), f"signing {login}"),
    )
    return keys.with_member(_with_sealing_key(made, private))


def _with_sealing_key(member: Member, private: Ed25519PrivateKey) -> Member:
    """The member with the public key that a new page key can be sealed to."""
    public = _unsealing(private).public_key().public_bytes_raw()
    signature = private.sign(_sealing_message(member.login, public.hex()))
    return replace(member, sealing_key=public.hex(), sealing_signature=signature.hex())


def _unsealing(private: Ed25519PrivateKey) -> X25519PrivateKey:
    seed = _stretched(private.private_bytes_raw(), b"", b"plexlog sealing")
    return X25519PrivateKey.from_private_bytes(seed)


def _sealing_message(login: str, sealing_key: str) -> bytes:
    return f"plexlog sealing key {login} {sealing_key}".encode()


def completed(keys: Keys, opened: Opened) -> Keys:
    """The keys with what earlier versions did not write of the member who has just opened them."""
    if opened.member.sealing_key:
        return keys
    return keys.with_member(_with_sealing_key(opened.member, opened.signer.private))


def can_be_sealed_to(member: Member, public_key: str) -> bool:
    """Whether a new page key can be given to a member whose signing key the record names."""
    message = _sealing_message(member.login, member.sealing_key)
    return bool(member.sealing_key) and is_signed(public_key, member.sealing_signature, message)


def with_new_page_key(keys: Keys, page_key: bytes) -> tuple[Keys, str]:
    """The keys with another page key sealed to every member, and the new recovery key."""
    members = tuple(
        replace(one, page_key="", sealed_page_key=_sealed(one, page_key)) for one in keys.members
    )
    return with_recovery(replace(keys, members=members), page_key)


def _sealed(member: Member, page_key: bytes) -> str:
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(member.sealing_key)))
    public = once.public_key().public_bytes_raw()
    key = _stretched(shared, public, b"plexlog sealed page key")
    return public.hex() + _wrap(key, page_key, f"sealed {member.login}")


def _unsealed(member: Member, private: Ed25519PrivateKey) -> bytes:
    whole = bytes.fromhex(member.sealed_page_key)
    public, wrapped = whole[:_PUBLIC_BYTES], whole[_PUBLIC_BYTES:]
    shared = _unsealing(private).exchange(X25519PublicKey.from_public_bytes(public))
    key = _stretched(shared, public, b"plexlog sealed page key")
    return _unwrap(key, wrapped.hex(), f"sealed {member.login}")


def open_with_password(keys: Keys, login: str, password: str) -> Opened:
    """The page key and the signer of a member. Raises AccessError."""
    member = keys.member(login)
    if member is None:
        raise AccessError(f"Nobody here signs in as {login.strip()}. Check the name.")
    page_key, private = _unwrapped(member, password)
    return Opened(member, page_key, StaffSigner(private))


def with_password(keys: Keys, login: str, old: str, new: str, cost: Cost) -> Keys:
    """The keys with another password; the member's signing key stays. Raises AccessError."""
    member = open_with_password(keys, login, old).member
    page_key, private = _unwrapped(member, old)
    return with_member(keys, page_key, member.login, new, cost, private)


def open_with_recovery(keys: Keys, recovery_key: str) -> bytes:
    """The page key. Raises AccessError."""
    secret = _read_printed(recovery_key)
    salt = bytes.fromhex(keys.recovery["salt"])
    try:
        return _unwrap(_stretched(secret, salt), keys.recovery["page_key"], "recovery")
    except InvalidTag:
        raise AccessError(
            "This recovery key is of another record, or a newer one was printed since."
        ) from None


def _unwrapped(member: Member, password: str) -> tuple[bytes, Ed25519PrivateKey]:
    """Page key and signing key; by the password as it is typed where it was set so before."""
    for one in dict.fromkeys((normalised(password), password)):
        with suppress(InvalidTag, ValueError):
            return _opened_by(member, one)
    raise PasswordError(
        "The password is not right. Try again, or have a new one set by two colleagues or "
        "with the recovery key."
    )


def _opened_by(member: Member, password: str) -> tuple[bytes, Ed25519PrivateKey]:
    derived = _derived(password, bytes.fromhex(member.salt), member.cost)
    raw = _unwrap(derived, member.signing_key, f"signing {member.login}")
    private = Ed25519PrivateKey.from_private_bytes(raw)
    if member.sealed_page_key:
        return _unsealed(member, private), private
    return _unwrap(derived, member.page_key, f"page {member.login}"), private


def _derived(password: str, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(password.encode("utf-8", "surrogatepass"))


def _stretched(secret: bytes, salt: bytes, purpose: bytes = b"plexlog recovery") -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(secret)


def _wrap(key: bytes, secret: bytes, purpose: str) -> str:
    nonce = os.urandom(_NONCE_BYTES)
    return (nonce + AESGCM(key).encrypt(nonce, secret, purpose.encode())).hex()


def _unwrap(key: bytes, wrapped: str, purpose: str) -> bytes:
    whole = bytes.fromhex(wrapped)
    return AESGCM(key).decrypt(whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], purpose.encode())


def _printed(secret: bytes) -> str:
    signs = _signs(secret, len(secret) * 8 // 5) + _check(secret)
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def _signs(secret: bytes, length: int) -> str:
    number = int.from_bytes(secret)
    return "".join(_ALPHABET[(number >> (5 * at)) & 31] for at in reversed(range(length)))


def _check(secret: bytes) -> str:
    number = hashlib.sha256(secret).digest()[:3]  # 24 bits hold four signs
    return _signs(number, _CHECK_SIGNS)


def _read_printed(text: str) -> bytes:
    """The secret of a printed key; case, spaces, hyphens and misread signs are forgiven."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_MISREAD)
    body, check = signs[:-_CHECK_SIGNS], signs[-_CHECK_SIGNS:]
    if len(body) != _RECOVERY_BYTES * 8 // 5 or any(sign not in _ALPHABET for sign in signs):
        raise AccessError("A recovery key has nine groups of four signs. Read it again.")
    number = 0
    for sign in body:
        number = number * 32 + _ALPHABET.index(sign)
    secret = number.to_bytes(_RECOVERY_BYTES)
    if _check(secret) != check:
        raise AccessError("One of the signs of the recovery key was misread. Read it again.")
    return secret
