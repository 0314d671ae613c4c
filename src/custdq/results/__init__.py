"""What the user gets back. Results hold Arrow tables inside and hand out the kind of frame the user came with."""

from custdq.results.explanation import Explanation
from custdq.results.golden import Golden
from custdq.results.links import Links
from custdq.results.origin import Origin
from custdq.results.score_card import ScoreCard

__all__ = ["Explanation", "Golden", "Links", "Origin", "ScoreCard"]
