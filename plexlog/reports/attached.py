"""A file inside a PDF: written as plain PDF objects, since reportlab has no word for it.

ISO 32000-1, 7.11.4 (embedded file streams) and 7.7.4 (the name dictionary).
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from plexlog.reports.model import Attachment


def attach(canvas: Canvas, attachment: Attachment) -> None:
    """Carry a file in the document that a canvas writes; readers show it as an attachment."""
    document: Any = vars(canvas)["_doc"]
    content = PDFStream(content=attachment.content)
    content.dictionary["Type"] = PDFName("EmbeddedFile")
    content.dictionary["Params"] = PDFDictionary({"Size": len(attachment.content)})
    stream = document.Reference(content, "plexlogAttachedFile")
    named = PDFString(attachment.name)
    held = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": named,
            "UF": named,
            "Desc": PDFString(attachment.described),
            "EF": PDFDictionary({"F": stream}),
        }
    )
    specification = document.Reference(held, "plexlogFileSpec")
    files = PDFDictionary({"Names": PDFArray([named, specification])})
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": files})
