"""Ideas: anybody may send one from the public site’s statements; the authority’s people read them."""
