"""sendMessage, sendPhoto and sendChatAction."""

from .. import entities, keyboards, links
from ..chat import Chat
from ..group import GENERAL_TOPIC
from ..message import Message
from ..parameters import Kind, Parameters, Upload
from ..refusal import RefusedError
from ..values import FormattedText, JsonObject
from ..world import World
from . import reply_parameters
from .method import Method, kinds

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
PHOTO_BYTES = 10 * 2**20
PREVIEW_FIELDS: dict[str, type] = {
    "is_disabled": bool,
    "url": str,
    "prefer_small_media": bool,
    "prefer_large_media": bool,
    "show_above_text": bool,
}
COMMON = kinds(
    text="chat_id parse_mode",
    integer="message_thread_id",
    flag="disable_notification protect_content",
    json="reply_markup reply_parameters",
    lacking="""business_connection_id message_effect_id allow_paid_broadcast direct_messages_topic_id
    suggested_post_parameters""",
)


def link_preview(given: object) -> JsonObject | None:
    """Return checked link_preview_options; raises RefusedError."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise RefusedError("can't parse link preview options: object expected")
    for name, value in given.items():
        if name not in PREVIEW_FIELDS or not isinstance(value, PREVIEW_FIELDS[name]):
            raise RefusedError("can't parse link preview options", remark=f"wrong field {name}: {value!r}")
    return given


def send_message(world: World, given: Parameters) -> JsonObject:
    """Send a text."""
    chat = world.find_chat(given.text("chat_id"))
    text = entities.message_text(given.text("text"), given.mode(), given.json("entities"))
    message = _prepare(chat, given, text)
    message.link_preview = link_preview(given.json("link_preview_options"))
    return _deliver(world, chat, message)


def send_photo(world: World, given: Parameters) -> JsonObject:
    """Send a photo that is uploaded, fetched from an address, or known by its file_id."""
    chat = world.find_chat(given.text("chat_id"))
    photo = _photo(given.json("photo"))
    formatted = entities.of_client(given.text("caption"), given.mode(), given.json("caption_entities"))
    caption = entities.within(formatted, entities.CAPTION_LIMIT, "message caption is too long")
    message = _prepare(chat, given, caption)
    message.media = {"photo": [{"file_id": photo, "file_unique_id": photo[:15], "width": 800, "height": 600}]}
    return _deliver(world, chat, message)


def send_chat_action(world: World, given: Parameters) -> bool:
    """Show that the bot is busy; unlike messages, it may name the General topic.

    Raises RefusedError.
    """
    chat = world.find_chat(given.text("chat_id"))
    chat.check_open_to_bot()
    if given.text("action") not in ACTIONS:
        raise RefusedError("wrong parameter action in request", remark=f"action is {given.text('action')!r}")
    thread = given.optional_integer("message_thread_id")
    if not (thread == GENERAL_TOPIC and chat.about.get("is_forum")):
        chat.check_thread(thread)
    return True


def _prepare(chat: Chat, given: Parameters, text: FormattedText) -> Message:
    chat.check_open_to_bot()
    thread = given.optional_integer("message_thread_id")
    chat.check_thread(thread)
    reply_to, quote = reply_parameters.resolve(chat, given.json("reply_parameters"))
    buttons = keyboards.parse(given.json("reply_markup"), private=chat.kind == "private")
    if thread is None and reply_to is not None:
        thread = reply_to.thread_id
    message = chat.new_message(chat.shared.bot, thread_id=thread)
    message.rewrite(text)
    message.reply_to, message.quote, message.buttons = reply_to, quote, buttons
    message.silent, message.protected = given.flag("disable_notification"), given.flag("protect_content")
    return message


def _deliver(world: World, chat: Chat, message: Message) -> JsonObject:
    if world.rates is not None:
        world.rates.count(chat.id)
    chat.receive(message)
    return message.wire()


def _photo(photo: object) -> str:
    """Return the id of a photo. Raises RefusedError."""
    if isinstance(photo, Upload):
        if not photo.size:
            raise RefusedError("file must be non-empty")
        if photo.size > PHOTO_BYTES:
            raise RefusedError(f'File "{photo.filename}" of size {photo.size} bytes is too big for a photo')
        return f"photo-{photo.filename}"
    if not isinstance(photo, str) or not photo:
        raise RefusedError("there is no photo in the request")
    if "://" in photo and not photo.startswith("attach://") and not links.valid(photo):
        raise RefusedError("wrong HTTP URL specified")
    return photo


METHODS = (
    Method(
        "sendMessage",
        COMMON | kinds(text="text", json="entities link_preview_options"),
        send_message,
    ),
    Method(
        "sendPhoto",
        COMMON
        | kinds(text="caption", json="caption_entities", lacking="has_spoiler show_caption_above_media")
        | {"photo": Kind.FILE},
        send_photo,
    ),
    Method(
        "sendChatAction",
        kinds(text="chat_id action", integer="message_thread_id", lacking="business_connection_id"),
        send_chat_action,
    ),
)
