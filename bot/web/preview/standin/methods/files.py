"""getFile: where a file that a person sent can be downloaded."""

from ..parameters import Parameters
from ..refusal import RefusedError
from ..values import JsonObject
from ..world import World
from .method import Method, kinds

DOWNLOAD_BYTES = 20 * 2**20


def get_file(world: World, given: Parameters) -> JsonObject:
    """Return the path of a file, unless it is too large for a bot; raises RefusedError."""
    number = given.text("file_id")
    content = world.shared.files.get(number)
    if content is None:
        raise RefusedError("wrong file_id or the file is temporarily unavailable")
    if len(content) > DOWNLOAD_BYTES:
        raise RefusedError("file is too big")
    return {
        "file_id": number,
        "file_unique_id": f"u{number}",
        "file_size": len(content),
        "file_path": f"documents/{number}",
    }


METHODS = (Method("getFile", kinds(text="file_id"), get_file),)
