"""The desk in the browser. `newsloom serve` runs it.

`app` puts the parts together; `site` holds what all pages share; `guard` knows who asks and what they may; `shield` is the outermost layer
(hosts, headers, sizes); `errors` are the pages for what went wrong; `view` renders templates; `pages/` has one module a page, each with a
`router`; `api/` answers in JSON; `work` runs what takes long in processes of its own.
"""

from newsloom.web.site import Config

__all__ = ["Config"]
