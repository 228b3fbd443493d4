"""These tests share modules: the suite that every store must pass, and pages of invented people."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
