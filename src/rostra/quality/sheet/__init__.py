"""The report as one HTML file that needs nothing else: figures, confidence, slips, and every page turn by turn."""

from rostra.quality.sheet.sheet import format_sheet

__all__ = ["format_sheet"]
