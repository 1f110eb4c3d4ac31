"""WHAT PEOPLE DO. One function a verb; the only room that writes."""
