"""Each person's first page."""
