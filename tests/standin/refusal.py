"""The one error of the stand-in's rules: what Telegram answers instead of a result."""


class RefusedError(Exception):
    """A call that Telegram refuses: HTTP status, Telegram's description, and the seconds to wait for a 429.

    `remark` tells the test's author more than Telegram tells its client; it goes into the faults only.
    """

    def __init__(
        self, description: str, *, status: int = 400, retry_after: int | None = None, remark: str = ""
    ) -> None:
        """Build a refusal; `description` is without the prefix, which follows from `status`."""
        self.status = status
        self.description = f"{PREFIXES[status]}: {description}" if description else PREFIXES[status]
        self.retry_after = retry_after
        self.remark = remark
        super().__init__(self.description)

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
