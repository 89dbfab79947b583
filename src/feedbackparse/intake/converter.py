"""Old formats -> .docx or .xlsx by a program outside: LibreOffice, else Word or WPS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from feedbackparse.intake.libreoffice import find_libreoffice
from feedbackparse.intake.office import find_office


class Converter(Protocol):
    """Something that turns old files into new ones."""

    def convert(self, files: Sequence[tuple[str, bytes]], seconds: float) -> list[bytes | None]:
        """``files`` are pairs of format and content. Shape: one result a file, None where none came out.

        Raises: TimeoutError where it takes longer than ``seconds``.
        """


def find_converter() -> Converter | None:
    """The converter of this machine, or None.

    LibreOffice first: it runs beside whatever the officer has open, with a profile of its own.
    """
    return find_libreoffice() or find_office()
