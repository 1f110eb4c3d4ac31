"""Files as they come in: in memory, as far as any council may take them, and from nobody unknown.

What is larger is counted and let go, so that its form can say how large it was, and all else that
was typed is kept. Nothing is written to a disk, where it would lie unscanned.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from towpath.rules.document import CEILING_MB, MB

MOST = CEILING_MB * MB
ENDLESS = 20 * MOST  # past this nobody waits for the end, and the connection is closed


class Bounded(FileUploadHandler):
    """Keeps a file's bytes up to MOST, and counts the rest."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins. Of whoever is not signed in, none does."""
        super().new_file(*args, **kwargs)
        if self.request is None or not self.request.user.is_authenticated:
            raise SkipFile
        self._kept, self._size = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it."""
        self._size += len(raw_data)
        if self._size > ENDLESS:
            raise StopUpload(connection_reset=True)
        if self._size <= MOST:
            self._kept.write(raw_data)
        else:
            self._kept = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file; of one too large, its size and none of its bytes."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )
