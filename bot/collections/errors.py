"""Refusals of a file by a collection."""

from retrieval import YinjuError


class UploadError(YinjuError):
    """A file is not taken."""


class UploadTooLarge(UploadError):
    """The file is larger than Telegram hands to a bot."""

    sentence = "{file} is larger than {limit} MB, the most that Telegram hands to a bot."


class UploadKindUnknown(UploadError):
    """Files of this kind are not taken."""

    sentence = "{file} cannot be added: only {kinds} files are taken."


class UploadUnreadable(UploadError):
    """Nothing can be read from the file."""

    sentence = "{file} cannot be added: {reason}."


class UploadGone(UploadError):
    """Telegram does not have the file any more."""

    sentence = "Telegram does not have {file} any more; send it again."


class UploadUnreachable(UploadError):
    """Telegram did not hand the file over at present."""

    sentence = "Telegram did not hand over {file} at present; try again in a moment."


class UploadAbandoned(UploadError):
    """The program ended again and again while it read the file."""

    sentence = "{file} was not added: the program ended {count} times while it was being added. Tell its operator."


class UploadsFull(UploadError):
    """The chat has as many documents as it may."""

    sentence = "This chat has {limit} documents, the most that it may have; remove one first."


class UploadsTooLarge(UploadError):
    """The documents of the chat would take more room than they may."""

    sentence = "The documents of this chat would take more than {limit} MB; remove some first."


class NoRoomLeft(UploadError):
    """The disk, or what all chats together may use of it, is full."""

    sentence = "{file} was not added: there is no room left on the server. Its operator can make some."


class UploadNotStored(UploadError):
    """The file could not be written."""

    sentence = "{file} was not added: the server could not store it ({reason}). Tell its operator."


class CollectionError(YinjuError):
    """A command names a collection that it cannot use."""


class CollectionEmpty(CollectionError):
    """A chat is answered from its own documents only, and has none."""

    sentence = (
        "This chat is answered from its own documents only and has none yet: send me one, or reply to one with /add; "
        "/collection chooses what I answer from."
    )


class CollectionUnknown(CollectionError):
    """No chat of that id has documents of its own."""

    sentence = "The chat {chat} has no documents of its own; `yinju collections list` lists those that have."


class CollectionNameUnknown(CollectionError):
    """The catalog names no such collection."""

    sentence = "catalog.toml names no collection {name}; its [[collection]] entries have the names."


class CollectionTaken(CollectionError):
    """The chat to which documents are moved has some already."""

    sentence = "The chat {chat} has documents of its own already; delete or move them first."


class ExportFolderTaken(CollectionError):
    """The folder to export to is there already."""

    sentence = "{folder} exists already; name a folder that does not."
