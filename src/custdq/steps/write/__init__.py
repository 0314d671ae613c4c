"""VERB write: golden records to where they are used: files, workbooks, databases. Start reading at `writing`.

`target.py` says what a target is, before the work; `database.py` holds the one transaction, `sqlite.py` and
`postgres.py` what differs.
"""

from custdq.steps.write.files import write_csv, write_lines, write_parquet
from custdq.steps.write.tables import OutTable, Written
from custdq.steps.write.target import ENDINGS, MODES, Target, target_of
from custdq.steps.write.typed import typed
from custdq.steps.write.workbook import ANSWER, YES_OR_NO, write_workbook
from custdq.steps.write.writing import write_tables

__all__ = [
    "ANSWER", "ENDINGS", "MODES", "YES_OR_NO", "OutTable", "Target", "Written", "target_of", "typed", "write_csv",
    "write_lines", "write_parquet", "write_tables", "write_workbook",
]  # fmt: skip
