"""Who a direct quotation is credited to: the person or body named in the words beside the verb; a pronoun takes up who spoke last."""

from __future__ import annotations

import re

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements.direct_table import DirectTable
from newsloom.annotate.statements.people import People
from newsloom.records import Piece, Speaker, SpeakerKind
from newsloom.text.metonyms import speaks_for
from newsloom.text.quotes import Quote

Resolved = tuple[Speaker | None, str | None, Piece | None]
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?|\d+")
_LONGEST = 8  # words of a speaker without a name
_LONGEST_PLAIN = 24  # code points of one where words are not parted
_EDGES = ' \t\u00a0,，،、.。:：;—–-"“”'


class DirectSpeakers:
    """Resolves subjects in the order of the text."""

    def __init__(self, reading: Reading, known: DirectTable, quotes: tuple[Quote, ...]) -> None:
        self.body = reading.body
        self.known = known
        self.people = People(reading)
        self.quotes = quotes
        self.last: tuple[Speaker, str | None, int] | None = None
        self.genders: dict[str, str] = {}
        self.by_last: dict[str, tuple[Speaker, str | None]] = {}

    def again(self, place: int) -> tuple[Speaker | None, str | None]:
        """Who spoke last in this paragraph, for a verb without a subject; nobody from further off."""
        if self.last is None:
            return self._only_person(place)
        if "\n" in self.body[self.last[2] : place]:
            return None, None
        return self.last[0], self.last[1]

    def resolve(self, subject: tuple[int, int], place: int) -> Resolved:
        """Speaker, key of its entity, and where its words stand."""
        start, end = self._trimmed(*subject)
        text = self.body[start:end]
        if not re.search(r"\w", text):
            return (*self.again(place), None)
        at = Piece(start=start, end=end)
        if text.lower() in self.known.male | self.known.female | self.known.plural:
            return (*self._pronoun(text.lower(), place), at)
        found = (self._named if self.known.cased else self._plain)(start, end)
        if found is None:
            return None, None, at
        speaker, key = found
        self.last = (speaker, key, place)
        if speaker.kind == "person" and speaker.entity:
            self.by_last[speaker.entity.split()[-1].lower()] = found
        return speaker, key, at

    def _only_person(self, place: int) -> tuple[Speaker | None, str | None]:
        """The one person whom the paragraph has named so far, before anyone spoke; nobody where it named two, or none."""
        start = self.body.rfind("\n", 0, place) + 1
        named = {m.who for m in self.people.within(start, place) if not any(q.start < m.start < q.end for q in self.quotes)}
        people = [who for who in (self.people.all[n] for n in named) if who.kind == "person" or (who.kind == "other" and " " in who.name)]
        if len(people) != 1:
            return None, None
        who = people[0]
        found = Speaker(name=who.name, entity=who.name, role=who.role, kind="person"), who.key
        self.last = (*found, place)
        return found

    def _pronoun(self, word: str, place: int) -> tuple[Speaker | None, str | None]:
        if self.last is None:
            return (None, None) if word in self.known.plural else self._only_person(place)
        speaker, key, _ = self.last
        told = self.genders.get(speaker.name or "")
        wanted = "male" if word in self.known.male else "female" if word in self.known.female else "plural"
        if (speaker.kind == "person") != (wanted != "plural") or (told and told != wanted):
            return None, None
        self.genders.setdefault(speaker.name or "", wanted)
        return speaker, key

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without marks and adverbs at its edges."""
        while True:
            while start < end and self.body[start] in _EDGES:
                start += 1
            while end > start and self.body[end - 1] in _EDGES:
                end -= 1
            text = self.body[start:end].lower()
            for word in self.known.adverbs:
                gap = " " if self.known.spaced else ""
                if text == word:
                    return start, start
                if text.startswith(word + gap):
                    start += len(word)
                    break
                if text.endswith(gap + word):
                    end -= len(word)
                    break
            else:
                return start, end

    def _named(self, start: int, end: int) -> tuple[Speaker, str | None] | None:
        """In scripts with capitals: the last run of capitalised words that are no office, else an office or body."""
        words = list(_WORD.finditer(self.body, start, end))
        run: list[re.Match[str]] = []
        runs: list[list[re.Match[str]]] = []
        for word in words:
            small = word.group().lower()
            plain = small in self.known.people or small in self.known.bodies or small in self.known.groups or small in self.known.titles
            goes_on = not run or not self.body[run[-1].end() : word.start()].strip()
            if (word.group()[0].isupper() and not plain and goes_on) or (small in self.known.particles and run):
                run.append(word)
            else:
                runs += [run] if run else []
                run = [word] if word.group()[0].isupper() and not plain else []
        runs += [run] if run else []
        before = {w.group().lower() for w in words}
        office = bool(before & self.known.people)
        body = next((w for w in words if w.group().lower() in self.known.bodies | self.known.groups), None)
        named = bool(runs) and len(runs[0]) > 1 and runs[0][0] is words[0]
        if named and body is not None and body.start() > runs[0][-1].end() and not office:
            return self._person(runs[:1], start, end, words)  # "Lena Brandt der Zeitung"
        if body is not None and not office:
            return self._office(start, end, words)
        if office and len(runs) == 1 and self._of_office(runs[0], words):
            if len(runs[0]) < 3:
                return self._person(runs, start, end, words) if len(runs[0]) > 1 else self._office(start, end, words)
            runs = [runs[0][1:]]  # "ministro delle Finanze Carlo Vanni"
        if runs and (not office or len(runs[-1]) > 1 or runs[-1][-1] is words[-1]):
            return self._person(runs, start, end, words)
        return self._office(start, end, words)

    def _of_office(self, run: list[re.Match[str]], words: list[re.Match[str]]) -> bool:
        """Whether a run of capitals begins with what an office is of ("ministro delle Finanze ...", "der Sprecher des Werks")."""
        at = words.index(run[0])
        if at < 2:
            return False
        link, office = words[at - 1].group(), words[at - 2].group().lower()
        return (
            link.islower() and link.lower() not in self.known.people | self.known.titles and office in self.known.people and len(link) < 6
        )

    def _person(
        self, runs: list[list[re.Match[str]]], start: int, end: int, words: list[re.Match[str]]
    ) -> tuple[Speaker, str | None] | None:
        titled = [
            r for r in runs if any(w.group().lower() in self.known.people | self.known.titles for w in words if w.end() <= r[0].start())
        ]
        run = (titled or runs)[0 if titled else -1]
        while run and run[-1].group().lower() in self.known.particles:
            run.pop()
        name = self.body[run[0].start() : run[-1].end()].rstrip(".")
        lone = self.by_last.get(name.split()[-1].lower())
        if lone is not None and (" " not in name or lone[0].name == name):
            return lone
        mention = next((m for m in self.people.within(start, end) if m.start <= run[-1].start() < m.end), None)
        who = self.people.all[mention.who] if mention else None
        role = self.body[start : run[0].start()].strip(_EDGES)
        role = " ".join(w for w in role.split() if w.lower() not in self.known.titles)
        told = any(w.group().lower() in self.known.people | self.known.titles for w in words)
        kind: SpeakerKind = "person"
        if not told and who is not None and who.kind in ("organisation", "place"):
            seat = speaks_for(name)
            return Speaker(name=name, entity=seat or who.name, kind=who.kind), who.key
        if not told and " " not in name and (who is None or who.kind != "person"):
            kind = "unknown"
        if len(role.split()) > _LONGEST or not told:
            role = ""
        key = who.key if who is not None and who.kind == "person" else None
        return Speaker(name=name, entity=name, role=role or None, kind=kind), key

    def _office(self, start: int, end: int, words: list[re.Match[str]]) -> tuple[Speaker, str | None] | None:
        small = [w.group().lower() for w in words]
        at = next((i for i, w in enumerate(small) if w in self.known.people | self.known.bodies | self.known.groups), None)
        if at is None or len(words) > _LONGEST + 2:
            return None
        kind: SpeakerKind = "person" if small[at] in self.known.people else "group" if small[at] in self.known.groups else "organisation"
        name = self.body[start:end].strip(_EDGES)
        parts = name.split()
        while parts and parts[0].lower() in self.known.titles:
            parts.pop(0)
        name = name[name.find(parts[0]) :] if parts else name
        holder = self._holder(name) if kind == "person" else None
        return holder or (Speaker(name=name, entity=name if kind == "organisation" else None, kind=kind), None)

    def _holder(self, office: str) -> tuple[Speaker, str | None] | None:
        """Who holds an office that was named with its holder before."""
        for speaker, key in reversed(list(self.by_last.values())):
            if speaker.role and speaker.role.lower().startswith(office.lower()):
                return speaker, key
        return None

    def _plain(self, start: int, end: int) -> tuple[Speaker, str | None] | None:
        """In scripts without capitals: an office before the name, an honorific behind it, or a body."""
        text = self.body[start:end].strip(_EDGES)
        limit = _LONGEST if self.known.spaced else _LONGEST_PLAIN
        if (len(text.split()) if self.known.spaced else len(text)) > limit:
            return None
        low = text.lower()
        if any(text.endswith(word) for word in self.known.groups):
            return self._final(text, None, "group")
        office = max((low.find(w) + len(w) for w in self.known.people if w in low), default=0)
        name, role = text, None
        for word in self.known.honorifics:
            if text.endswith(word) and len(text) > len(word):
                name, role = text[: -len(word)].strip(), word if word in self.known.people else None
                place, of, bare = name.rpartition("の")
                if of and place and bare:  # "組合の高橋会長"
                    name, role = bare, f"{place}{of}{word}" if role else None
                return self._final(name, role, "person")
        if office:
            role, name = text[:office].strip(), text[office:].strip()
            first, _, rest = name.partition(" ")
            if first.startswith("باسم"):
                role, name = text, ""
            elif len(rest.split()) > 1 and first.startswith("ال"):  # "رئيس النقابة سامي نصار"
                role, name = f"{role} {first}", rest
            return self._final(name, role, "person") if name else self._holder(role) or (Speaker(name=role, kind="person"), None)
        kind: SpeakerKind = "unknown"
        if any(word in low for word in self.known.groups):
            kind = "group"
        elif any(word in low for word in self.known.bodies):
            kind = "organisation"
        if kind == "unknown" and not self.known.spaced and not 2 <= len(text) <= 10:
            return None
        return self._final(text, None, kind)

    def _final(self, name: str, role: str | None, kind: SpeakerKind) -> tuple[Speaker, str | None]:
        lone = self.by_last.get(name.split()[-1].lower()) if name else None
        full = next((s for s in self.by_last.values() if name and len(name) > 1 and (s[0].name or "").startswith(name)), None)
        if lone or (full and not self.known.spaced):
            return lone or full  # type: ignore[return-value]
        seat = speaks_for(name)
        return Speaker(
            name=name, entity=seat or (name if kind != "group" else None), role=role, kind="organisation" if seat else kind
        ), None
