"""Pages of the council's own services: their inbox, waiting list, steps and places."""
