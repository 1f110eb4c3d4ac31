"""Pages of a placement: offered, answered, started, planned; and its own page in between."""

from towpath.web.placement.offer import accept, cancel, decline, offer
from towpath.web.placement.page import placement
from towpath.web.placement.start import complete_plan, start, start_interim

__all__ = [
    "accept",
    "cancel",
    "complete_plan",
    "decline",
    "offer",
    "placement",
    "start",
    "start_interim",
]
