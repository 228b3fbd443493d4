"""Meaning: what is near to a text though it uses other words. Offline, with the extra ``semantic``.

Not instead of the search by words: beside it, and marked as such. Not for languages other than English: the model does not read
them, and the notes of the results say so.
"""

from rostra.search.meaning.asking import Meaning
from rostra.search.meaning.building import Prepared
from rostra.search.meaning.likeness import Alike, How, Similar, Subject, find_similar, get_subject

__all__ = ["Alike", "How", "Meaning", "Prepared", "Similar", "Subject", "find_similar", "get_subject"]
