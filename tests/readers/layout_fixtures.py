"""Invented interviews in each of the layouts that transcribers use, with what is said in them."""

from typing import NamedTuple

from qualcode.model.text import Span


class Fixture(NamedTuple):
    """A text, the layout it should be found to be, and the segments: speaker, words, time in seconds.

    `document` is what a cover page and running headers say. `format` is that of a file where the format
    itself says who speaks; `bold` are stretches that are bold.
    """

    text: str
    layout: str
    segments: list[tuple[str, str, float | None]]
    document: tuple[tuple[str, str], ...] = ()
    format: str = "txt"
    bold: tuple[str, ...] = ()

    @property
    def emphasised(self) -> list[Span]:
        """Where the bold stretches stand."""
        places = [(self.text.index(words), len(words)) for words in self.bold]
        return [Span(start, start + length) for start, length in places]


_COLON = Fixture(
    """\
I: Can you tell me how you first came to have a care coordinator?

R: It was after the second admission. [laughs] They said I'd have one, (pause) and nobody rang.

Note: that is what I wrote in my diary, and all. e.g.: the fourth of May, at 10:30.

I: And who did ring, in the end?

R: Q: is that on the form, they said. See https://example.org/plan: it was [inaudible 00:12:03] there.
I: Thank you.
""",
    "colon",
    [
        ("I", "Can you tell me how you first came to have a care coordinator?", None),
        (
            "R",
            "It was after the second admission. [laughs] They said I'd have one, (pause) and nobody rang."
            "\n\n"
            "Note: that is what I wrote in my diary, and all. e.g.: the fourth of May, at 10:30.",
            None,
        ),
        ("I", "And who did ring, in the end?", None),
        (
            "R",
            "Q: is that on the form, they said. See https://example.org/plan: "
            "it was [inaudible 00:12:03] there.",
            None,
        ),
        ("I", "Thank you.", None),
    ],
)

_ALONE = Fixture(
    """\
Interviewer
How often do you see your care coordinator?

Service User 4
Every fortnight, at the clinic.
Exactly
And she phones in between.

Interviewer
Does she write it down?

Service User 4
I couldn't say.
""",
    "line",
    [
        ("Interviewer", "How often do you see your care coordinator?", None),
        ("Service User 4", "Every fortnight, at the clinic.\nExactly\nAnd she phones in between.", None),
        ("Interviewer", "Does she write it down?", None),
        ("Service User 4", "I couldn't say.", None),
    ],
)

_TIME_BEHIND = Fixture(
    """\
Interviewer: [00:05:05] So what happens at a review?

Caregiver [00:05:09] Mostly we sit in the corridor.

Interviewer: [01:23:00] And afterwards?

Caregiver [01:23:04] (sighs) Afterwards there's a letter.
""",
    "colon",
    [
        ("Interviewer", "So what happens at a review?", 305),
        ("Caregiver", "Mostly we sit in the corridor.", 309),
        ("Interviewer", "And afterwards?", 4980),
        ("Caregiver", "(sighs) Afterwards there's a letter.", 4984),
    ],
)

_BRACKETS = Fixture(
    """\
[02:45:12] [Interviewer] Who would you ring at night?

[02:45:15] [Carer 2] The crisis team. [laughs]

[02:45:31] [Laughter] from all of us.

[02:46:01] [Interviewer] And do they come?

[02:46:03] [Carer 2] If you are lucky.
""",
    "brackets",
    [
        ("Interviewer", "Who would you ring at night?", 9912),
        ("Carer 2", "The crisis team. [laughs]\n\n[02:45:31] [Laughter] from all of us.", 9915),
        ("Interviewer", "And do they come?", 9961),
        ("Carer 2", "If you are lucky.", 9963),
    ],
)

_TABLE = Fixture(
    "Time\tSpeaker\tText\n"
    "00:00:02\tInterviewer\tWhat is in your care plan?\n"
    "00:00:06\tP12\tGoals, mostly.\nNot mine.\n"
    "00:00:15\tInterviewer\tWhose, then?\n"
    "Time\tSpeaker\tText\n"
    "00:00:17\tP12\tThe nurse's.\n",
    "table",
    [
        ("Interviewer", "What is in your care plan?", 2),
        ("P12", "Goals, mostly.\nNot mine.", 6),
        ("Interviewer", "Whose, then?", 15),
        ("P12", "The nurse's.", 17),
    ],
)

