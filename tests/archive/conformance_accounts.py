"""What every store must do with accounts and sessions. `RecordSuite` includes it."""

from __future__ import annotations

import pytest
from pages_made_up import make_entry

from rostra.archive import Record
from rostra.model import NotFoundError, UsageError

LATER, BEFORE = "2100-01-01T00:00:00.000Z", "2020-01-01T00:00:00.000Z"


class AccountSuite:
    """One test a promise about accounts."""

    def test_an_account_is_known_by_any_spelling_of_its_name(self, record: Record) -> None:
        record.add_account(" Ines   Marl ", "editor", "hash one")
        record.add_account("Ödön Tern", "reader", "hash two")
        found = record.find_account("INES MARL")
        assert found is not None
        assert (found[0].name, found[0].role, found[1]) == ("Ines Marl", "editor", "hash one")
        assert record.find_account("Ines") is None
        assert [account.name for account in record.accounts()] == ["Ines Marl", "Ödön Tern"]
        with pytest.raises(UsageError, match="already"):
            record.add_account("ines marl", "reader", "hash")

    @pytest.mark.parametrize("name", ["", "  ", "...", "a\x00b", "x" * 61, "two\u200bone"])
    def test_what_cannot_sign_is_no_name(self, record: Record, name: str) -> None:
        with pytest.raises(UsageError):
            record.add_account(name, "reader", "hash")
        assert record.accounts() == ()

    def test_roles_include_those_below(self, record: Record) -> None:
        account = record.add_account("Ines Marl", "editor", "hash")
        assert [account.may(role) for role in ("reader", "editor", "admin")] == [True, True, False]
        record.set_role("ines marl", "admin")
        assert record.accounts()[0].role == "admin"
        with pytest.raises(UsageError):
            record.set_role("Ines Marl", "owner")  # type: ignore[arg-type]
        with pytest.raises(NotFoundError):
            record.set_role("Olaf Tern", "admin")

    def test_the_last_admin_stays_where_that_is_asked_for(self, record: Record) -> None:
        for name in ("Ines Marl", "Olaf Tern"):
            record.add_account(name, "admin", "hash")
        record.add_account("Rika Holm", "editor", "hash")
        record.set_role("Olaf Tern", "editor", keep_admin=True)
        record.set_role("Ines Marl", "admin", keep_admin=True)
        for call in (
            lambda: record.set_role("ines  MARL", "reader", keep_admin=True),
            lambda: record.remove_account("Ines Marl", keep_admin=True),
        ):
            with pytest.raises(UsageError, match="last admin"):
                call()
        record.remove_account("Rika Holm", keep_admin=True)
        assert [(each.name, each.role) for each in record.accounts()] == [
            ("Ines Marl", "admin"),
            ("Olaf Tern", "editor"),
        ]
        record.remove_account("Ines Marl")

    def test_a_session_lasts_until_it_expires_or_ends(self, record: Record) -> None:
        record.add_account("Ines Marl", "editor", "hash")
        record.begin_session("Ines Marl", "one", expires_at=LATER)
        record.begin_session("Ines Marl", "two", expires_at=BEFORE)
        session = record.find_session("one")
        assert session is not None
        assert (session.account.name, session.expires_at) == ("Ines Marl", LATER)
        assert record.find_session("two") is None
        record.end_session("one")
        record.end_session("never")
        assert record.find_session("one") is None

    def test_another_password_another_role_and_removal_act_on_sessions_at_once(self, record: Record) -> None:
        record.add_account("Ines Marl", "admin", "hash")
        record.begin_session("Ines Marl", "one", expires_at=LATER)
        record.set_role("Ines Marl", "reader")
        session = record.find_session("one")
        assert session is not None
        assert session.account.role == "reader"
        record.set_password("Ines Marl", "the same, hashed anew", keep_sessions=True)
        assert record.find_session("one") is not None
        record.set_password("Ines Marl", "another")
        assert record.find_session("one") is None
        record.begin_session("Ines Marl", "two", expires_at=LATER)
        record.begin_session("Ines Marl", "three", expires_at=LATER)
        record.end_sessions("Ines Marl")
        assert record.find_session("three") is None
        record.begin_session("Ines Marl", "four", expires_at=LATER)
        record.remove_account("Ines Marl")
        assert (record.accounts(), record.find_session("four")) == ((), None)
        with pytest.raises(NotFoundError):
            record.begin_session("Ines Marl", "five", expires_at=LATER)

    def test_a_session_can_last_longer(self, record: Record) -> None:
        record.add_account("Ines Marl", "reader", "hash")
        record.begin_session("Ines Marl", "one", expires_at="2099-01-01T00:00:00.000Z")
        record.prolong_session("one", expires_at=LATER)
        session = record.find_session("one")
        assert session is not None
        assert session.expires_at == LATER

    def test_one_account_at_a_time_has_a_statement_in_hand(self, record: Record) -> None:
        page = record.add(make_entry()).statement_id
        for name in ("Ines Marl", "Olaf Tern"):
            record.add_account(name, "editor", "hash")
            record.claim(page, name.upper())
        assert [(claim.statement, claim.name) for claim in record.claims()] == [(page, "Olaf Tern")]
        with pytest.raises(NotFoundError):
            record.claim("nowhere", "Ines Marl")
        with pytest.raises(NotFoundError):
            record.claim(page, "Nobody")
        record.release(page)
        record.release("nowhere")
        assert record.claims() == ()
        record.claim(page, "Ines Marl")
        record.remove_account("Ines Marl")
        assert record.claims() == ()
