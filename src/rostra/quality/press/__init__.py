"""A small printing press for invented transcripts: known words in random house styles, so that reading can be measured.

`print_page` gives a page by number, with gold. What it prints resembles real pages but is no sample of them: its figures show
which pattern is weak, not how many pages of the world are read right.
"""

from rostra.quality.press.press import PrintedPage, print_page
from rostra.quality.press.styles import LINES, Style, draw_style
from rostra.quality.press.tongues import LANGUAGES, load_tongue

__all__ = ["LANGUAGES", "LINES", "PrintedPage", "Style", "draw_style", "load_tongue", "print_page"]
