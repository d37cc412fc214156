"""Lists through the API: what anybody may read, and all that the desk does."""

from tongban.capabilities.lists.api import demands, drafts, powers, published, windows

router = published.router
draft_router = drafts.router
demand_router = demands.router
window_router = windows.router
power_router = powers.router
