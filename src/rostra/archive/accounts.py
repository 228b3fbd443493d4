"""Who may edit: accounts, their sessions, and who has which statement in hand, as rows.

Nothing kept here opens the door: of a password there is an argon2id hash, of a session's token a digest. Both are made by whoever
asks (`rostra.api.accounts`), since the record knows no packages for it.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Literal, Protocol, get_args

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from rostra.archive.parts import Part
from rostra.archive.reading import current_id
from rostra.archive.schema import accounts, claims, sessions
from rostra.archive.writing import now
from rostra.model import NotFoundError, UsageError

AccountRole = Literal["reader", "editor", "admin"]
"""Each may do what the one before may: look at everything; decide; manage accounts."""
ROLES: tuple[str, ...] = get_args(AccountRole)
LONGEST_NAME = 60
_a, _s = accounts.c, sessions.c


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may log in. `name` signs what they decide; `changed_at` is when the password was set."""

    name: str
    role: AccountRole
    created_at: str
    changed_at: str

    def may(self, role: str) -> bool:
        """Whether the account's role includes `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def is_called(self, name: str) -> bool:
        """Whether this is its name, however spelled."""
        return key_of(name) == key_of(self.name)


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A time for which an account is logged in. ISO 8601 UTC."""

    account: Account
    created_at: str
    expires_at: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody (`name` of an account) has a statement in hand since then."""

    statement: str
    name: str
    at: str


class AccountKeeper(Protocol):
    """The part of a record that knows who may edit. Names are the same whatever their case and spacing."""

    def add_account(self, name: str, role: AccountRole, password: str) -> Account:
        """Let somebody in; `password` is a hash. Raises `UsageError` for a name that is taken or none, and for no role."""
        ...

    def accounts(self) -> tuple[Account, ...]:
        """All, by name."""
        ...

    def find_account(self, name: str) -> tuple[Account, str] | None:
        """The account with the hash of its password; ``None`` when there is none."""
        ...

    def set_role(self, name: str, role: AccountRole, *, keep_admin: bool = False) -> None:
        """Raises `NotFoundError`, and `UsageError` for no role; with `keep_admin` also where no admin would be left."""
        ...

    def set_password(self, name: str, password: str, *, keep_sessions: bool = False) -> None:
        """Another hash; all sessions end unless it is the same password hashed anew. Raises `NotFoundError`."""
        ...

    def remove_account(self, name: str, *, keep_admin: bool = False) -> None:
        """With its sessions; what it decided stays. Raises `NotFoundError`, and with `keep_admin` `UsageError` where no admin
        would be left."""
        ...

    def begin_session(self, name: str, digest: str, *, expires_at: str) -> None:
        """Remember a token by its digest; sessions that have expired are forgotten. Raises `NotFoundError`."""
        ...

    def find_session(self, digest: str) -> Session | None:
        """The session that has not expired; ``None`` when there is none."""
        ...

    def prolong_session(self, digest: str, *, expires_at: str) -> None:
        """Let a session last until then."""
        ...

    def end_session(self, digest: str) -> None:
        """Forget a token; harmless for one that is not known."""
        ...

    def end_sessions(self, name: str) -> None:
        """Log the account out everywhere."""
        ...

    def claim(self, statement_id: str, name: str) -> None:
        """Note that the account has the statement in hand, and nobody else. Raises `NotFoundError` where one of the two is none."""
        ...

    def release(self, statement_id: str) -> None:
        """Nobody has it in hand; harmless when nobody had."""
        ...

    def claims(self) -> tuple[Claim, ...]:
        """Who has what in hand, the latest first."""
        ...


def key_of(name: str) -> str:
    """What a name is known by: spellings that differ in case, width or spacing are one.

    >>> key_of(" Ines  MARL ") == key_of("ines marl")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def check_name(name: str) -> str:
    """The name as it is kept. Raises `UsageError` for what cannot sign a decision."""
    flat = " ".join(unicodedata.normalize("NFKC", name).split())
    if not flat or len(flat) > LONGEST_NAME or not flat.isprintable() or not any(char.isalnum() for char in flat):
        raise UsageError("That is no name for an account.", hint=f"Use letters, up to {LONGEST_NAME} characters.")
    return flat


