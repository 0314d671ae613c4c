"""Tables of facts, each with source, licence and date in its header; rebuilt by scripts/."""
