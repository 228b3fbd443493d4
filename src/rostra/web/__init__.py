"""The live site: a thin face of the library that renders the record as pages. No rule of the domain lives here."""

from __future__ import annotations

from rostra.web.app import create_app, serve
from rostra.web.settings import SiteSettings
from rostra.web.site_file import load_settings, read_settings

__all__ = ["SiteSettings", "create_app", "load_settings", "read_settings", "serve"]
