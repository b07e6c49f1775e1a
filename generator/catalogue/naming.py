"""How letters and their versions are named."""

import re

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Folder names and names of examples: they are addresses on the site."""

VERSION = r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$"
