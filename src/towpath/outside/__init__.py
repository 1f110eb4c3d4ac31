"""WHOEVER ELSE. Mail, scanners, stores: the world beyond, imported by jobs alone."""
