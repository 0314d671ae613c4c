"""Read: files, workbooks, databases -> `SourceTable`s as they stand, with a finding for all that was passed over.

`sources.py` finds the files, `files.py` tells what each is, one module a format reads it, `assemble.py` and
`header.py` make a table of loose rows, `encoding.py` makes text of bytes.
"""

from custdq.steps.read.files import read_file
from custdq.steps.read.sources import read_sources

__all__ = ["read_file", "read_sources"]
