"""The frozen types that all of Rostra speaks. Imports nothing of the project but itself."""

from rostra.model.capture import Capture, Source
from rostra.model.document import Block, Container, Document, Fact, Mark
from rostra.model.errors import (
    ArchiveError,
    GoneError,
    LimitError,
    MissingExtraError,
    NotFoundError,
    ReadError,
    RostraError,
    UnkeepableError,
    UsageError,
)
from rostra.model.issues import Issue
from rostra.model.transcript import (
    MOST_VIEWS,
    SPEECH_ROLES,
    Event,
    Evidence,
    Furniture,
    Kind,
    MonthCount,
    Participant,
    Related,
    Role,
    Span,
    SpeakerKind,
    Transcript,
    Turn,
)
from rostra.model.visit import Visit, VisitOutcome

__all__ = [
    "MOST_VIEWS",
    "SPEECH_ROLES",
    "ArchiveError",
    "Block",
    "Capture",
    "Container",
    "Document",
    "Event",
    "Evidence",
    "Fact",
    "Furniture",
    "GoneError",
    "Issue",
    "Kind",
    "LimitError",
    "Mark",
    "MissingExtraError",
    "MonthCount",
    "NotFoundError",
    "Participant",
    "ReadError",
    "Related",
    "Role",
    "RostraError",
    "Source",
    "Span",
    "SpeakerKind",
    "Transcript",
    "Turn",
    "UnkeepableError",
    "UsageError",
    "Visit",
    "VisitOutcome",
]
