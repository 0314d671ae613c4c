"""In a pipeline: several systems in, one table of customers out, with the trail of every cell."""

from pathlib import Path

import custdq
from custdq import survivorship as s

FOLDER = Path("examples/customers")

# one set of columns, whatever the systems called them; a guess that is wrong is put right by mapping={...}
records = custdq.unify({"crm": FOLDER / "crm_customers.csv", "erp": FOLDER / "erp_partners.xlsx"})
schema = custdq.Schema.infer(records, region="CN")

# who is who, across the systems and within each
links = custdq.dedupe(records, schema)

# one record a customer: the company number as the ERP has it, the phone as last confirmed
golden = custdq.merge(
    records, links, schema, survivorship={"uscc": s.source_priority(["erp", "crm"]), "mobile": s.most_recent()}
)

out = Path("out/pipeline")
out.mkdir(parents=True, exist_ok=True)
golden.records.to_csv(out / "golden.csv", index=False)
golden.lineage.to_parquet(out / "lineage.parquet")
golden.xref.to_csv(out / "xref.csv", index=False)
print(f"{len(records)} records, {len(golden.records)} customers, {len(golden.conflicts)} fields in conflict -> {out}")
