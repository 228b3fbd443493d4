"""Editing in the browser: who is at the desk, and what its pages show. The addresses are in `rostra.web.routes.edit`."""
