"""WHAT IS TRUE. Pure rules over dataclasses: no Django, no clock, no input or output."""
