"""What an owner may choose about a site, with the defaults in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rostra.web.language import conventions
from rostra.web.theme import Theme
from rostra.web.words import message

_ADDRESS = re.compile(r"https?://[^\s/?#]{1,253}(?:/[^\s?#]{1,200})?(?<!/)")


@dataclass(frozen=True, kw_only=True)
class SiteSettings:
    """Choices of a site's owner.

    `base_url` ("https://record.example.org", no slash at the end) is printed in citations and permanent links; ``None`` takes
    the address at which the reader asked. `page_size` is the number of statements or hits on a page, 1 to 100. `language` is the
    interface's: en, fr, es, ru, ar or zh; a reader may choose another. `theme` is how it looks. `count_misses` counts queries
    that find nothing (``docs/alerts.md``).
    """

    name: str = "Rostra"
    tagline: str = message("What was said in public, word for word")
    base_url: str | None = None
    page_size: int = 20
    count_misses: bool = False
    language: str = "en"
    theme: Theme = field(default_factory=Theme)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A site needs a name.")
        if self.base_url is not None and not _ADDRESS.fullmatch(self.base_url):
            raise ValueError(f"{self.base_url!r} is no address of a site, such as https://record.example.org.")
        if not 1 <= self.page_size <= 100:
            raise ValueError("The page size must be between 1 and 100.")
        if self.language not in conventions():
            raise ValueError(f"The site does not speak {self.language!r}, but {', '.join(conventions())}.")
