"""Pages of a panel: the meeting, planned and changed; and each case before it."""

from towpath.web.panel.case import give_view, item, list_for, open_views, stand_aside, take_off
from towpath.web.panel.meeting import agenda, call_off, change, panels, plan

__all__ = [
    "agenda",
    "call_off",
    "change",
    "give_view",
    "item",
    "list_for",
    "open_views",
    "panels",
    "plan",
    "stand_aside",
    "take_off",
]
