"""One HTTP request to texts and files by name: query string, form, multipart and JSON alike."""

import json

from starlette.datastructures import UploadFile
from starlette.requests import Request

from .parameters import Body, Upload
from .refusal import RefusedError


async def read(request: Request) -> Body:
    """Return the parameters of the query string and the body; the body wins."""
    texts: dict[str, str] = dict(request.query_params)
    files: dict[str, Upload] = {}
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type == "application/json":
        texts |= _from_json(await request.body())
    elif content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form(max_part_size=50 * 2**20) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = Upload(value.filename or "", value.size or 0)
                else:
                    texts[name] = value
    return Body(texts, files)


def _from_json(body: bytes) -> dict[str, str]:
    """Read parameters from a JSON body. Raises RefusedError."""
    try:
        values = json.loads(body or b"{}")
    except ValueError as error:
        raise RefusedError("can't parse request JSON object") from error
    if not isinstance(values, dict):
        raise RefusedError("request must be a JSON object")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in values.items()
        if value is not None
    }
