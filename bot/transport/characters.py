"""What Telegram sends -> the same in whole characters: JSON can name half a surrogate pair, which no encoding takes."""

import json
import re

_ESCAPED = re.compile(rb"\\u[dD][89a-fA-F]")


def whole(body: bytes) -> bytes:
    """JSON with U+FFFD for each half of a pair that stands alone; it is as long in UTF-16 units, which entities count.

    What is not JSON, and all JSON without such a half, is left as it is. python-telegram-bot would raise where it cuts
    a text by its entities.
    """
    if not _ESCAPED.search(body):
        return body
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
    except (ValueError, RecursionError):
        return body
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    return body
