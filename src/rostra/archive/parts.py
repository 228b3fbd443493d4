"""What each part of a record over tables has of the store that it is a part of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Part(ABC):
    """A part of a record: methods over some of its tables, in the transactions of the store (`rostra.archive.store`)."""

    @abstractmethod
    def _reads(self) -> AbstractContextManager[Connection]:
        """Inside, all tables as they stand at one moment."""

    @abstractmethod
    def _write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, done in one transaction of which all is kept, or none; done again where another came between."""
