"""Everything of this package that has a URL."""

from portal.tailoring.one_off_views import bp as one_offs
from portal.tailoring.overlay_views import bp as overlays
from portal.tailoring.views import bp as sets
from portal.tailoring.wish_views import bp as wishes

BLUEPRINTS = (sets, overlays, one_offs, wishes)
