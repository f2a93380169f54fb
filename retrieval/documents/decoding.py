"""The bytes of a file -> its text, in whichever of the encodings that Chinese text comes in."""

import re

from charset_normalizer import from_bytes

from retrieval.collection import Reason

_ENCODINGS = ["utf_16", "utf_16_le", "utf_16_be", "gb18030", "big5"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# UTF-8 in which no more than one character in so many is broken is UTF-8 that was damaged, not another encoding.
_DAMAGED = 50


def decode(data: bytes) -> tuple[str, None] | tuple[None, Reason]:
    """The text of a file, or why there is none.

    UTF-8 is tried first, and its byte order mark stays the first character of the text, so that addresses count what
    any reader of the file decodes. Otherwise charset-normalizer chooses among UTF-16, GB18030 and Big5.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        broken = data.decode("utf-8", "replace")
        if broken.count("\ufffd") * _DAMAGED <= len(broken) and b"\0" not in data:
            return None, "damaged UTF-8 text"
        best = from_bytes(data, cp_isolation=_ENCODINGS).best()
        if best is None:
            return None, "not text in an encoding that is read"
        try:
            text = data.decode(best.encoding)
        except UnicodeDecodeError:
            return None, "not text in an encoding that is read"
    if _CONTROL.search(text):
        return None, "not text: it holds control characters"
    return text, None