_OTTER = Fixture(
    """\
Interview with a carer
Tue, Nov 14, 2023 2:03PM

SUMMARY KEYWORDS
care plan, nurse, review

SPEAKERS
Interviewer, Morag Bain

Interviewer  0:00
Thank you for coming.

Morag Bain  0:04
That's all right. The bus was late.

0:21
Is it recording?

Interviewer  0:24
It is. When did you last see the plan?

Morag Bain  55:21
Not since March.

Transcribed by https://otter.ai
""",
    "name-time",
    [
        ("Interviewer", "Thank you for coming.", 0),
        ("Morag Bain", "That's all right. The bus was late.", 4),
        ("", "Is it recording?", 21),
        ("Interviewer", "It is. When did you last see the plan?", 24),
        ("Morag Bain", "Not since March.", 3321),
    ],
    (
        (
            "cover page",
            "Interview with a carer\nTue, Nov 14, 2023 2:03PM\nSUMMARY KEYWORDS\ncare plan, nurse, review\n"
            "SPEAKERS\nInterviewer, Morag Bain",
        ),
        ("transcriber's note", "Transcribed by https://otter.ai"),
    ),
)

_TEAMS_OLD = Fixture(
    """\
0:0:0.0 --> 0:0:1.250
Ceri Howells
Shall we start?

0:0:1.250 --> 0:0:4.10
Ceri Howells
How do you plan a visit?

0:0:5.0 --> 0:1:10.500
Owen Pugh
I ring first. Then I look
at the notes.

0:1:12.0 --> 0:1:13.0
Ceri Howells
Right.
""",
    "cues",
    [
        ("Ceri Howells", "Shall we start?", 0),
        ("Ceri Howells", "How do you plan a visit?", 1.25),
        ("Owen Pugh", "I ring first. Then I look\nat the notes.", 5),
        ("Ceri Howells", "Right.", 72),
    ],
)

_TEAMS_NEW = Fixture(
    """\
CC 7-20231114_140300-Meeting Recording
November 14, 2023, 2:03PM
55m 21s

Ceri Howells started transcription

Ceri Howells   0:03
Are you all right with the recorder?

Owen Pugh   0:09
Yes.

Ceri Howells   31:00
And discharge?

Owen Pugh   31:04
That is where it falls apart.

Ceri Howells stopped transcription
""",
    "name-time",
    [
        ("Ceri Howells", "Are you all right with the recorder?", 3),
        ("Owen Pugh", "Yes.", 9),
        ("Ceri Howells", "And discharge?", 1860),
        ("Owen Pugh", "That is where it falls apart.", 1864),
    ],
    (
        ("cover page", "CC 7-20231114_140300-Meeting Recording\nNovember 14, 2023, 2:03PM\n55m 21s"),
        ("transcriber's note", "Ceri Howells started transcription"),
        ("transcriber's note", "Ceri Howells stopped transcription"),
    ),
)

_STREAM_VTT = Fixture(
    """\
WEBVTT

NOTE duration:"00:00:09"
NOTE language:en-gb

NOTE Confidence: 0.91

5f7e86a1-0001-4f6e-9a80-000000000001
00:00:00.000 --> 00:00:03.250
I would say the care plan is mostly

NOTE Confidence: 0.88

5f7e86a1-0002-4f6e-9a80-000000000002
00:00:03.250 --> 00:00:05.000
for the inspectors.
""",
    "",
    [
        ("", "I would say the care plan is mostly", 0),
        ("", "for the inspectors.", 3.25),
    ],
    format="vtt",
)

_TEAMS_VTT = Fixture(
    """\
WEBVTT

00:02.000 --> 00:04.000
<v Ceri Howells>Who else is in the team?</v>

00:04.500 --> 00:06.000
<v Owen Pugh>A nurse &amp; a social worker.</v>

00:06.000 --> 00:08.000
<v Owen Pugh>And me.</v>
""",
    "",
    [
        ("Ceri Howells", "Who else is in the team?", 2),
        ("Owen Pugh", "A nurse & a social worker.", 4.5),
        ("Owen Pugh", "And me.", 6),
    ],
    format="vtt",
)

