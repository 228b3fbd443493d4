"""Find the messages of the interface and bring its catalogues up to date.

    python scripts/messages.py            add new messages to the catalogues, leave out what nobody says any more
    python scripts/messages.py --missing  list what is not translated yet

Messages stand in templates (``t("…")``, ``…|counted("turn")``), in Python (``t("…")``, ``message("…")``, ``counted(…, "turn")``),
in scripts of the browser (``t("…")``) and in the tables of ``wording.toml``.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from rostra.web.catalogue import Message, read_messages

WEB = Path(__file__).resolve().parents[1] / "src" / "rostra" / "web"
CATALOGUES = WEB / "messages"
TABLES_WITHOUT_WORDS = ("directions",)

_STRING = r'"((?:[^"\\]|\\.)*)"' + r"|'((?:[^'\\]|\\.)*)'"
_PLURAL = rf"(?:\s*,\s*(?:{_STRING}))?"

# t("{n} turn", "{n} turns", n=3, context="x") with up to one bracket within its values
_CALL = re.compile(rf"\bt\(\s*(?:{_STRING}){_PLURAL}((?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*)\)")
_COUNTED = re.compile(rf"\bcounted\(\s*(?:{_STRING}){_PLURAL}\s*\)")
_CONTEXT = re.compile(r'\bcontext="([^"]*)"')


def find_messages() -> dict[tuple[str, str], Message]:
    """Every message that is said somewhere, by its context and text."""
    found: dict[tuple[str, str], Message] = {}
    for message in _all():
        known = found.get(message.key)
        if known is None or (message.plural and not known.plural):
            found[message.key] = message
    return found


def _all() -> Iterator[Message]:
    for file in sorted((WEB / "templates").rglob("*.*")):
        yield from _of_markup(file.read_text("utf-8"))
    for file in sorted((WEB / "static").rglob("*.js")):
        yield from _of_markup(file.read_text("utf-8"))
    for file in sorted(WEB.rglob("*.py")):
        yield from _of_python(ast.parse(file.read_text("utf-8")))
    for table, words in tomllib.loads((WEB / "wording.toml").read_text("utf-8")).items():
        if table not in TABLES_WITHOUT_WORDS:
            yield from (Message(word, context=table) for word in words.values())


def _of_markup(text: str) -> Iterator[Message]:
    for match in _CALL.finditer(text):
        context = _CONTEXT.search(match[5] or "")
        yield Message(_text(match[1], match[2]), _text(match[3], match[4]), context[1] if context else "")
    for match in _COUNTED.finditer(text):
        yield _counted(_text(match[1], match[2]), _text(match[3], match[4]))


def _text(double: str | None, single: str | None) -> str:
    return re.sub(r"\\(.)", r"\1", double if double is not None else single or "")


def _counted(one: str, many: str = "") -> Message:
    return Message(f"{{n}} {one}", f"{{n}} {many or one + 's'}")


def _of_python(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in ("t", "message") and texts:
            context = next(
                (k.value.value for k in node.keywords if k.arg == "context" and isinstance(k.value, ast.Constant)), ""
            )
            yield Message(texts[0], texts[1] if len(texts) > 1 else "", str(context))
        elif name == "counted" and texts:
            yield _counted(*texts[:2])


def updated(catalogue: str) -> str:
    """The text of a catalogue with all messages that are said and no other; translations are kept."""
    known = {message.key: message for message in read_messages(catalogue)}
    header = catalogue.split("\n\n", 1)[0]
    forms = int((re.search(r"nplurals=(\d)", header) or [0, 2])[1])
    entries = [_entry(message, known.get(message.key), forms) for _, message in sorted(find_messages().items())]
    return "\n\n".join([header, *entries]) + "\n"


def _entry(message: Message, known: Message | None, forms: int) -> str:
    said = known.translations if known and bool(known.plural) == bool(message.plural) else ()
    lines = [f"msgctxt {_quoted(message.context)}"] if message.context else []
    lines.append(f"msgid {_quoted(message.text)}")
    if not message.plural:
        return "\n".join([*lines, f"msgstr {_quoted(said[0] if said else '')}"])
    lines.append(f"msgid_plural {_quoted(message.plural)}")
    said = said if len(said) == forms else ("",) * forms
    return "\n".join([*lines, *(f"msgstr[{n}] {_quoted(text)}" for n, text in enumerate(said))])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def missing(catalogue: str) -> list[Message]:
    """Messages that are said and have no translation in a catalogue."""
    known = {message.key: message for message in read_messages(catalogue)}
    return [
        message
        for key, message in sorted(find_messages().items())
        if key not in known or not all(known[key].translations)
    ]


def main() -> None:
    """Update the catalogues, or list what they lack."""
    for path in sorted(CATALOGUES.glob("*.po")):
        if "--missing" in sys.argv:
            for message in missing(path.read_text("utf-8")):
                print(path.stem, message.context, message.text, message.plural, sep="\t")
        else:
            path.write_text(updated(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
