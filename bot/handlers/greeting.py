"""/help, and what to say to commands and buttons that there are not."""

from telegram import Update
from telegram.ext import ContextTypes

from bot.dispatch.administrators import is_group, sees_everything
from bot.dispatch.messenger import alert, phrases_for, phrases_to, reply
from bot.replies.message import Message, escaped


async def help(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say how to ask; in a group also whether the bot sees mentions there."""
    message = update.message
    if message is None:
        return
    speech, username = phrases_for(message), context.bot.username
    text = speech.help.strip().format(username=username)
    if is_group(message.chat):
        sees = speech.privacy_off if await sees_everything(message.chat) else speech.privacy_on
        text += "\n\n" + escaped(speech.help_group.format(mentions=sees.format(username=username)))
    await reply(message, Message(html=text))


async def unknown(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A command that there is not, in a private chat."""
    message = update.message
    if message and message.text:
        command = message.text.split()[0][:40]
        await reply(message, Message(html=escaped(phrases_for(message).chat_unknown.format(command=command))))


async def stale(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A button that means nothing: of an earlier version, or forged."""
    if update.callback_query:
        await alert(update.callback_query, phrases_to(update.callback_query.from_user).stale_button)
