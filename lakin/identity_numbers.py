"""The number of a civil servant (NIP) in a text: found, and left out where everybody reads."""

import re

# Day of birth, month of appointment, 1 or 2, and a running number; people write it with or without spaces.
NIP = re.compile(r"(?<!\d)(?:19|20)\d{6}\s?(?:19|20)\d{4}\s?[12]\s?\d{3}(?!\d)")
LEFT_OUT = "(NIP tidak ditampilkan)"


def nips_in(text: str) -> frozenset[str]:
    """Every NIP of the text, without its spaces."""
    return frozenset("".join(found.split()) for found in NIP.findall(text))


def without_nip(text: str) -> str:
    """The text as everybody may read it."""
    return NIP.sub(LEFT_OUT, text)
