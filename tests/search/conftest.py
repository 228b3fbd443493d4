"""A small record of invented statements in many languages."""

from __future__ import annotations

import pytest
from fakes import FakeRecord


@pytest.fixture
def record() -> FakeRecord:
    made = FakeRecord()
    made.put(
        "summit",
        [
            ("statement", "Ana Vela", "Good day. We opened the humanitarian corridor to the north this morning."),
            ("question", "journalist", "Will the corridor stay open through the winter?"),
            ("answer", "Ana Vela", "It will. A corridor that closes is no corridor."),
            ("note", None, "Laughter in the corridor outside."),
            ("answer", "Tomas Brandt", "Let me add: the harvest decides."),
        ],
        title="Summit in Velmara",
        date="2014-08-06",
        kind="press_conference",
        sections=("Golden Collection", "News"),
        tags=("Peace", "Nuclear arms"),
        place="Velmara",
        language="en",
        category="Foreign affairs",
        persons={"Ana Vela": "ana-vela", "Tomas Brandt": "tomas-brandt"},
    )
    made.put(
        "radio",
        [("question", "moderator", "And the harvest?"), ("answer", "A. Vela", "The harvest was good.")],
        title="An hour on the radio",
        date="2015-03",
        kind="interview",
        tags=("Nuclear",),
        language="en",
        persons={"A. Vela": "ana-vela"},
    )
    made.put(
        "column", [], title="Our valley", kind="article", text="The mill stands idle.\n\nNobody grinds the harvest."
    )
    return made
