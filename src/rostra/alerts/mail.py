"""A digest as a mail, over SMTP. A mail counts as sent when the server has accepted it, and not before."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses, localtime, make_msgid, parseaddr
from typing import Literal

from rostra.alerts.digest import Digest, one_line
from rostra.model import DeliveryError, UsageError

Security = Literal["starttls", "tls", "none"]
LONGEST_ADDRESS = 254
_HOME = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mails are handed over, and how. `password` is never shown.

    "starttls" is a plain connection that must become an encrypted one, "tls" is encrypted from the start, "none" not at all: then
    no password is sent, unless to this very machine.
    """

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_s: float = 30.0

    def __post_init__(self) -> None:
        if self.user and self.security == "none" and self.host not in _HOME:
            hint = "Use STARTTLS or TLS, or leave out the user."
            raise UsageError("A password is not sent over a connection that is not encrypted.", hint=hint)


def check_address(text: str) -> str:
    """The address of a mailbox ("Ines Marl <ines@example.org>" or bare). Raises `UsageError` for anything else."""
    name, address = parseaddr(text)
    local, _, domain = address.rpartition("@")
    sound = (
        len(getaddresses([text])) == 1
        and text.isprintable()
        and len(text) <= LONGEST_ADDRESS
        and local
        and domain
        and "@" not in local
    )
    if not sound or any(char.isspace() or char in '<>,;:"\\()[]' for char in address):
        raise UsageError(f"{one_line(text)!r} is no mail address.", hint="Give one such as ines@example.org.")
    return address if not name else str(Address(display_name=name, addr_spec=address))


def make_message(digest: Digest, *, sender: str, to: Sequence[str]) -> EmailMessage:
    """The mail, in plain text and in HTML. Raises `UsageError` for what is no address."""
    message = EmailMessage(policy=SMTP)
    origin = check_address(sender)
    message["From"] = origin
    message["To"] = ", ".join(map(check_address, to))
    message["Subject"] = one_line(digest.subject)
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = make_msgid(domain=parseaddr(origin)[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(digest.text)
    message.add_alternative(digest.html, subtype="html")
    return message


def send(message: EmailMessage, server: MailServer) -> tuple[str, ...]:
    """Hand the mail over. Returns the addresses that the server refused while it accepted others; empty when all is well.

    Raises:
        DeliveryError: nobody was sent anything.
    """
    context = ssl.create_default_context()
    try:
        with _connect(server, context) as connection:
            if server.security == "starttls":
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
            return tuple(connection.send_message(message))
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(
            _reason(error), hint=_way_out(error, server), source=f"{server.host}:{server.port}"
        ) from error


def _connect(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout_s, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=server.timeout_s)


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = one_line(error.verify_message).rstrip(".")
        return f"The mail was not sent: the server's certificate does not hold ({why})."
    said = getattr(error, "smtp_error", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = b"; ".join(reason for _, reason in error.recipients.values())
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said or error)
    return f"The mail was not sent: {one_line(text)[:300] or type(error).__name__}."


def _way_out(error: Exception, server: MailServer) -> str:
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _WHAT_IT_LACKS[next((name for name in _WHAT_IT_LACKS if name in str(error).upper()), "STARTTLS")]
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "Check --user and $ROSTRA_SMTP_PASSWORD."
    if isinstance(error, ssl.SSLCertVerificationError):
        return _WHAT_A_CERTIFICATE_LACKS.get(error.verify_code, _UNTRUSTED)
    if isinstance(error, ssl.SSLError):
        return "The server encrypts otherwise than --security says: starttls is mostly on port 587, tls on 465."
    if isinstance(error, TimeoutError | smtplib.SMTPServerDisconnected) and server.security != "tls":
        return f"{_AGAIN} If the port is encrypted from the start, as 465 mostly is, say --security tls."
    return _AGAIN


_AGAIN = "Nothing was marked as seen: run it again."
_UNTRUSTED = (
    "Nobody whom this machine trusts vouches for it: put the certificate of who signed it into a file, and the file's path into "
    "$SSL_CERT_FILE."
)
_OTHER_NAME = "It is for another name: give --host as the certificate has it."
# By OpenSSL's number of what is wrong (X509_V_ERR_*).
_WHAT_A_CERTIFICATE_LACKS = {
    9: "It holds from a later day on: see whether this machine's clock is right.",
    10: "It has expired: whoever runs the server renews it. See whether this machine's clock is right, too.",
    62: _OTHER_NAME,
    64: _OTHER_NAME,
}
# By the extension of SMTP that is lacking, which Python's words of the error name.
_WHAT_IT_LACKS = {
    "SMTPUTF8": "The server takes plain addresses only: give some without letters such as “é” before the @ and behind it.",
    "AUTH": "The server takes no passwords on this port: leave out --user, or try --security tls with port 465.",
    "STARTTLS": "The server does not encrypt on this port: try --security tls with port 465, or none for this very machine.",
}
