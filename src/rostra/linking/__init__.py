"""Who is meant: persons behind the names of a transcript. Records beside the text, never changes to it."""

from rostra.linking.persons import link_persons

__all__ = ["link_persons"]
