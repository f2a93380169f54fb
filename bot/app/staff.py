"""The objects behind the handlers, made once for a bot from what they share."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.handlers.answer import Answering
from bot.handlers.ask import Asking, Buttons
from bot.handlers.check import Checking
from bot.handlers.delete import Deleting
from bot.handlers.inline import Elsewhere
from bot.handlers.membership import Joining
from bot.handlers.privacy import Owner, Privacy
from bot.handlers.read import Reading
from bot.handlers.settings import Setting
from bot.handlers.start import Starting
from bot.handlers.timeline import Plotting
from bot.handlers.vote import Voting
from bot.handlers.why import Explaining
from bot.settings import Settings
from bot.storage.storage import Storage
from retrieval.library import Library


@dataclass(frozen=True)
class Staff:
    """One object for each thing that people do with the bot."""

    asking: Asking
    buttons: Buttons
    checking: Checking
    deleting: Deleting
    elsewhere: Elsewhere
    explaining: Explaining
    joining: Joining
    owner: Owner
    plotting: Plotting
    privacy: Privacy
    reading: Reading
    setting: Setting
    starting: Starting
    voting: Voting


def staff_of(settings: Settings, shelf: Callable[[], Library], storage: Storage) -> Staff:
    """The staff of a bot; `shelf` gives the current library.

    The settings tell the address of the reader, if there is one, the time zone of quiet hours, and whether the words of
    questions stand in the log, which people are told.
    """
    reader = str(settings.public_url) if settings.public_url else None
    answering = Answering(shelf, storage.exchanges, storage.gaps, storage.chats, reader)
    plotting = Plotting(shelf, answering, reader)
    return Staff(
        asking=Asking(answering, plotting),
        buttons=Buttons(answering),
        checking=Checking(shelf, reader),
        deleting=Deleting(storage.exchanges),
        elsewhere=Elsewhere(shelf),
        explaining=Explaining(shelf, answering),
        joining=Joining(storage),
        owner=Owner(shelf, storage),
        plotting=plotting,
        privacy=Privacy(storage, words_logged=settings.log_questions),
        reading=Reading(shelf, reader),
        setting=Setting(storage.chats, settings.timezone),
        starting=Starting(shelf),
        voting=Voting(storage.exchanges, storage.votes, storage.gaps),
    )
