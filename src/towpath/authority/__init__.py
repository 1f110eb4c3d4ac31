"""WHOSE WORDS. Reads and checks a council's folder and turns it into the rules' dataclasses."""

from towpath.authority.fault import Fault, FaultyError
from towpath.authority.folder import Authority, check, find, load, texts
from towpath.authority.page import parser
from towpath.authority.pathway import read_text
from towpath.authority.place import load_places

__all__ = [
    "Authority",
    "Fault",
    "FaultyError",
    "check",
    "find",
    "load",
    "load_places",
    "parser",
    "read_text",
    "texts",
]
