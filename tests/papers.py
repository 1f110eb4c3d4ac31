"""Files that people send, made here byte by byte."""

import zlib
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile


def pdf(words: str = "A letter", stream: bytes = b"") -> bytes:
    """The smallest PDF with one page; `stream` is packed into it as it stands."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream",
    ]
    body = b"%PDF-1.7\n%" + words.encode() + b"\n"
    for number, one in enumerate(objects, 1):
        body += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    return body + b"trailer << /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF\n"


def bomb() -> bytes:
    """A PDF of 300 KB whose one stream unpacks to 300 MB."""
    packed = zlib.compressobj(9)
    block = b"\0" * 1_000_000
    return pdf("bomb", b"".join(packed.compress(block) for _ in range(300)) + packed.flush())


def png(width: int = 1, height: int = 1) -> bytes:
    """A PNG that says it is of this size, whatever is in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">L", len(data)) + kind + data + pack(">L", zlib.crc32(kind + data))

    head = pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"\0" * (1 + min(width, 1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def jpeg(size: int = 200) -> bytes:
    """What begins and ends as a photo does, of about this many bytes."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\x2a" * size + b"\xff\xd9"


def packed(name: str = "letter.txt") -> bytes:
    """A ZIP with one file."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as folder:
        folder.writestr(name, "x" * 1000)
    return held.getvalue()


PROGRAM = b"MZ\x90\x00\x03" + b"\0" * 200
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100
WORD_OF_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
EICAR = "Win.Test.EICAR_HDB-1"  # ClamAV's name for the file that is made to be found


def sent(name: str = "letter.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    """A file as a browser sends it: what it says of the kind is not to be believed."""
    return SimpleUploadedFile(name, pdf() if content is None else content, "application/pdf")
