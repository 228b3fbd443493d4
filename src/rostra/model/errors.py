"""The one family of exceptions. Errors of other libraries are wrapped at the edge where they arise."""

from __future__ import annotations

from rostra.model.withdrawal import Withdrawal


class RostraError(Exception):
    """Something a person can act upon.

    `code` is a stable kebab-case name, `hint` says the way out, `source` names the file or
    address at fault (``None`` when there is none), `exit_code` is what the command returns.
    """

    code = "error"
    exit_code = 1

    def __init__(self, message: str, *, hint: str = "", source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.source = source


class ReadError(RostraError):
    """A page cannot be read: empty, binary, of an unknown format, or damaged beyond use."""

    code = "unreadable"


class LimitError(ReadError):
    """A page exceeds a bound on size, depth or time that keeps hostile input harmless."""

    code = "too-large"


class ArchiveError(RostraError):
    """The archive cannot be opened, is damaged, or was written by a newer release."""

    code = "archive"


class UnkeepableError(ArchiveError):
    """A page holds something that no database of this kind can keep; others can go on."""

    code = "unkeepable"


class NotFoundError(RostraError):
    """No statement, turn, person or file answers to that name."""

    code = "not-found"


class GoneError(NotFoundError):
    """What answered to that name is there no longer, and nothing took its place."""

    code = "gone"


class WithdrawnError(GoneError):
    """A statement is kept, and was withdrawn from readers: `withdrawal` is the notice."""

    code = "withdrawn"

    def __init__(self, withdrawal: Withdrawal) -> None:
        super().__init__(
            f"It was withdrawn on {withdrawal.at[:10]}: {withdrawal.reason}",
            hint=f"`rostra withdraw {withdrawal.statement} --undo` shows it again.",
            source=withdrawal.statement,
        )
        self.withdrawal = withdrawal


class UsageError(RostraError):
    """The caller asked for something that does not exist, such as an unknown format."""

    code = "usage"
    exit_code = 2


class DeliveryError(RostraError):
    """A mail was not accepted by the server that it was handed to."""

    code = "delivery"


class MissingExtraError(UsageError):
    """An optional dependency is not installed; the hint names the extra."""

    code = "missing-extra"