_ZOOM_VTT = Fixture(
    """\
WEBVTT

1
00:00:02.000 --> 00:00:04.000
Ceri Howells: Note: this is recorded.

2
00:00:04.000 --> 00:00:06.000
Owen Pugh: Fine by me.

3
00:00:06.000 --> 00:00:09.000
Ceri Howells: So, 10:30 it is?

4
00:00:09.000 --> 00:00:10.000
Owen Pugh: It is.
""",
    "",
    [
        ("Ceri Howells", "Note: this is recorded.", 2),
        ("Owen Pugh", "Fine by me.", 4),
        ("Ceri Howells", "So, 10:30 it is?", 6),
        ("Owen Pugh", "It is.", 9),
    ],
    format="vtt",
)

_SRT = Fixture(
    """\
1
00:00:01,500 --> 00:00:03,000
Interviewer: How long have you been well?

2
00:00:03,250 --> 00:00:05,000
P03: Since the spring.

3
00:00:05,000 --> 00:00:07,000
Interviewer: And before that?

4
00:00:07,000 --> 00:00:09,000
P03: Before that, no.
""",
    "",
    [
        ("Interviewer", "How long have you been well?", 1.5),
        ("P03", "Since the spring.", 3.25),
        ("Interviewer", "And before that?", 5),
        ("P03", "Before that, no.", 7),
    ],
    format="srt",
)

_F4 = Fixture(
    """\
I: How do you write a crisis plan? #00:00:05-2#

B: With the person, if they want to. #00:00:31-0#

Not everybody does. #00:00:40-7#

I: And if they don't?#00:01:02-3#

B: Then I leave it (...) open. #00:01:10-0#
""",
    "f4",
    [
        ("I", "How do you write a crisis plan?", 0),
        ("B", "With the person, if they want to.", 5.2),
        ("B", "Not everybody does.", 31),
        ("I", "And if they don't?", 40.7),
        ("B", "Then I leave it (...) open.", 62.3),
    ],
)


def _paged() -> Fixture:
    """Layout 13: a cover page, and on each page a header and its number."""
    cover = (
        "Mental Health Care Planning Study\nInterview transcript\nDate: 3 May 2014\nInterviewer: JS\n"
        "Participant: P07\nTranscribed by: AB\n\n"
    )
    header = "Mental Health Care Planning Study   P07\n"
    segments: list[tuple[str, str, float | None]] = []
    pages = []
    for page in range(1, 4):
        turns = []
        for turn in range(5):
            asked = f"What about visit {page}.{turn}?"
            answer = f"On visit {page}.{turn} she came late."
            segments += [("Interviewer", asked, None), ("P07", answer, None)]
            turns.append(f"Interviewer: {asked}\n\nP07: {answer}\n\n")
        # The last answer of a page goes on after the header of the next.
        segments.append(("P07", f"As I said, {page} times.", None))
        pages.append("".join(turns) + f"Page {page} of 3\n\n{header}\nAs I said, {page} times.\n\n")
    return Fixture(
        cover + header + "".join(pages),
        "colon",
        segments,
        (
            ("Date", "3 May 2014"),
            ("Interviewer", "JS"),
            ("Participant", "P07"),
            ("Transcribed by", "AB"),
            ("cover page", "Mental Health Care Planning Study\nInterview transcript"),
            ("running header", "Mental Health Care Planning Study   P07"),
            ("running header", "Page 1 of 3"),
        ),
    )


_BOLD = Fixture(
    """\
Interview 12
How did you find out about the new team?
Somebody left a leaflet.
And that was all?
I think so.
It was blue.
What did you do then?
Nothing, for a year. I had no phone.
""",
    "emphasis",
    [
        ("Interviewer", "How did you find out about the new team?", None),
        ("Participant", "Somebody left a leaflet.", None),
        ("Interviewer", "And that was all?", None),
        ("Participant", "I think so.", None),
        ("Participant", "It was blue.", None),
        ("Interviewer", "What did you do then?", None),
        ("Participant", "Nothing, for a year. I had no phone.", None),
    ],
    bold=(
        "Interview 12",
        "How did you find out about the new team?",
        "And that was all?",
        "What did you do then?",
    ),
)

