"""Who is made to speak in reports of crimes and accidents, where unnamed people, offices and the dead stand close together."""

import pytest

from newsloom.annotate import annotate
from newsloom.records import Article, Statement
from newsloom.settings import AnnotateSettings


def said(text: str) -> list[Statement]:
    article = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text=text, language="en")
    return list(annotate([article], AnnotateSettings())[0].statements)


WHO = [
    # who entered the last sentence goes on speaking, not the last official or the dead
    ("Mary Long died at once. A neighbor ran outside. He said he heard four shots.", ["neighbor"]),
    ("It did not surprise one woman who lives down the street, and who met Peter Hask.\n\n“It is always so,” she said.", ["one woman"]),
    ("Sheriff Ed Mott spoke Monday.\n\nThe teenager told police that he fell off the roof. He said he had slipped.", ["teenager"] * 2),
    ("Police Chief Bo Reed spoke at noon. The suspect fled on foot. He said officers had a plan.", ["Bo Reed"]),
    # ages, relations and offices stand for those who were named with them
    ("Yvonne Gray, 51, buried her son.\n\n“I have no money,” the 51-year-old said.", ["Yvonne Gray"]),
    ("Gray's mother, Yvonne Gray, wept.\n\n“He was kind,” his distraught mother said.", ["Yvonne Gray"]),
    ("The father of Tony Ray, who said he was numb, left.", ["father of Tony Ray"]),
    ("Larch County Coroner Ida Holt spoke. The coroner said a third man was hurt.", ["Ida Holt"]),
    ("The local prefect said the bridge was closed.", ["local prefect"]),
    # who opens the sentence, or the last paragraph, goes on
    (
        "Chief Karl Berg spoke. “It is hard,” Berg said.\nThe boy had been ill. At that point, he disclosed that it hurt.",
        ["Karl Berg", "boy"],
    ),
    ("Karl Berg said as soon as the boy was able to speak, he said, “My uncle did it.”", ["boy"]),
    (
        "“We work,” Karl Berg said.\nIn the call, Erik Holt stuttered and sounded shaken.\n“My niece fell in,” he said.",
        ["Karl Berg", "Erik Holt"],
    ),
    ("The Marlow Post reports a man called the station on Sunday and said his nephew fell.", ["Marlow Post", "man"]),
    ("“He is innocent,” Ida Holt said.\nHer son, Joseph Holt, was in Texas.\n“They look for him,” Holt said.", ["Ida Holt"] * 2),
    ("A guard came outside thinking they had hit his car.", []),
    ("The firm offered 900 euros for information that leads to the thief.", []),
    # groups
    ("Brown was freed after prosecutors agreed. They said they were still looking.", ["prosecutors"]),
    ("Although authorities would not name him, they said he was 40.", ["authorities"]),
    # names and offices are parted
    ("HOUSTON - Houston police say two men have been held.", ["Houston police"]),
    ("“He was kind,” Pablo Dormer, Jr. said of his friend.", ["Pablo Dormer"]),
    ("The bridge fell at noon, Chief of Detectives Robert Boyle said.", ["Robert Boyle"]),
    ("Unverified messages circulating online claim that the dam was blown up.", ["Unverified messages"]),
    ("He is charged with murder and police said they expect more charges to be filed.", ["police"]),
    ("“The reader is lost,” Jorge de la Torre said. De la Torre added that he was tired.", ["Jorge de la Torre"] * 2),
]


@pytest.mark.parametrize(("text", "who"), WHO)
def test_who_speaks(text: str, who: list[str]) -> None:
    assert [s.speaker.name for s in said(text)] == who


ROLES = [
    ("“All is well,” @tomholt Gov. Tom Holt said.", "Gov."),
    ("But Graham's mother, Yvonne Graham, said he was home.", "Graham's mother"),
    ("Added neighbor Lois Dalton: “She had new windows put in everywhere.”", "neighbor"),
    ("Laura Moor, a neighbor of Powell's testified about it. She said a boy led her in.", "neighbor of Powell's"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_roles_are_offices_trades_or_relations(text: str, role: str) -> None:
    assert [s.speaker.role for s in said(text)] == [role]


CONTENT = [
    ("Pask claimed on Friday that Wright didn’t do either of those things.", "that Wright didn’t do either of those things"),
    ("They said heavy rain while they were at work made it hard to see.", "heavy rain while they were at work made it hard to see"),
    (
        "Anna Bell told the paper that she and David Moss, whose rights were ended, were still in court.",
        "that she and David Moss, whose rights were ended, were still in court",
    ),
    ("The house is a known drug den, police say, according to the station KRTV.", "The house is a known drug den"),
    (
        "Godwin said they fled through the “bus station, every bit of 80 mph,” Godwin said.",
        "they fled through the “bus station, every bit of 80 mph,”",
    ),
]


@pytest.mark.parametrize(("text", "content"), CONTENT)
def test_all_that_was_said_and_no_more(text: str, content: str) -> None:
    assert [s.content for s in said(text)] == [content]


NOTHING = [
    "The magistrate denied Smith’s bond.",
    "Police questioned David Moss for an hour.",
    "It was a gang-related “vendetta” of sorts.",
    "With tears in his eyes, Fodor left the room.",
    "Investigators were testing his hands to confirm it was his gun.",
    "Read More: ‘I could feel my feet again’",
    "A man knocked on the door and asked for a man inside.",
    "I asked police whether it was one person.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_acts_are_no_speech(text: str) -> None:
    assert said(text) == []
