"""Pictures as inline SVG: drawn only where there is something to see, each with its words beside it. See docs/decisions/0008."""

from newsloom.render.charts.coverage import coverage
from newsloom.render.charts.ladder import ladder
from newsloom.render.charts.map import places
from newsloom.render.charts.roots import roots
from newsloom.render.charts.values import values

__all__ = ["coverage", "ladder", "places", "roots", "values"]
