"""Asking a ClamAV daemon about a file, over its INSTREAM command.

Source: clamd's manual, the section on commands. The file goes in pieces, each after its length in
four bytes, and a length of nothing ends it; the answer is one line.
"""

import re
import socket
from contextlib import closing, suppress
from struct import pack

Address = str | tuple[str, int]  # a Unix socket's path, or a host and port
PATIENCE = 60  # seconds for each word of the conversation
PIECE = 64 * 1024


class Unanswered(Exception):
    """The daemon could not be reached, or did not say whether there is a virus."""


def scan(address: Address, content: bytes) -> str:
    """What was found in these bytes, by the name ClamAV gives it; "" for nothing.

    Raises Unanswered: then nothing is known, and the file must stay where it is.
    """
    try:
        with closing(_reach(address)) as daemon:
            # A daemon that will not take so much says so and hangs up while it is still told.
            with suppress(BrokenPipeError, ConnectionResetError):
                _tell(daemon, content)
            said = _listen(daemon)
    except OSError as error:
        raise Unanswered(f"the virus scanner cannot be reached: {error}") from error
    return _read(said)


def _reach(address: Address) -> socket.socket:
    if isinstance(address, tuple):
        return socket.create_connection(address, timeout=PATIENCE)
    daemon = socket.socket(socket.AF_UNIX)
    try:
        daemon.settimeout(PATIENCE)
        daemon.connect(address)
    except OSError:
        daemon.close()
        raise
    return daemon


def _tell(daemon: socket.socket, content: bytes) -> None:
    daemon.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        daemon.sendall(pack(">L", len(piece)) + piece)
    daemon.sendall(pack(">L", 0))


def _listen(daemon: socket.socket) -> str:
    """Its answer, to the nought that ends it or to the end of the line."""
    said = b""
    while not said.endswith(b"\0") and (more := daemon.recv(4096)):
        said += more
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _read(said: str) -> str:
    if said == "stream: OK":
        return ""
    if found := re.fullmatch("stream: (.+) FOUND", said, re.DOTALL):
        return found[1]
    raise Unanswered(f"the virus scanner gave no verdict: {said[:200] or 'nothing at all'}")
