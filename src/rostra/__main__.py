"""``python -m rostra`` is the command ``rostra``."""

import sys

from rostra.cli import main

if __name__ == "__main__":
    sys.exit(main())
