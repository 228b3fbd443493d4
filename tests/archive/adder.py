"""Run as a program: add pages `first`, `first + 1`, ... to an archive, and print each id once it is kept."""

from __future__ import annotations

import sys

from pages_made_up import make_entry, other_lines

from rostra.archive import open_record


def main(location: str, first: int, count: int) -> None:
    record = open_record(location)
    for number in range(first, first + count):
        # Two captures of each page, so that versions are written too.
        for lines in (other_lines(number), other_lines(number)[:4]):
            added = record.add(make_entry(lines, uri=f"pages/{number}.html", title=f"Talk {number}"))
        print(added.statement_id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
