"""BYTES FROM FACTS. Documents from dataclasses; knows no model and touches no network."""
