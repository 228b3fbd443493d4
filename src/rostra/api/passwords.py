"""Passwords: what is accepted as one, how it is hashed, how it is compared. argon2id, with RFC 9106's second set of parameters."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from rostra.model import MissingExtraError, UsageError

SHORTEST, LONGEST = 10, 1_000
"""Characters. NIST SP 800-63B asks for eight at least and for no rules of composition."""


def hash_password(password: str, *, name: str = "") -> str:
    """A hash to keep. Raises `UsageError` for a password that is too short or long, or is the account's name."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise UsageError("That password is too short or too long.", hint=f"Use {SHORTEST} characters or more.")
    if name and plain.casefold() == _plain(name).casefold():
        raise UsageError("That password is the account's name.", hint="Use another.")
    hashed: str = _hasher().hash(plain)
    return hashed


def is_password(password: str, hashed: str | None) -> bool:
    """Whether it is the one that was hashed. ``None`` (nobody's) takes as long as any, and is never."""
    from argon2.exceptions import VerificationError

    plain = _plain(password[: LONGEST + 1])
    try:
        _hasher().verify(hashed or _nobodys(), plain)
    except VerificationError:
        return False
    return hashed is not None


def is_outdated(hashed: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    outdated: bool = _hasher().check_needs_rehash(hashed)
    return outdated


def _plain(password: str) -> str:
    """One form of what keyboards write in several."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> Any:
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError as error:
        hint = "Install the web extra: pip install 'rostra[web]'."
        raise MissingExtraError("Accounts need the package argon2-cffi.", hint=hint) from error
    return PasswordHasher()


@cache
def _nobodys() -> str:
    hashed: str = _hasher().hash("nobody's, so that a name that is not known takes as long as one that is")
    return hashed
