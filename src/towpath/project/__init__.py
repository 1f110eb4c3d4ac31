"""Settings, root addresses and the towpath command."""
