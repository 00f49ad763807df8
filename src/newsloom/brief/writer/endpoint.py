"""The one place that talks to a language model: any endpoint that speaks OpenAI's chat protocol, through the official client."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from newsloom.brief.writer.model import Asked, Told, WriterError
from newsloom.errors import MissingPartError, UsageError
from newsloom.settings import WriterSettings

NO_KEY = "none"  # what goes to an endpoint that wants no key
LONGEST = 2_000_000  # bytes of one answer, headers apart
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sentences"],
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "cites"],
                "properties": {"text": {"type": "string"}, "cites": {"type": "array", "items": {"type": "integer"}}},
            },
        }
    },
}


class Endpoint:
    """A writer behind an address. It gets no tools; its answers are text.

    Args:
        settings: `[writer]`, with `base_url` and `model` named.

    Raises:
        UsageError: a setting is missing or impossible, or the variable that is to hold the key is empty.
        MissingPartError: the extra `llm` is not installed.
    """

    def __init__(self, settings: WriterSettings) -> None:
        if not settings.base_url or not settings.model:
            raise UsageError("[writer] needs both base_url and model")
        parts = urlsplit(settings.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise UsageError("[writer] base_url must be an http(s) address without a user or password in it")
        self._settings = settings
        self._key = os.environ.get(settings.key_env, "") if settings.key_env else NO_KEY
        if not self._key:
            raise UsageError(f"[writer] the environment variable {settings.key_env} is to hold the key and is empty")
        try:
            import openai
        except ImportError:
            raise MissingPartError("the writer needs the extra llm: pip install 'newsloom[llm]'") from None
        self._openai = openai
        self._client = openai.OpenAI(
            base_url=settings.base_url,
            api_key=self._key,
            timeout=settings.timeout,
            max_retries=settings.retries,
            http_client=openai.DefaultHttpxClient(follow_redirects=False),  # text and key go where the settings say and nowhere else
        )

    @property
    def name(self) -> str:
        """Model and host, as the notice and the page name them."""
        return f"{self._settings.model} at {urlsplit(self._settings.base_url or '').hostname}"

    def __call__(self, asked: Asked) -> Told:
        """Ask once (the client tries again after time-outs, 429 and 5xx, as often as the settings say).

        Raises:
            WriterError: no answer came, or none with text.
        """
        openai = self._openai
        until = time.monotonic() + self._settings.timeout * (self._settings.retries + 1)
        try:
            with self._client.chat.completions.with_streaming_response.create(
                model=self._settings.model or "",
                messages=[{"role": "system", "content": asked.rules}, {"role": "user", "content": asked.data}],
                temperature=0,
                max_tokens=self._settings.max_tokens,
                response_format={"type": "json_schema", "json_schema": {"name": "sentences", "strict": True, "schema": _SCHEMA}},
            ) as response:
                body = _whole(response.iter_bytes(), until)
        # Messages of the client may hold addresses, headers or a part of the key: they are never passed on.
        except WriterError:
            raise
        except openai.APITimeoutError:
            raise WriterError("time", "the writer took too long") from None
        except openai.RateLimitError:
            raise WriterError("limit", "the writer takes no more requests for now (429)") from None
        except openai.APIStatusError as error:
            raise WriterError("refused", f"the writer refused the request (status {error.status_code})") from None
        except Exception:  # what the client's own HTTP library raises while an answer is read has no common name over its versions
            raise WriterError("unreachable", "the connection to the writer failed") from None
        return self._told(body)

    def _told(self, body: bytes) -> Told:
        """The text of an answer."""
        try:
            made = msgspec.json.decode(body, type=_Completion)
        except (msgspec.ValidationError, msgspec.DecodeError, RecursionError):
            raise WriterError("garbage", "the writer's answer is no chat completion") from None
        text = made.choices[0].message.content if made.choices else None
        if not text or not text.strip():
            raise WriterError("garbage", "the writer's answer holds no text")
        if self._key != NO_KEY and self._key in text:
            raise WriterError("garbage", "the writer's answer repeats the key")
        return Told(text=text, tokens_in=_count(made.usage.prompt_tokens), tokens_out=_count(made.usage.completion_tokens))


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message = msgspec.field(default_factory=_Message)


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(msgspec.Struct):
    """What is read of a chat completion; an endpoint may send more."""

    choices: list[_Choice] = []
    usage: _Usage = msgspec.field(default_factory=_Usage)


def _count(value: int) -> int:
    return value if 0 < value < 10**9 else 0


def _whole(chunks: Iterator[bytes], until: float) -> bytes:
    """An answer to its end. The client's time-out is for each read, so that a trickle would never run out."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LONGEST:
            raise WriterError("garbage", "the writer's answer has no end")
        if time.monotonic() > until:
            raise WriterError("time", "the writer took too long")
    return bytes(body)
