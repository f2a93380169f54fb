"""The settings: one frozen model, read once, from the environment and from `.env` in the working folder."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    UrlConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

DOTENV = Path(".env")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def at_home(path: Path) -> Path:
    """Return the path with the user's home for a `~` at its beginning; raises ValueError where there is no
    such home.
    """
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError(str(error)) from error


def listed(text: object) -> object:
    """Return the parts of a text between its commas, without the empty ones; anything else as it is."""
    return [part.strip() for part in text.split(",") if part.strip()] if isinstance(text, str) else text


def allowed_secret(secret: SecretStr) -> SecretStr:
    """Return the secret as it is; raises PydanticCustomError if Telegram would not take it."""
    if not _SECRET.fullmatch(secret.get_secret_value()):
        raise PydanticCustomError("webhook_secret", "it must be 1 to 256 letters, digits, “_” and “-”")
    return secret


def without_parts(url: HttpUrl) -> HttpUrl:
    """Return an address below which others can be made.

    Raises PydanticCustomError if it has a user name, a password, a query or an anchor.
    """
    if url.username or url.password or url.query is not None or url.fragment is not None:
        raise PydanticCustomError("public_url", "it must be an address without user name, “?” and “#”")
    return url


Folder = Annotated[Path, AfterValidator(at_home)]
Public = Annotated[HttpUrl, UrlConstraints(allowed_schemes=["https"], max_length=500), AfterValidator(without_parts)]


def time_zone(name: object) -> object:
    """Return the time zone of that name, or what is no text as it is; raises PydanticCustomError if there is none."""
    if not isinstance(name, str):
        return name
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("timezone", "it must be the name of a time zone, such as Asia/Shanghai") from None


Zone = Annotated[ZoneInfo, BeforeValidator(time_zone)]
Port = Annotated[int, Field(ge=0, le=65535)]
Ids = Annotated[frozenset[int], BeforeValidator(listed)]


def suffixes(text: object) -> object:
    """Return the kinds of file between the commas of a text, such as `pdf`, as `.pdf`; anything else unchanged."""
    parts = listed(text)
    return [f".{part.lower().lstrip('.')}" for part in parts] if isinstance(parts, list) else parts


Kinds = Annotated[frozenset[str], BeforeValidator(suffixes)]


class Settings(BaseModel):
    """Every field is an environment variable in capitals; `.env.example` explains each."""

    model_config = ConfigDict(extra="ignore", frozen=True, validate_default=True)

    telegram_bot_token: SecretStr | None = None
    telegram_api_base_url: Annotated[HttpUrl, UrlConstraints(max_length=500)] = HttpUrl("https://api.telegram.org/bot")
    seeds_dir: Folder = Path("seeds")
    data_dir: Folder = Field(default_factory=lambda: user_data_path("yinju", appauthor=False))
    owner_ids: Ids = frozenset()
    allowed_chat_ids: Ids = frozenset()
    allowed_user_ids: Ids = frozenset()
    rate_limit_per_user: Annotated[int, Field(ge=0)] = 20
    rate_limit_per_chat: Annotated[int, Field(ge=0)] = 40
    privacy_log: bool = True
    questions_kept: Annotated[int, Field(ge=1)] = 50_000
    pseudonyms_key_file: Folder | None = None
    public_url: Public | None = None
    index_uri: str | None = None
    index_token: SecretStr = SecretStr("")
    timezone: Zone | None = None
    webhook_url: Public | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(allowed_secret)] | None = None
    webhook_port: Port = 8022
    metrics_port: Port | None = None
    listen_host: str = "127.0.0.1"
    log_format: Literal["text", "json"] = "text"
    log_questions: bool = False
    uploads: Literal["off", "owners", "admins", "everyone"] = "owners"
    uploads_kinds: Kinds = frozenset()
    uploads_per_chat: Annotated[int, Field(ge=1)] = 50
    uploads_mb_per_chat: Annotated[int, Field(ge=1)] = 200
    uploads_mb: Annotated[int, Field(ge=1)] = 5000

    @field_validator("data_dir")
    @classmethod
    def _apart(cls, folder: Path, told: ValidationInfo) -> Path:
        """Refuse to keep private files among documents that everybody is quoted from; raises PydanticCustomError."""
        seeds = told.data.get("seeds_dir")
        if seeds and folder.resolve().is_relative_to(seeds.resolve()):
            raise PydanticCustomError(
                "inside", "it must lie outside SEEDS_DIR, or private files are quoted to everybody"
            )
        return folder

    @classmethod
    def read(cls) -> "Settings":
        """Return the settings of the environment and, where that says nothing, of `.env`; what is empty says nothing.

        Raises ValidationError where one is wrong, and OSError or UnicodeDecodeError where `.env` cannot be read.
        """
        told = {name.lower(): value for source in _sources() for name, value in source.items() if value}
        return cls.model_validate(told)

    @property
    def telegram_file_base_url(self) -> str:
        """Return the address from which files are fetched; the token is appended."""
        head, _, last = str(self.telegram_api_base_url).rpartition("/")
        return f"{head}/file/{last}"

    @property
    def index_dir(self) -> Path:
        """Return where the indexes of folders are kept."""
        return self.data_dir / "index"

    @property
    def collections_dir(self) -> Path:
        """Return where the documents are kept that chats bring along."""
        return self.data_dir / "collections"

    @property
    def cache_dir(self) -> Path:
        """Return where things are kept that can be made again."""
        return self.data_dir / "cache"


def _sources() -> Iterator[Mapping[str, str | None]]:
    """Yield what names settings, the last word last."""
    if DOTENV.is_file():
        from dotenv import dotenv_values

        yield dotenv_values(DOTENV, encoding="utf-8")
    yield os.environ
