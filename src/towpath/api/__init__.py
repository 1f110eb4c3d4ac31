"""The public API, one folder a version."""
