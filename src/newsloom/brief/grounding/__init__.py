"""grounding: does a written sentence say no more than the passages that it cites?"""

from newsloom.brief.grounding.check import check
from newsloom.brief.grounding.model import Context, Fault, FaultKind, Reader, Source, Voice
from newsloom.brief.grounding.quoted import unmarked
from newsloom.brief.grounding.sourcing import Sources

__all__ = ["Context", "Fault", "FaultKind", "Reader", "Source", "Sources", "Voice", "check", "unmarked"]
