"""The faults of Telegram and of the way to it, and what becomes of every call that one of them strikes: three tables.

done   made again until it is done, once
2x     nobody can tell whether it was done: it is made once more, and a person may see it twice
pass   passed over; all else of what was asked for is done
told   given up, and the person is told so
lost   given up with a line in the log that is no error, because nothing can be said to the person
anew   this start ends; `yinju run` makes eight more, for more than a minute in all, before it ends with a sentence
ends   the same, when none of the nine does better
·      Telegram does not say that to this call
"""

from collections.abc import Mapping
from typing import Any

# A try that is not answered by then is given up; pauses, and for how long calls are made again, are shortened likewise.
READ_SECONDS = 2.0
PRESSING_SECONDS, START_SECONDS = 0.5, 0.1
FAULTS: Mapping[str, Mapping[str, Any]] = {
    "429": {"status": 429, "retry_after": 0.01},
    "429+": {"status": 429, "retry_after": 0.6},
    "500": {"status": 500, "description": "Internal Server Error"},
    "502": {"status": 502},
    "down": {"status": 502, "times": 9},
    "page": {"status": 200},
    "json": {"status": 200, "body": '{"ok": "yes", "result": "hello"}'},
    "half": {"status": 200, "body": '{"ok": true, "result": [{"upd'},
    "cut-": {"drop": "before"},
    "cut+": {"drop": "after"},
    "late": {"delay": READ_SECONDS + 0.3},
    "same": {"status": 400, "description": "Bad Request: message is not modified: specified new message content"},
    "gone": {},
    "block": {"status": 403, "description": "Forbidden: bot was blocked by the user"},
    "kick": {"status": 403, "description": "Forbidden: bot was kicked from the supergroup chat"},
    "grown": {
        "status": 400,
        "migrate_to": 1,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
    },
    "topic": {"status": 400, "description": "Bad Request: TOPIC_CLOSED"},
    "mute": {"status": 400, "description": "Bad Request: not enough rights to send text messages to the chat"},
    "old": {"status": 400, "description": "Bad Request: query is too old and response timeout expired"},
}
"""What each column stands for: waiting as told, for long too; errors with JSON and with a page; an outage; a page of
something else on the way, its JSON, and half an answer; a connection that is cut before the call is done, and after; an
answer that comes too late; then what Telegram says of messages, chats and queries. A message that is gone is not made
up, but deleted. A token that is refused ends the bot: see test_run.py and test_webhook.py.
"""
IN_CONVERSATION = """
                       429  429+ 500  502  down page json half cut- cut+ late same gone block kick grown topic mute old
sendMessage            done done done done done done done done done 2x   2x   ·    done lost  lost done  lost  lost ·
sendPhoto              done done done done done done done done done 2x   2x   ·    done pass  pass pass  pass  pass ·
editMessageText        done done done done done done done done done done done pass done pass  pass pass  pass  pass ·
editMessageReplyMarkup done done done done done done done done done done done pass pass pass  pass pass  pass  pass ·
deleteMessage          done done done done done done done done done done done ·    done pass  pass pass  pass  pass ·
answerCallbackQuery    done pass done done pass done done done done done done ·    ·    pass  pass ·     ·     ·    pass
answerInlineQuery      done lost done done lost done done done done done done ·    ·    lost  ·    ·     ·     ·    lost
answerGuestQuery       done lost done done lost done done done done done done ·    ·    ·     lost ·     ·     lost lost
sendChatAction         pass pass pass pass pass pass pass pass pass pass pass ·    ·    pass  ·    ·     ·     pass ·
setMessageReaction     lost lost lost lost lost lost lost lost lost done done ·    lost lost  lost lost  lost  lost ·
getChatMember          done pass done done pass done done done done done done ·    ·    ·     pass pass  ·     ·    ·
getChatAdministrators  done told done done told done done done done done done ·    ·    ·     lost told  ·     ·    ·
"""

# Of these, no fault is spoken of that is one of a chat, a message or a query.
TO_BEGIN_WITH = """
                       429  429+ 500  502  down page json half cut- cut+ late
getMe                  done anew done done anew done done done done done done
deleteWebhook          done done done done done done done done done done done
setWebhook             done done done done ends done done done done done done
setMyCommands          done pass done done pass done done done done done done
setMyDescription       done pass done done pass done done done done done done
setMyShortDescription  done pass done done pass done done done done done done
getUpdates             done done done done done done done done done done done
"""

# `yinju doctor` says what it could not find out, and looks at all else.
AT_THE_DOCTOR = """
                       429  429+ 500  502  down page json half cut- cut+ late
getMe                  told told told told told told told told told told told
getWebhookInfo         told told told told told told told told told told told
"""


def cells(table: str) -> dict[str, dict[str, str]]:
    """Return what becomes of each call, by fault."""
    (_, head, *rows) = table.rstrip().split("\n")
    return {call: dict(zip(head.split(), outcomes, strict=True)) for call, *outcomes in map(str.split, rows)}
