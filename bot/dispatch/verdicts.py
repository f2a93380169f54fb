"""Verdicts: which message of the bot's answers which claim, for claims that are edited."""

from collections import OrderedDict

MAX_VERDICTS = 2000


class Verdicts:
    """The last 2,000 verdicts of all chats, by the ids of their messages alone, until the bot is restarted.

    The words of a claim are not kept, so that there is nothing to forget.
    """

    def __init__(self) -> None:
        self._by_claim: OrderedDict[tuple[int, int], int | None] = OrderedDict()

    def keep(self, chat_id: int, claim_id: int, verdict_id: int) -> None:
        """Keep that a message is the verdict on another, in place of an earlier one."""
        self._by_claim[chat_id, claim_id] = verdict_id
        self._by_claim.move_to_end((chat_id, claim_id))
        if len(self._by_claim) > MAX_VERDICTS:
            self._by_claim.popitem(last=False)

    def withdraw(self, chat_id: int, verdict_id: int) -> None:
        """Keep in mind that somebody took a verdict away, which is not to come back."""
        for claim, kept in self._by_claim.items():
            if kept == verdict_id and claim[0] == chat_id:
                self._by_claim[claim] = None

    def withdrawn(self, chat_id: int, claim_id: int) -> bool:
        """Return whether somebody took away the verdict on a message."""
        return self._by_claim.get((chat_id, claim_id), 0) is None

    def on(self, chat_id: int, claim_id: int) -> int | None:
        """Return the id of the verdict on a message; None where none is known or left."""
        return self._by_claim.get((chat_id, claim_id))
