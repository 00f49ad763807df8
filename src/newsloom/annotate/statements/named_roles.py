"""Offices and kin beside names, noted on the people of an article."""

from __future__ import annotations

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.nouns import courtesy, role_of
from newsloom.annotate.statements.offices import told_role
from newsloom.annotate.statements.people import People, Someone, gendered


def note_roles(reading: Reading, people: People) -> None:
    """Offices that stand beside names; only where the entities bring none. Changes `people` in place."""
    for mention in people.mentions:
        who = people.all[mention.who]
        unsure = who.kind in ("organisation", "other") and 2 <= len(who.name.split()) <= 3 and who.role is None
        if who.kind != "person" and not unsure:
            continue
        span = reading.doc.char_span(mention.start, mention.end, alignment_mode="expand") if reading.syntax else None
        role = role_of(span.root, span.start) if span is not None and len(span) else None
        if unsure:
            if role is None or span is None or span.root.dep_ != "appos" or told_role(role) is None or not who.name.istitle():
                continue
            who.kind = "person"  # "his sister, Ida Holt"
        if role:
            for word in role.lower().replace(".", " ").split():
                told = gendered().get(word)
                if told:
                    setattr(who, told, getattr(who, told) + 3)
        if role and not set(role.lower().replace(".", " ").split()) <= courtesy():
            who.roles.append(role)
            if who.role is None or (who.role.lower() in role.lower() and len(role) < 80):
                who.role = role


def given_a_name(who: Someone) -> None:
    """A name of unknown kind beside "his neighbour," is a person's. Changed in place."""
    if who.kind == "other" and 2 <= len(who.name.split()) <= 3 and who.name.istitle():
        who.kind = "person"
