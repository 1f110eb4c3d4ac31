"""The public guide: no account, no actor, nothing kept of who reads it."""
