"""Digests over STARTTLS and TLS, tried against a mail server on this machine with a throw-away certificate."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from rostra.api import MailServer, send_mail
from rostra.model import DeliveryError

CERTIFICATE = Path(__file__).parents[1] / "collect" / "loopback.pem"
Start = Callable[[str], tuple[list[bytes], int]]


class _Box:
    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        assert session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None
        self.mails.append(envelope.content)
        return "250 kept"


@pytest.fixture
def start(serve_mail: Callable[..., int]) -> Start:
    """Starts a server that takes no mail in the open; gives its mails and its port."""

    def begin(security: str) -> tuple[list[bytes], int]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        own: dict[str, Any] = (
            {"tls_context": context, "require_starttls": True} if security == "starttls" else {"ssl_context": context}
        )
        box = _Box()
        return box.mails, serve_mail(box, **own)

    return begin


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "rostra@example.org", "desk@example.org", "One new passage"
    message.set_content("The ferry runs again.")
    return message


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_over_an_encrypted_connection(start: Start, security: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    mails, port = start(security)
    server = MailServer(host="127.0.0.1", port=port, security=security, timeout_s=60)
    with pytest.raises(DeliveryError, match="certificate does not hold") as raised:  # nobody has vouched for it
        send_mail(mail(), server)
    assert "SSL_CERT_FILE" in raised.value.hint
    assert mails == []
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert send_mail(mail(), server) == ()
    assert b"The ferry runs again." in mails[0]


@pytest.mark.parametrize(("certificate", "way_out"), [("expired", "has expired"), ("elsewhere", "--host")])
def test_a_certificate_that_does_not_hold_is_told_with_the_way_out(
    serve_mail: Callable[..., int], monkeypatch: pytest.MonkeyPatch, certificate: str, way_out: str
) -> None:
    file = Path(__file__).with_name(f"{certificate}.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    box = _Box()
    port = serve_mail(box, ssl_context=context)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(DeliveryError, match=r"certificate does not hold \(.+\)\.$") as raised:
        send_mail(mail(), MailServer(host="127.0.0.1", port=port, security="tls", timeout_s=60))
    assert way_out in raised.value.hint
    assert box.mails == []


def test_a_port_that_is_encrypted_from_the_start_is_told(start: Start) -> None:
    mails, port = start("tls")
    with pytest.raises(DeliveryError) as raised:  # each waits for the other to begin
        send_mail(mail(), MailServer(host="127.0.0.1", port=port, security="starttls", timeout_s=1))
    assert "--security tls" in raised.value.hint
    assert mails == []


def test_what_is_not_encrypted_as_said_sends_nothing(start: Start) -> None:
    mails, port = start("starttls")
    with pytest.raises(DeliveryError, match="STARTTLS"):
        send_mail(mail(), MailServer(host="127.0.0.1", port=port, security="none", timeout_s=60))
    with pytest.raises(DeliveryError) as raised:
        send_mail(mail(), MailServer(host="127.0.0.1", port=port, security="tls", timeout_s=60))
    assert "starttls is mostly on port 587" in raised.value.hint
    assert mails == []
