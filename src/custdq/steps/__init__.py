"""Verbs of the flow. No step imports another; `pipeline` passes tables between them."""
