"""Settings: one frozen value with sensible defaults, read from a TOML file.

The file is named by `--config` or NEWSLOOM_CONFIG; without either, `newsloom.toml` in the user's configuration folder is read
where it exists.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from platformdirs import user_config_path

from newsloom.errors import UsageError

Positive = Annotated[int, msgspec.Meta(gt=0)]
Fraction = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of settings; an unknown name in the file is an error rather than a silent default."""


class IngestSettings(Section, frozen=True, kw_only=True):
    """`max_bytes`: size limit of one input, and of one record of an archive or table (bytes). `timeout`: seconds for one whole request.
    `max_pages`: pages that are fetched of those that a site map lists. `contact`: address in the User-Agent.
    """

    max_bytes: Positive = 20_000_000
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 30.0
    max_redirects: Positive = 5
    max_pages: Positive = 200
    contact: str | None = None
    allow_hosts: tuple[str, ...] = ()


class FeedSettings(Section, frozen=True, kw_only=True):
    """How subscriptions are polled (all times in seconds).

    `interval`: the shortest time between two polls of a feed. `gap`: the shortest time between two requests to one host. `at_once`: hosts
    that are asked at a time. `longest`: the longest time that a feed, a cache or a server may put off the next poll.
    """

    interval: Annotated[float, msgspec.Meta(ge=0)] = 900.0
    gap: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    at_once: Positive = 8
    longest: Annotated[float, msgspec.Meta(gt=0)] = 31 * 86_400.0


class ClusterSettings(Section, frozen=True, kw_only=True):
    """`window_days`: how long an event stays active without a new article (days). `half_life`: days in which a report loses half of what
    it adds to the weight of its story.
    """

    window_days: Positive = 30
    half_life: Annotated[float, msgspec.Meta(gt=0)] = 7.0


class AnnotateSettings(Section, frozen=True, kw_only=True):
    """`threads`: processor threads that the embedding model may use; more than 1 mostly spin (docs/decisions/0004).
    `processes`: processes that read the articles of one large story side by side; 0 for one a core.
    """

    threads: Positive = 1
    processes: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0


class CompareSettings(Section, frozen=True, kw_only=True):
    """`around_tolerance`: how far "around N" may be from another figure and still agree, as a share of N."""

    around_tolerance: Fraction = 0.1


class WriterSettings(Section, frozen=True, kw_only=True):
    """A language model that rephrases what was chosen. Off until `base_url` and `model` are named: from then on, text leaves the machine.

    `key_env`: the environment variable that holds the key (never the key itself). `timeout`: seconds for one answer. `retries`: further
    tries after a time-out, 429 or 5xx. `max_cost_per_hour`: in the currency of the prices, 0 for no ceiling. `price_in`, `price_out`: for a
    million tokens. `language`: of the page (BCP 47) where the command names none.
    """

    base_url: str | None = None
    model: str | None = None
    key_env: str | None = None
    timeout: Annotated[float, msgspec.Meta(gt=0, le=3_600)] = 60.0
    retries: Annotated[int, msgspec.Meta(ge=0, le=10)] = 2
    max_tokens: Positive = 2_000
    max_cost_per_hour: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    price_in: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    price_out: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    language: str | None = None

    @property
    def on(self) -> bool:
        """Whether a writer is named."""
        return bool(self.base_url and self.model)


class ExportSettings(Section, frozen=True, kw_only=True):
    """`text_share`: how much of an article's text may leave the desk in one answer, as a share of it, beside the cited passages."""

    text_share: Fraction = 0.25


class RetentionSettings(Section, frozen=True, kw_only=True):
    """`keep`: how long stories are kept after their last article ("90d", "26w", "2y"); null keeps all (docs/newsroom.md)."""

    keep: Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d{0,4}[dwy]$")] | None = None


class Settings(Section, frozen=True, kw_only=True):
    ingest: IngestSettings = IngestSettings()
    feeds: FeedSettings = FeedSettings()
    cluster: ClusterSettings = ClusterSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    compare: CompareSettings = CompareSettings()
    writer: WriterSettings = WriterSettings()
    export: ExportSettings = ExportSettings()
    retention: RetentionSettings = RetentionSettings()


def load(path: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        path: the TOML file; None for NEWSLOOM_CONFIG or the user's configuration folder.

    Raises:
        UsageError: a named file is missing, is no TOML, or holds an unknown or impossible setting.
    """
    named = path or (Path(os.environ["NEWSLOOM_CONFIG"]) if os.environ.get("NEWSLOOM_CONFIG") else None)
    source = named or user_config_path("newsloom") / "newsloom.toml"
    if named is None and not source.is_file():
        return Settings()
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        return msgspec.convert(data, Settings)
    except OSError as error:
        raise UsageError(f"settings file {source}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"settings file {source}: {error}") from error
