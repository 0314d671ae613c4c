"""As a gate in CI: the build fails when the data falls short. `custdq check FILES -c custdq.toml` does the same."""

import sys

import custdq

THRESHOLDS = {"completeness": 0.30, "mobile.accuracy": 0.80}

customers = custdq.read("examples/customers/crm_customers.csv")
card = custdq.score(customers, custdq.Schema.infer(customers, region="CN"), as_of="2025-06-30")
gate = card.gate(THRESHOLDS)
print(card.to_markdown())
for reason in gate.reasons:
    print("fell short:", reason)
sys.exit(0 if gate.passed else 1)
