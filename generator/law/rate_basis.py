"""What the rate of a statement rests on."""

from __future__ import annotations

from enum import StrEnum


class RateBasis(StrEnum):
    """Where the rate of a statement comes from."""

    LEGAL_PROFESSIONAL = "legal_professional"
    CONTRACT = "contract"
    PUBLIC_BODY = "public_body"
    LEGAL_INTEREST = "legal_interest"
    NONE = "none"
