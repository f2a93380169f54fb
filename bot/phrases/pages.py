"""Phrases of the pages in a browser: the preview and the reader."""

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class PreviewPage(Value):
    """Phrases of the preview's page: those of Telegram's apps in this language, and its own."""

    title: Phrase
    private: Phrase
    group: Phrase
    person: Phrase
    language: Phrase
    theme: Phrase
    members: Phrase
    bot: Phrase
    privacy_on: Phrase
    privacy_off: Phrase
    typing: Phrase
    message: Phrase
    send: Phrase
    attach: Phrase
    file: Phrase
    photo: Phrase
    voice: Phrase
    sticker: Phrase
    commands: Phrase
    reply: Phrase
    reply_selected: Phrase
    copy_text: Phrase
    edit: Phrase
    delete: Phrase
    more: Phrase
    cancel: Phrase
    edited: Phrase
    unseen: Phrase
    clear: Phrase
    start: Phrase
    about: Phrase
    ok: Phrase
    copied: Phrase
    gone: Phrase
    lost: Phrase
    added: Phrase
    joined: Phrase
    forum: Phrase
    elsewhere: Phrase
    not_a_member: Phrase
    general: Phrase
    topic_created: Phrase
    forward: Phrase
    forwarded: Phrase
    via: Phrase


class Tries(Value):
    """Names of what can be tried on the preview's page, and the words that doubt a claim."""

    head: Phrase
    ask: Phrase
    check: Phrase
    timeline: Phrase
    count: Phrase
    why: Phrase
    watch: Phrase
    sources: Phrase
    settings: Phrase
    file: Phrase
    group_ask: Phrase
    group_check: Phrase
    topic: Phrase
    inline: Phrase
    guest: Phrase
    doubt: Phrase


class Preview(Value):
    """Phrases of `yinju preview`: in the terminal, made-up names, and its page."""

    address: Phrase
    needs_extra: Phrase
    port_taken: Phrase
    refused: Phrase
    person: Phrase
    group: Phrase
    forum: Phrase
    topic: Phrase
    elsewhere: Phrase
    tries: Tries
    page: PreviewPage


class ReaderPhrases(Value):
    """Phrases of `yinju serve`: in the terminal and on its pages."""

    address: Phrase
    needs_extra: Phrase
    cannot_listen: Phrase
    refused: Phrase
    no_page: Phrase
    trouble: Phrase
    notice: Phrase
    home: Phrase
    to_documents: Phrase
    bar: Phrase
    author: Phrase
    editor: Phrase
    publisher: Phrase
    published: Phrase
    file: Phrase
    contents: Phrase
    quote: Phrase
    quotes: Phrase
    lost: Phrase
    outside: Phrase
    earlier: Phrase
    later: Phrase
