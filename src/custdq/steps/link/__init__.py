"""The link step."""
