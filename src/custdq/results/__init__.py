"""What the user gets back. Results hold Arrow tables inside and hand out the kind of frame the user came with."""

from custdq.results.decisions import Decisions
from custdq.results.explanation import Explanation
from custdq.results.golden import Golden
from custdq.results.identities import Identities
from custdq.results.links import Links
from custdq.results.origin import Origin
from custdq.results.score_card import ScoreCard

__all__ = ["Decisions", "Explanation", "Golden", "Identities", "Links", "Origin", "ScoreCard"]
