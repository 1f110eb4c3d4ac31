"""Pages: parse the form, one action, redirect or show the reason."""
