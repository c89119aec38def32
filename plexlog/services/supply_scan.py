"""A scan into the lot of a set or a supply: lot and expiry as the label says them.

A scanner types like a keyboard; what is no scan is a lot that was typed.
"""

from __future__ import annotations

from plexlog.clinical.barcodes import Expiry, Lot
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.services.scanning import ScanError, looks_scanned, read_scan


def lot_texts(place: str, text: str) -> dict[str, str]:
    """Lot and expiry of what was scanned or typed, by their keys; only what it says.

    Raises RefusedError at the place for a scan that says nothing of a lot.
    """
    if not looks_scanned(text):
        return {"lot": text}
    try:
        scan = read_scan(text)
    except ScanError as unread:
        raise RefusedError([Refusal(place, str(unread))]) from None
    texts = {}
    for element in scan.elements:
        if isinstance(element, Lot):
            texts["lot"] = element.number
        elif isinstance(element, Expiry):
            texts["expires_on"] = element.day.isoformat()
    if "lot" not in texts:
        reason = f"this is the {scan.words}; scan the bar code with the lot, or type the lot"
        raise RefusedError([Refusal(place, reason)])
    return texts
