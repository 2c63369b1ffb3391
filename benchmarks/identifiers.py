"""How well the check for identifiers does on sentences with known answers, and how fast it is."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode.analysis.identifiers import Identifier, find
from qualcode.analysis.identifiers.entities import from_model, parts_of
from qualcode.analysis.language import Named, entities, model
from qualcode.model.text import Content, Segment, Span

SENTENCES = Path(__file__).resolve().parent.parent / "tests" / "analysis" / "identifiers"
HALVES = ("seen", "unseen")
KINDS = ("person", "place", "organisation", "number", "date")

Check = Callable[[Content], Sequence[Identifier]]

_MARK = re.compile(r"\{([^|{}]+)\|(\w+)\}")
_TELLING = re.compile(r"\w*[A-Z0-9]\w*(?:['’-]\w+)*")


@dataclass(frozen=True)
class Sentence:
    """A sentence with what should be found in it."""

    text: str
    marked: tuple[tuple[Span, str], ...]
    clean: bool

    @property
    def content(self) -> Content:
        """It as a transcript of one segment."""
        return Content(self.text, (Segment("P", 0, len(self.text)),))


@dataclass
class Score:
    """What was found of what should be, by kind; how many hits were false, and in how many words."""

    found: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    hits: int = 0
    true: int = 0
    clean_words: int = 0
    false_in_clean: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def recall(self, *kinds: str) -> float:
        """The part that was found of what is marked with these kinds, or any."""
        kinds = kinds or KINDS
        return sum(self.found[k] for k in kinds) / max(sum(self.marked[k] for k in kinds), 1)

    @property
    def precision(self) -> float:
        """The part of the hits, in all sentences, that touch something marked."""
        return self.true / max(self.hits, 1)

    @property
    def false_per_thousand(self) -> float:
        """False hits in the clean sentences, a word counted once in each, for a thousand words."""
        return 1000 * self.false_in_clean / max(self.clean_words, 1)


def sentences(half: str) -> Iterator[Sentence]:
    """The sentences of a half of the test set."""
    clean = False
    for line in (SENTENCES / f"{half}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            clean = clean or line == "## clean"
        elif line:
            yield _parsed(line, clean)


def _parsed(line: str, clean: bool) -> Sentence:
    text, marked, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marked.append((Span(len(text), len(text) + len(match[1])), match[2]))
        text += match[1]
        at = match.end()
    return Sentence(text + line[at:], tuple(marked), clean)


def score(half: str, check: Check) -> Score:
    """How a check does on a half of the test set."""
    told = Score()
    for sentence in sentences(half):
        hits = check(sentence.content)
        for span, kind in sentence.marked:
            told.marked[kind] += 1
            if _is_covered(sentence.text, span, hits):
                told.found[kind] += 1
            else:
                told.missed.append(f"{sentence.text[slice(*span)]} ({kind}): {sentence.text}")
        false = {}
        for hit in hits:
            if any(hit.span.overlaps(span) for span, _ in sentence.marked):
                told.true += 1
            else:
                false[hit.words] = hit
        told.hits += len([h for h in hits if h.words not in false]) + len(false)
        told.wrong += [f"{hit.words} ({hit.kind}, {hit.why}): {sentence.text}" for hit in false.values()]
        if sentence.clean:
            told.clean_words += len(sentence.text.split())
            told.false_in_clean += len(false)
    return told


def _is_covered(text: str, span: Span, hits: Sequence[Identifier]) -> bool:
    """Whether hits cover each telling word of a span: those with a capital or a digit, or all of it."""
    words = [
        Span(span.start + m.start(), span.start + m.end()) for m in _TELLING.finditer(text[slice(*span)])
    ]
    return all(
        any(hit.span.start <= word.start and _past_s(text, word) <= hit.span.end for hit in hits)
        for word in words or [span]
    )


def _past_s(text: str, word: Span) -> int:
    """The end of a word, a final ’s left out."""
    return word.end - 2 if text[word.start : word.end].endswith(("'s", "’s")) else word.end


def speed(check: Check, words: int = 400_000) -> float:
    """Words a second over speech made of the clean and the other sentences."""
    lines = [sentence.text for half in HALVES for sentence in sentences(half)]
    text: list[str] = []
    segments: list[Segment] = []
    at = count = 0
    while count < words:
        turn = " ".join(lines[count % len(lines) :][:3])
        segments.append(Segment("P" if len(segments) % 2 else "I", at + 3, at + 3 + len(turn)))
        text.append(f"{'P' if len(segments) % 2 else 'I'}: {turn}\n")
        at += len(text[-1])
        count += len(turn.split())
    content = Content("".join(text), tuple(segments))
    began = time.process_time()  # of this core, whatever else the machine does
    check(content)
    return count / (time.process_time() - began)


def with_model(content: Content) -> Sequence[Identifier]:
    """Rules and model together."""
    parts = parts_of(content)
    texts = [content.text[slice(*part)] for part in parts]
    named = [
        Named(part.start + start, part.start + end, label)
        for part, found in zip(parts, entities(texts), strict=True)
        for start, end, label in found
    ]
    return find(content, from_model(content, named))


def checks() -> dict[str, Check]:
    """The rules, and, where a model of English is installed, both together."""
    return {"rules": find} | ({"rules and model": with_model} if model() else {})


def measure(tell: Callable[[str], None]) -> dict[str, Any]:
    """Recall, precision and speed of each check, as JSON has them."""
    measured = {}
    for name, check in checks().items():
        tell(f"identifiers: {name}")
        halves = {half: score(half, check) for half in HALVES}
        measured[name] = {
            "words_per_second": round(speed(check, 400_000 if check is find else 20_000)),
            **{half: _as_object(result) for half, result in halves.items()},
        }
    return measured


def _as_object(result: Score) -> dict[str, Any]:
    return {
        **{f"recall of {kind}": round(result.recall(kind), 3) for kind in KINDS},
        "recall": round(result.recall(), 3),
        "precision": round(result.precision, 3),
        "false hits per 1,000 clean words": round(result.false_per_thousand, 1),
    }


def table(measured: dict[str, Any]) -> str:
    """What was measured, to be read."""
    lines = []
    for name, told in measured.items():
        lines.append(f"identifiers, {name}: {told['words_per_second']:,} words a second")
        lines += [f"  {row:<34}{told['seen'][row]:>8}{told['unseen'][row]:>8}" for row in told["seen"]]
    columns = f"  {'':<34}{'seen':>8}{'unseen':>8}"
    return "\n".join([columns, *lines, "" if model() else "No model of English is installed."]).rstrip()


def show(half: str, check: Check) -> None:
    """Print what was missed and what was wrong, for whoever writes rules. Only for the seen half."""
    result = score(half, check)
    print(*(f"missed: {line}" for line in result.missed), sep="\n")
    print(*(f"wrong: {line}" for line in result.wrong), sep="\n")


if __name__ == "__main__":
    show("seen", find)