_QUESTIONS = Fixture(
    """\
Q1. What does care coordination mean to you?

Keeping all the people talking to each other.
It takes most of my week.

Q2. What gets in the way of it?

The computer. There are three of them.

Q3. What would help?

One computer.
""",
    "questions",
    [
        ("Interviewer", "What does care coordination mean to you?", None),
        (
            "Participant",
            "Keeping all the people talking to each other.\nIt takes most of my week.",
            None,
        ),
        ("Interviewer", "What gets in the way of it?", None),
        ("Participant", "The computer. There are three of them.", None),
        ("Interviewer", "What would help?", None),
        ("Participant", "One computer.", None),
    ],
)

_NUMBERS = Fixture(
    """\
1 Interviewer: You said that the ward round
2 was hard to follow.
3 P09: It was. There were nine of them and
4 they all had my notes, and I had
5 none.
6 Interviewer: Did you ask?
7 P09: You don't, do you.
""",
    "colon",
    [
        ("Interviewer", "You said that the ward round", None),
        ("Interviewer", "was hard to follow.", None),
        ("P09", "It was. There were nine of them and", None),
        ("P09", "they all had my notes, and I had", None),
        ("P09", "none.", None),
        ("Interviewer", "Did you ask?", None),
        ("P09", "You don't, do you.", None),
    ],
)

_GROUP = Fixture(
    """\
Moderator: Who has seen their own care plan?
SU1: Me. Once.
SU2: I signed something.
Carer 1: He did, I was there.
All: [laughter]
Moderator: What was in it?
SU1: The usual.
SU3: Mine has a picture of a sunrise on it.
Carer 1 : Honestly.
Facilitator 2: Shall we have a break?
""",
    "colon",
    [
        ("Moderator", "Who has seen their own care plan?", None),
        ("SU1", "Me. Once.", None),
        ("SU2", "I signed something.", None),
        ("Carer 1", "He did, I was there.", None),
        ("All", "[laughter]", None),
        ("Moderator", "What was in it?", None),
        ("SU1", "The usual.", None),
        ("SU3", "Mine has a picture of a sunrise on it.", None),
        ("Carer 1", "Honestly.", None),
        ("Facilitator 2", "Shall we have a break?", None),
    ],
)

_TIME_IN_FRONT = Fixture(
    """\
0:00 Ceri Howells  53:39
Can you say who referred you?

0:07 Blodwen Rees  53:32
My doctor. Well, the practice nurse.

0:15 Ceri Howells  53:24
And how long did it take?

0:19 Blodwen Rees  53:20
From March to October.
""",
    "name-time",
    [
        ("Ceri Howells", "Can you say who referred you?", 0),
        ("Blodwen Rees", "My doctor. Well, the practice nurse.", 7),
        ("Ceri Howells", "And how long did it take?", 15),
        ("Blodwen Rees", "From March to October.", 19),
    ],
)

LAYOUTS = {
    "1 label and colon": _COLON,
    "2 speaker alone on a line": _ALONE,
    "3 time behind the label": _TIME_BEHIND,
    "4 time and label in brackets": _BRACKETS,
    "4 table": _TABLE,
    "5 Otter": _OTTER,
    "6 Teams, old": _TEAMS_OLD,
    "7 Teams, new": _TEAMS_NEW,
    "8 Stream captions": _STREAM_VTT,
    "9 Teams captions": _TEAMS_VTT,
    "10 Zoom captions": _ZOOM_VTT,
    "11 SubRip": _SRT,
    "12 f4": _F4,
    "13 cover page and running headers": _paged(),
    "14 bold interviewer": _BOLD,
    "15 numbered questions": _QUESTIONS,
    "16 numbers at line starts": _NUMBERS,
    "17 focus group": _GROUP,
    "18 time in front of the label": _TIME_IN_FRONT,
}
