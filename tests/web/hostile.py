"""What somebody might put into a page to act on its readers, in every field that a page has."""

from __future__ import annotations

from html import escape

from desk import PASSWORD, let_in
from samples import Page

import rostra
from rostra.archive import Entry
from rostra.archive.publishing import DraftFields
from rostra.model import Evidence, Furniture, Issue, MonthCount, Participant, Related

_ACTS = "document.documentElement.dataset.owned=1;alert(1)"
WORDS = {
    "markup": f"\"'></title></textarea></script></style>--><script>{_ACTS}</script><img src=//evil.invalid/e onerror={_ACTS}>",
    "drawing": f"<svg onload={_ACTS}><style>*{{display:none}}</style><base href=//evil.invalid/>"
    f"<iframe srcdoc='<script>{_ACTS}</script>'>",
    "entities": f"&lt;script&gt;{_ACTS}&lt;/script&gt;&#60;img src=/evil onerror={_ACTS}&#62;&quot;&apos; onload=&quot;{_ACTS}",
    "address": f"javascript:{_ACTS}//evil",
    "template": "{{ 7 * 7 }}{% for x in range(9) %}evil{% endfor %}${alert(1)} `${alert(1)}` ]]>",
    "overlong": "evil" * 1_500,
    "directions": "evil \u202ereversed \u2066never closed \u200f\u200b\ufeff",
    "controls": "evil \x01\x08\x0b\x1f\x7f\x85 \ufffe\uffff \U000e0041",
}
"""Each holds "evil" in what it would load and `data-owned` in what it would run."""

PAGE = """<!doctype html><html lang="{a}"><head><meta charset="utf-8"><title>{t}</title>
<link rel="canonical" href="{u}"><meta property="og:title" content="{a}"><meta property="og:url" content="{u}">
<meta name="keywords" content="{a}"><meta name="description" content="{a}"><meta name="author" content="{a}">
<script type="application/ld+json">
{{"@type":"NewsArticle","headline":"{j}","datePublished":"{j}","url":"javascript:alert(1)"}}</script>
</head><body onload="{acts}"><script>{acts}</script><nav><a href="{u}">{t}</a></nav>
<h1>{t}</h1><p class="date">12 March 2016</p><p class="place">{t}</p>
<p><b>Ada Brandt:</b> Good evening.</p><p><b>Question:</b> {t} What of the harbour?</p>
<p><b>Ada Brandt:</b> <a href="{u}" onclick="{acts}">{t}</a> It stays open.</p>
<form action="//evil.invalid"><button formaction="{u}">{t}</button></form><img src="//evil.invalid/x" onerror="{acts}">
<p>Tags: <a rel="tag" href="{u}">{t}</a></p></body></html>"""


def as_entry(name: str, words: str) -> Entry:
    """A statement whose every field is these words."""
    page = Page(words)
    question = page.say("question", f"{words}|{words}", "journalist", words)
    said = f"{words}\n\n{words}"
    page.say("answer", said, words, words, answers=question, unseen=(words,), confidence=0.2, rule=words)
    page.say("answer", said, f"{words} 2", words, answers=question, confidence=0.2, rule=words)
    page.say("note", words)
    page.say("heading", words)
    related = (Related(title=words, date=words, url=words), Related(title=words, url="javascript:alert(1)"))
    return page.entry(
        f"javascript:{name}//{words}",
        kind="interview",
        date="2014-01-02",
        time=words,
        place=words,
        language=words,
        participants=(Participant(name=words, office=words, affiliation=words),),
        evidence={
            "title": Evidence(rule=words, confidence=0.4, start=0, end=9, fact=words),
            words: Evidence(rule="x", confidence=1),
        },
        furniture=Furniture(
            sections=(words,),
            tags=(words,),
            category=words,
            related=related,
            months=(MonthCount(month=words, count=3),),
        ),
        issues=(Issue(code=words, message=words, start=0, end=9),),
        content=f"{words} {name}".encode(),
    )


def as_page(words: str) -> bytes:
    """A page as it would be saved: the words as text, raw in its attributes and data, and a zero byte."""
    quoted = words.replace('"', "").replace("\\", "")
    filled = PAGE.format(t=escape(words), a=quoted, u=quoted, j=quoted.replace("\x0b", ""), acts=_ACTS)
    return filled.encode("utf-8", "replace") + b"<p>evil \x00 zero</p>"


def fill(location: str) -> dict[str, str]:
    """An archive of nothing else; the ids of its statements by a name for each."""
    ids: dict[str, str] = {}
    let_in(location)
    with rostra.open(location) as archive:
        for name, words in WORDS.items():
            ids[name] = archive.record.add(as_entry(name, words)).statement_id
        uploads = [(f"{words[:60]}.html", as_page(words)) for words in WORDS.values()]
        for name, came in zip(WORDS, archive.add_uploads(uploads), strict=True):
            assert came.statement_id, came
            ids[f"{name}, read"] = came.statement_id
        changed = as_page(WORDS["markup"]).replace(b"stays open", b"stays <i>closed</i>" + WORDS["entities"].encode())
        archive.add_uploads([(f"{WORDS['markup'][:60]}.html", changed)])
        markup = WORDS["markup"]
        archive.correct(ids["markup"], "speaker", {"name": markup}, by=markup, why=markup, turn_id="t1")
        archive.correct(ids["markup"], "field", {"field": "title", "value": markup + "!"}, by=markup, why=markup)
        archive.add_account(markup[:60], "editor", PASSWORD)
        archive.claim(ids["markup"], markup[:60])
        archive.save_search(markup[:60], "evil", public=True)
        fields = DraftFields(title=markup, place=markup, sections=(markup,), tags=(markup,), participants=(markup,))
        draft = archive.add_draft(fields, f"**{markup}:** {markup}\n\n**Question:** {markup}", by=markup)
        ids["draft"] = draft.id
        archive.pin("", ids["markup"], by=markup)
        archive.file_under(ids["entities"], "tag", markup, holds=True, by=markup, why=markup)
        archive.describe_term(
            "section", markup, kind="column", author=markup, description=markup, by=markup, why=markup
        )
        archive.withdraw(ids["template"], by=markup, reason=markup)
    return ids
