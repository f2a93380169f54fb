"""Phrases of the pages in a browser: the preview and the reader."""

from retrieval.model import Value


class PreviewPage(Value):
    """Phrases of the preview's page: those of Telegram's apps in this language, and its own."""

    title: str
    private: str
    group: str
    person: str
    language: str
    theme: str
    members: str
    bot: str
    privacy_on: str
    privacy_off: str
    typing: str
    message: str
    send: str
    attach: str
    file: str
    photo: str
    voice: str
    sticker: str
    commands: str
    reply: str
    reply_selected: str
    copy_text: str
    edit: str
    delete: str
    more: str
    cancel: str
    edited: str
    unseen: str
    clear: str
    start: str
    about: str
    ok: str
    copied: str
    gone: str
    lost: str
    added: str
    joined: str
    forum: str
    elsewhere: str
    not_a_member: str
    general: str
    topic_created: str
    forward: str
    forwarded: str
    via: str


class Preview(Value):
    """Phrases of `yinju preview`: in the terminal, made-up names, and its page."""

    address: str
    needs_extra: str
    port_taken: str
    refused: str
    person: str
    group: str
    forum: str
    topic: str
    elsewhere: str
    page: PreviewPage


class ReaderPhrases(Value):
    """Phrases of `yinju serve`: in the terminal and on its pages."""

    address: str
    needs_extra: str
    cannot_listen: str
    refused: str
    no_page: str
    trouble: str
    notice: str
    home: str
    to_documents: str
    bar: str
    author: str
    editor: str
    publisher: str
    published: str
    file: str
    contents: str
    quote: str
    quotes: str
    lost: str
    outside: str
    earlier: str
    later: str
