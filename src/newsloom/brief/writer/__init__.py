"""writer: chosen sentences rephrased and joined by a language model, each checked against what it cites. Off until it is named."""

from newsloom.brief.writer.endpoint import Endpoint
from newsloom.brief.writer.model import Asked, Told, WriterError
from newsloom.brief.writer.writing import written

__all__ = ["Asked", "Endpoint", "Told", "WriterError", "written"]
