"""VERB relate: golden records to what stands around them: orders and tickets, households, branches.

`attachment.py` is a table that names customers, read; `totals.py` and `rfm.py` reckon with it; `related.py` finds who
was deliberately kept apart.
"""

from custdq.steps.relate.attachment import Attachment, Roles
from custdq.steps.relate.contacts import Contacts, contacts_of, named_by_contact
from custdq.steps.relate.lifecycle import STAGES, Thresholds, thresholds_from
from custdq.steps.relate.naming import EMPTY, Customers, entities_named, key_column
from custdq.steps.relate.problems import row_findings
from custdq.steps.relate.related import ComparedPairs, Related, related_entities
from custdq.steps.relate.rfm import rfm_table
from custdq.steps.relate.totals import Totals, as_days, totals_of

__all__ = [
    "EMPTY", "STAGES", "Attachment", "ComparedPairs", "Contacts", "Customers", "Related", "Roles", "Thresholds",
    "Totals", "as_days", "contacts_of", "entities_named", "key_column", "named_by_contact", "related_entities",
    "rfm_table", "row_findings", "thresholds_from", "totals_of",
]  # fmt: skip
