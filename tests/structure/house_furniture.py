# ruff: noqa: E501  (a paragraph of a page is a line)
"""Pages in the styles 31 to 38: what stands around and between turns, and pages that are no transcripts. All invented."""

from __future__ import annotations

from pages import ASKED, BRIDGE, FERRY, PILOTS, REPLY, TITLE, Expected, House, a, page, plain, q, s

TURNS = (
    q("Will the bridge"),
    a("Ana Ilic", "I have been", 0),
    q("And what will"),
    a("Ana Ilic", "The pilots stay", 2),
)
TALKED = (f"Question: {ASKED}", f"Ana Ilic: {BRIDGE}", f"Question: {PILOTS}", f"Ana Ilic: {REPLY}")
NONE: tuple[Expected, ...] = ()

FURNITURE = (
    House(
        style="31 a box between question and answer",
        content=page(
            TITLE,
            TALKED[0],
            '<div class="related-posts"><h4>See also</h4><ul><li><a href="/1">Ivo Brandt: the last boat sails</a></li></ul></div>',
            *TALKED[1:],
        ),
        turns=TURNS,
    ),
    House(
        style="31 a caption and a share bar between turns",
        content=page(
            TITLE,
            *TALKED[:2],
            '<figure><img src="/quay.jpg" alt=""><figcaption>Ana Ilic at the quay. Photo: Orsk Harbour Office</figcaption></figure>',
            '<div class="share"><a href="#">Share</a> <a href="#">Chirp</a> <a href="#">Email</a></div>',
            *TALKED[2:],
        ),
        turns=TURNS,
    ),
    House(
        style="31 views and a subscription after the last turn",
        content=page(
            TITLE,
            *TALKED,
            '<div class="views">Views: 2 133</div>',
            '<div class="subscribe"><p>Subscribe to our newsletter</p><a href="/mail">Subscribe</a></div>',
        ),
        turns=TURNS,
    ),
    House(
        style="32 months before, category and related items after",
        content=plain(
            "From the Capital",
            "All Tags",
            "May 2031 (4)",
            "April 2031 (11)",
            "March 2031 (9)",
            "Answers by Minister Ana Ilic to questions of the press",
            "6-05-2031, 14:44",
            *TALKED,
            "  • Category: Minister A. Ilic",
            "  • Views: 1 204 |",
            "  • Print version |",
            "  • Statement by Ana Ilic after the talks in Port Sorrow, 4 April 2031",
            "  • Opening words by Ana Ilic at the harbour conference, Port Sorrow, 2 March 2031",
        ),
        turns=TURNS,
    ),
    House(
        style="33 related items that look like turns",
        fails="turns._reach: the body is widened over a heading into links of a related list",
        content=page(
            TITLE,
            *TALKED,
            end='<aside class="related"><h3>Related</h3><ul><li><a href="/1">Ivo Brandt: we are not for sale, 2 March 2029</a></li>'
            '<li><a href="/2">Question: will the quay hold?</a></li><li><a href="/3">Oskar Lind: a bridge is a road</a></li></ul></aside>',
        ),
        turns=TURNS,
    ),
    House(
        style="34 the title repeated, and a list of the questions",
        content=page(
            TITLE,
            f"<p>{TITLE}</p>",
            '<ul class="toc"><li><a href="#1">Will the bridge be opened?</a></li><li><a href="#2">What will become of the pilots?</a></li></ul>',
            *TALKED,
            side='<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ol>',
        ),
        turns=TURNS,
    ),
    House(
        style="35 a news story in front and a disclaimer behind",
        content=page(
            TITLE,
            "Minister of Ports Ana Ilic said on Tuesday that the bridge would be opened when its paint was dry, and that there would be no toll.",
            "The transcript follows.",
            *TALKED,
            "Disclaimer: this is an unofficial translation. The original was published by the Harbour Office.",
        ),
        turns=TURNS,
    ),
    House(
        style="36 page numbers and running heads inside a turn",
        content=plain(
            "Minutes of the Chamber of Eastquay, 12 March 2031",
            f"HON. I. BRANDT.- {FERRY}",
            "MINUTES OF THE CHAMBER OF EASTQUAY",
            "[66880]",
            BRIDGE,
            f"HON. M. S. NKOMO.- {REPLY}",
            "- 12 -",
            f"HON. I. BRANDT.- I have heard it. {FERRY}",
        ),
        turns=(s("I. Brandt", "We have spent"), s("M. S. Nkomo", "The pilots stay"), s("I. Brandt", "I have heard")),
    ),
    House(
        style="37 hard-wrapped lines with blank lines inside sentences",
        content=(
            b"NEWS CONFERENCE OF MINISTER ANA ILIC\n\nJOURNALIST: Will the bridge to Orsk be opened before\nthe winter, Minister?\n\n"
            b"MINISTER: I have been asked about the bridge every week\nsince I took office, and I shall go on saying what I said\n\n"
            b"then: we build it with our own money, we build it once,\nand nobody will pay to walk across it before the 12\nth of May.\n\n"
            b"JOURNALIST: And what will become of the pilots of the\nold ferry?\n\nMINISTER: The pilots stay. We have promised it to them in\n"
            b"writing and I have signed it myself.\n"
        ),
        turns=TURNS,
    ),
    House(
        style="38 a news article",
        content=page(
            "Bridge to Orsk will open in spring, minister says",
            "ORSK - The bridge to Orsk will be opened in the spring, Minister of Ports Ana Ilic told reporters on Tuesday, ending months of doubt.",
            "“We build it with our own money,” Ilic said. “Nobody will pay to walk across it.” She added that the pilots would be kept.",
            "The ferry company, which announced in January that it would sell its last boat, said it had not been told of the date.",
            "Ivo Brandt, master of the ferry, said he had read of it in the paper. “I read everything in the paper,” he said.",
        ),
        turns=NONE,
    ),
    House(
        style="38 a list of transcripts",
        content=page(
            "Transcripts of 2031",
            *(
                f'<div class="item"><a href="/{n}">Minister Ilic at the quay of Orsk, part {n}</a><span>{n} March 2031</span>'
                f"<p>Question: Will the bridge be opened? ...</p></div>"
                for n in range(1, 13)
            ),
        ),
        turns=NONE,
    ),
    House(
        style="38 a law",
        content=page(
            "Law on the Bridges of Velmora",
            "Article 1. Bridges shall be built with the money of the province in which they stand.",
            "Article 2. No toll shall be levied on persons who cross a bridge on foot. Paragraph 1 does not apply to lorries.",
            "Article 3. The Minister shall lay down by decree: a) the colour of the railings; b) the hours of opening; c) the fines.",
            "Article 4. This law shall enter into force on the day after its publication.",
        ),
        turns=NONE,
    ),
)