class AccountRows(Part):
    """`AccountKeeper` over the tables."""

    def add_account(self, name: str, role: AccountRole, password: str) -> Account:
        """Let somebody in."""
        name, moment = check_name(name), now()
        _check_role(role)

        def work(connection: Connection) -> None:
            if connection.scalar(select(_a.key).where(_a.key == key_of(name))):
                raise UsageError(f"There is an account {name} already.", hint="Choose another name.")
            row = {"key": key_of(name), "name": name, "role": role, "password": password}
            connection.execute(insert(accounts), {**row, "created_at": moment, "changed_at": moment})

        self._write(work)
        return Account(name=name, role=role, created_at=moment, changed_at=moment)

    def accounts(self) -> tuple[Account, ...]:
        """All, by name."""
        with self._reads() as connection:
            return tuple(_account(row) for row in connection.execute(select(accounts).order_by(_a.key)))

    def find_account(self, name: str) -> tuple[Account, str] | None:
        """The account with the hash of its password."""
        with self._reads() as connection:
            row = connection.execute(select(accounts).where(_a.key == key_of(name))).first()
        return (_account(row), row.password) if row else None

    def set_role(self, name: str, role: AccountRole, *, keep_admin: bool = False) -> None:
        """From the next page on the account may do what the role may."""
        _check_role(role)

        def work(connection: Connection) -> None:
            if keep_admin and role != "admin":
                _check_others(connection, name)
            _change(connection, name, role=role)

        self._write(work)

    def set_password(self, name: str, password: str, *, keep_sessions: bool = False) -> None:
        """Another hash, and no session of before."""

        def work(connection: Connection) -> None:
            if keep_sessions:
                return _change(connection, name, password=password)
            _change(connection, name, password=password, changed_at=now())
            connection.execute(delete(sessions).where(_s.account == key_of(name)))
            return None

        self._write(work)

    def remove_account(self, name: str, *, keep_admin: bool = False) -> None:
        """With its sessions."""

        def work(connection: Connection) -> None:
            if keep_admin:
                _check_others(connection, name)
            if not connection.execute(delete(accounts).where(_a.key == key_of(name))).rowcount:
                raise _no_account(name)

        self._write(work)

    def begin_session(self, name: str, digest: str, *, expires_at: str) -> None:
        """Remember a token by its digest."""

        def work(connection: Connection) -> None:
            moment, key = now(), key_of(name)
            connection.execute(delete(sessions).where(_s.expires_at <= moment))
            if not connection.scalar(select(_a.key).where(_a.key == key)):
                raise _no_account(name)
            row = {"digest": digest, "account": key, "created_at": moment, "expires_at": expires_at}
            connection.execute(insert(sessions), row)

        self._write(work)

    def find_session(self, digest: str) -> Session | None:
        """The session that has not expired."""
        found = select(accounts, _s.created_at.label("began"), _s.expires_at).join(sessions)
        with self._reads() as connection:
            row = connection.execute(found.where(_s.digest == digest, _s.expires_at > now())).first()
        return Session(account=_account(row), created_at=row.began, expires_at=row.expires_at) if row else None

    def prolong_session(self, digest: str, *, expires_at: str) -> None:
        """Let a session last until then."""
        longer = update(sessions).where(_s.digest == digest).values(expires_at=expires_at)
        self._write(lambda connection: connection.execute(longer).rowcount)

    def end_session(self, digest: str) -> None:
        """Forget a token."""
        self._write(lambda connection: connection.execute(delete(sessions).where(_s.digest == digest)).rowcount)

    def end_sessions(self, name: str) -> None:
        """Log the account out everywhere."""
        of_account = delete(sessions).where(_s.account == key_of(name))
        self._write(lambda connection: connection.execute(of_account).rowcount)

    def claim(self, statement_id: str, name: str) -> None:
        """Note that the account has the statement in hand."""

        def work(connection: Connection) -> None:
            found = current_id(connection, statement_id)
            if not connection.scalar(select(_a.key).where(_a.key == key_of(name))):
                raise _no_account(name)
            connection.execute(delete(claims).where(claims.c.statement == found))
            connection.execute(insert(claims), {"statement": found, "account": key_of(name), "at": now()})

        self._write(work)

    def release(self, statement_id: str) -> None:
        """Nobody has it in hand."""
        gone = delete(claims).where(claims.c.statement == statement_id)
        self._write(lambda connection: connection.execute(gone).rowcount)

    def claims(self) -> tuple[Claim, ...]:
        """Who has what in hand."""
        query = select(claims.c.statement, _a.name, claims.c.at).join(accounts).order_by(claims.c.at.desc())
        with self._reads() as connection:
            return tuple(Claim(**row._mapping) for row in connection.execute(query))


def _change(connection: Connection, name: str, **values: str) -> None:
    if not connection.execute(update(accounts).where(_a.key == key_of(name)).values(**values)).rowcount:
        raise _no_account(name)


def _check_others(connection: Connection, name: str) -> None:
    """Raises `UsageError` where nobody but this account is an admin. Of two who ask at once one waits: both would see the other."""
    admins = select(_a.key).where(_a.role == "admin").order_by(_a.key).with_for_update()
    if list(connection.scalars(admins)) == [key_of(name)]:
        raise UsageError("That is the last admin.", hint="Make somebody else an admin first.")


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f"There is no role {role!r}.", hint=f"Use one of {', '.join(ROLES)}.")


def _no_account(name: str) -> NotFoundError:
    return NotFoundError(f"There is no account {name}.", hint="`rostra accounts list` prints them.")


def _account(row: Row[Any]) -> Account:
    return Account(name=row.name, role=row.role, created_at=row.created_at, changed_at=row.changed_at)
