"""Dependency labels of the parsers in use: CLEAR style (English) and Universal Dependencies (French) side by side."""

from __future__ import annotations

SUBJECT = frozenset({"nsubj", "csubj", "expl:subj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "nsubj:pass", "csubjpass"})
OBJECT = frozenset({"dobj", "obj", "dative", "iobj", "oprd"})
COMPLEMENT = frozenset({"attr", "acomp"})
AGENT = frozenset({"agent", "obl:agent"})
OBLIQUE = frozenset({"prep", "obl", "obl:arg", "obl:mod", "npadvmod", "advmod", "pobj", "pcomp", "nmod"})
PREPOSITIONAL = frozenset({"prep", "nmod", "obl", "obl:arg", "obl:mod"})
RELATIVE = frozenset({"relcl", "acl:relcl"})
NOUN_CLAUSE = frozenset({"acl", "relcl", "acl:relcl"})
CONTENT = frozenset({"ccomp", "csubj"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "csubj", "relcl", "acl", "acl:relcl", "advcl", "conj", "xcomp", "pcomp", "parataxis", "advcl:cleft", "dep"}
)
# What never belongs to the argument it hangs on.
ASIDE = frozenset({"relcl", "acl", "acl:relcl", "advcl", "ccomp", "appos", "parataxis", "conj", "cc", "punct", "mark", "csubj"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "qui", "que", "dont", "lequel"})
