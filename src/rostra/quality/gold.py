"""Gold: what a person found on a page, read from one JSON file a page."""

from __future__ import annotations

from pathlib import Path

import msgspec

from rostra.model import NotFoundError, ReadError


class GoldTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A turn by its edges: `first_words` and `last_words` are eight words (15 characters in Chinese and Japanese).

    `answers` is an index into the page's turns. `arguable` marks a role on which fair annotators differ.
    `journalist_name` is set where the label names the journalist.
    """

    role: str
    first_words: str
    last_words: str
    speaker: str | None = None
    label: str | None = None
    answers: int | None = None
    arguable: bool = False
    journalist_name: str | None = None


class GoldParticipant(msgspec.Struct, frozen=True, kw_only=True):
    """A person who took part; ``None`` where the page does not name them."""

    name: str | None = None


class GoldPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds. ``None`` means that the page does not tell; `turns` is empty for what is no transcript.

    `source` is relative to the corpus. With `truncated_gold` only the head of the page was annotated, up to
    `annotated_until_words`; with `truncated_page` the page itself breaks off, so its last words prove nothing.
    """

    id: str
    source: str
    turns: tuple[GoldTurn, ...]
    title: str | None = None
    date: str | None = None
    time: str | None = None
    place: str | None = None
    kind: str | None = None
    language: str | None = None
    participants: tuple[GoldParticipant, ...] | None = None
    truncated_page: bool | None = None
    truncated_gold: bool | None = None
    annotated_until_words: str | None = None

    @property
    def names(self) -> list[str]:
        """The participants who are named, in order."""
        return [person.name for person in self.participants or () if person.name]


def load_gold(folder: Path) -> list[GoldPage]:
    """All gold of a folder, in the order of file names; the file's name is the page's id.

    Raises:
        NotFoundError: the folder holds no ``.json`` file.
        ReadError: a file is not gold.
    """
    pages = [_load_page(path) for path in sorted(folder.glob("*.json"))]
    if not pages:
        raise NotFoundError(
            "There is no gold here.", hint="Name a folder with one .json file a page.", source=str(folder)
        )
    return pages


def _load_page(path: Path) -> GoldPage:
    try:
        page = msgspec.json.decode(path.read_bytes())
        return msgspec.convert({**page, "id": path.stem}, GoldPage)
    except (msgspec.MsgspecError, TypeError, UnicodeDecodeError) as error:
        raise ReadError(f"This is not gold: {error}.", hint="See examples/README.md.", source=str(path)) from error
