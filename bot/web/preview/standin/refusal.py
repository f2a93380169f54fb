"""The one error of the stand-in's rules: what Telegram answers instead of a result."""


class RefusedError(Exception):
    """A call that Telegram refuses: HTTP status, Telegram's description, and the seconds to wait for a 429.

    `migrate_to` is the id of the supergroup that a group has become.
    `remark` tells the test's author more than Telegram tells its client; it goes into the faults only.
    """

    def __init__(
        self,
        description: str,
        *,
        status: int = 400,
        retry_after: int | None = None,
        migrate_to: int | None = None,
        remark: str = "",
    ) -> None:
        """Build a refusal; `description` is without the prefix, which follows from `status`."""
        self.status = status
        self.description = f"{PREFIXES[status]}: {description}" if description else PREFIXES[status]
        self.retry_after = retry_after
        self.migrate_to = migrate_to
        self.remark = remark
        super().__init__(self.description)

    @property
    def parameters(self) -> dict[str, int]:
        """Return Telegram's ResponseParameters."""
        known = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to}
        return {name: value for name, value in known.items() if value is not None}

    @property
    def is_fault(self) -> bool:
        """Tell whether the bot is to blame: it cannot know of its rate, or of an upgrade, before it is told."""
        return not self.parameters

    @property
    def sentence(self) -> str:
        """Return the description together with the remark, if there is one."""
        return f"{self.description} ({self.remark})" if self.remark else self.description


PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
}
"""What Telegram's descriptions begin with, by HTTP status."""
