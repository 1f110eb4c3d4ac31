"""Towpath: a council's alternative provision, from the first question to the return to school."""
