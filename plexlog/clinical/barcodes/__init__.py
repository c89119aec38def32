"""Bar codes of blood and its products: what a scan says, and what it must not be taken for.

`elements` are the things a scan can say, `scan` holds them, `isbt128` reads them from labels of
donor plasma. GS1, on albumin and drugs, is read by `plexlog.services.gs1` into the same elements.
"""

from __future__ import annotations

from plexlog.clinical.barcodes.elements import (
    BloodGroup,
    DonationNumber,
    Element,
    Expiry,
    Kind,
    Lot,
    Other,
    ProductCode,
    Serial,
    TradeItem,
)
from plexlog.clinical.barcodes.scan import Scan, ScanError, expect

__all__ = [
    "BloodGroup",
    "DonationNumber",
    "Element",
    "Expiry",
    "Kind",
    "Lot",
    "Other",
    "ProductCode",
    "Scan",
    "ScanError",
    "Serial",
    "TradeItem",
    "expect",
]
