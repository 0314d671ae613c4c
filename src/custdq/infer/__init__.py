"""Which kind of value a column holds, from its name and from its values, with the evidence and a confidence."""

from custdq.infer.columns import ColumnGuess, infer_columns
from custdq.infer.profile import profile_columns
from custdq.infer.roles import infer_region, infer_roles

__all__ = ["ColumnGuess", "infer_columns", "infer_region", "infer_roles", "profile_columns"]
