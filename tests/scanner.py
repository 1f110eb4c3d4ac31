"""A virus scanner of a test's own: a real server that speaks clamd's INSTREAM command.

It is not ClamAV: it finds what holds the word VIRUS. What is real is the conversation, byte for
byte as clamd has it.
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from struct import unpack

from papers import EICAR

VIRUS = b"VIRUS"


@dataclass
class Scanner:
    """Where it listens, what it was given, and how it is to answer instead of truly."""

    address: tuple[str, int] = ("", 0)
    given: list[bytes] = field(default_factory=list)
    says: bytes | None = None

    def verdict(self, content: bytes) -> bytes:
        """What clamd would say of these bytes."""
        self.given.append(content)
        if self.says is not None:
            return self.says
        return b"stream: %s FOUND\0" % EICAR.encode() if VIRUS in content else b"stream: OK\0"


@contextmanager
def scanning() -> Iterator[Scanner]:
    """A scanner, for as long as it is needed."""
    scanner = Scanner()

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.read(10) == b"zINSTREAM\0"
            content = b""
            while length := unpack(">L", self.rfile.read(4))[0]:
                content += self.rfile.read(length)
            self.wfile.write(scanner.verdict(content))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        scanner.address = server.server_address
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield scanner
        server.shutdown()
