"""Who may edit, and for how long they stay logged in."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import time
from datetime import UTC, datetime, timedelta

from rostra.api.opened import Opened
from rostra.archive.accounts import Account, AccountRole, key_of

IDLE = timedelta(hours=12)
"""A session ends when nothing was asked for so long."""
LONGEST = timedelta(days=14)
"""And after this in any case."""
WINDOW_S = 15 * 60
OF_ACCOUNT, OF_ADDRESS = 10, 30
"""Tries that fail in a window. Who mistypes needs two or three; with ten in a quarter of an hour nobody guesses ten letters."""


class Accounts(Opened):
    """Accounts with their passwords and sessions."""

    def add_account(self, name: str, role: AccountRole, password: str) -> Account:
        """Let somebody in as "reader" (sees everything), "editor" (decides) or "admin" (manages accounts, too).

        Raises:
            UsageError: the name is taken or none, the password is too short, or there is no such role.
            MissingExtraError: the package that hashes passwords is not installed.
        """
        from rostra.api.passwords import hash_password

        return self.record.add_account(name, role, hash_password(password, name=name))

    def accounts(self) -> tuple[Account, ...]:
        """All, by name."""
        return self.record.accounts()

    def set_role(self, name: str, role: AccountRole, *, keep_admin: bool = False) -> None:
        """What the account may do from now on. Raises `NotFoundError`, `UsageError`; with `keep_admin` the last admin stays one."""
        self.record.set_role(name, role, keep_admin=keep_admin)

    def set_password(self, name: str, password: str) -> None:
        """Another password; the account is logged out everywhere. Raises `NotFoundError`, `UsageError`."""
        from rostra.api.passwords import hash_password

        self.record.set_password(name, hash_password(password, name=name))

    def remove_account(self, name: str, *, keep_admin: bool = False) -> None:
        """The account can no longer log in and is logged out everywhere; what it decided stays. Raises `NotFoundError`, and with
        `keep_admin` `UsageError` for the last admin."""
        self.record.remove_account(name, keep_admin=keep_admin)

    def is_password_of(self, name: str, password: str) -> Account | None:
        """The account, if that is its password. Takes as long for a name that is not known."""
        from rostra.api.passwords import hash_password, is_outdated, is_password

        found = self.record.find_account(name)
        if not is_password(password, found[1] if found else None) or found is None:
            return None
        if is_outdated(found[1]):
            self.record.set_password(name, hash_password(password), keep_sessions=True)
        return found[0]

    def begin_try(self, name: str, address: str) -> int:
        """Count a try of an account from an address (of a network) that is about to be made, as if it failed: many at once are no
        way around. Seconds to wait before one is allowed, in which case it is not counted; 0 when it is."""
        account, origin = self._tried(name, address)
        return self.record.begin_try({account: OF_ACCOUNT, origin: OF_ADDRESS}, at_s=time.time(), window_s=WINDOW_S)

    def end_try(self, name: str, address: str) -> None:
        """The last try was no failure; the account starts anew."""
        self.record.end_try(*self._tried(name, address))

    def _tried(self, name: str, address: str) -> tuple[str, str]:
        """What tries are counted under: nobody reads names or addresses off them, also not with tables made for another archive."""
        mine = self.record.generation
        return _digest(f"{mine} account {key_of(name)}"), _digest(f"{mine} address {network_of(address)}")

    def log_in(self, name: str) -> str:
        """A token by which a browser is known as the account's until it expires: the record keeps its digest alone.
        Raises `NotFoundError`."""
        token = secrets.token_urlsafe(32)
        self.record.begin_session(name, _digest(token), expires_at=_time(_now() + IDLE))
        return token

    def logged_in(self, token: str) -> Account | None:
        """Whose token it is; ``None`` for an expired or unknown one. A session that is used lasts longer."""
        session = self.record.find_session(_digest(token))
        if session is None:
            return None
        latest = datetime.fromisoformat(session.created_at) + LONGEST
        wanted = min(_now() + IDLE, latest)
        if wanted - datetime.fromisoformat(session.expires_at) > IDLE / 12:  # seldom, for it is a write
            self.record.prolong_session(_digest(token), expires_at=_time(wanted))
        return session.account

    def log_out(self, token: str) -> None:
        """End one session; harmless for an unknown one."""
        self.record.end_session(_digest(token))

    def log_out_everywhere(self, name: str) -> None:
        """End all sessions of an account."""
        self.record.end_sessions(name)


def network_of(address: str) -> str:
    """What an address is counted under: of IPv6 the /64 that one household has.

    >>> network_of("2001:db8::7"), network_of("192.0.2.1"), network_of("testclient")
    ('2001:db8::/64', '192.0.2.1', 'testclient')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
