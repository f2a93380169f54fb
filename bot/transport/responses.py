"""Shape of the Bot API's responses, as far as python-telegram-bot and this program rely on it."""

from http import HTTPStatus
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from bot.transport.updates import MAX_ID

Id = Annotated[int, Field(strict=True, ge=-MAX_ID, le=MAX_ID)]
Content = TypeVar("Content")


class Done(BaseModel, Generic[Content]):
    """A response to a call that was carried out."""

    ok: Literal[True]
    result: Content


class ResponseParameters(BaseModel):
    """Facts of a refusal for programs."""

    retry_after: Annotated[float | None, Field(strict=True, allow_inf_nan=False)] = None
    migrate_to_chat_id: Id | None = None


class Refused(BaseModel):
    """A response to a call that was not carried out."""

    ok: Literal[False]
    description: Annotated[str, Field(strict=True)] = ""
    parameters: ResponseParameters | None = None


class ChatShape(BaseModel):
    """The chat of a message."""

    id: Id


class MessageShape(BaseModel):
    """A message that was sent: one without these cannot be kept, changed or replied to."""

    message_id: Id
    date: Annotated[int, Field(strict=True, ge=0, lt=2**31)]
    chat: ChatShape


_SHAPES: dict[str, type[BaseModel]] = {
    "sendMessage": Done[MessageShape],
    "sendPhoto": Done[MessageShape],
    "getUpdates": Done[list[Any]],
}


def is_telegrams(method: str, status: int, body: bytes) -> bool:
    """Return whether a body is a response of the Bot API to a call of a method, as its status says."""
    done = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    shape = _SHAPES.get(method, Done[Any]) if done else Refused
    try:
        shape.model_validate_json(body)
    except ValidationError:
        return False
    return True
