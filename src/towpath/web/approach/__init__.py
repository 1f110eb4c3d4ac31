"""Pages of what a family or a school asks: asked, read, answered."""
