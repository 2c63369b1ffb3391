"""What is known of a language: which words are forms of one word, and which are names.

The only module that imports spaCy and its data, and only where they are used: spaCy takes a second to load,
its tables of lemmas by themselves less than a tenth of that.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


def forms(word: str) -> list[str]:
    """The forms of an English word in small letters, itself first: goes, go, going, gone, went.

    Where a word is a form of several ("leaves"), those of all. A word that isn't known has itself alone. Some
    that the rules would make ("goed") are among them: they do no harm where a text is looked through.
    """
    return _forms()(word)


def is_word(word: str) -> bool:
    """Whether the tables for English know a word in small letters: most words, hardly a name."""
    return _forms().knows(word)


def load() -> None:
    """Load what `forms` needs: a tenth of a second, which one may want to spend elsewhere."""
    _forms()


_MENDED = {"does": "do", "well": "well", "liver": "liver"}
"""Where the tables are wrong, or, with "well" as a form of "good", right of few of those that are said."""

_PARTS = frozenset("ai ca d ll m re s sha ve wo".split())
"""What is left of a word where another was taken off it ("they've"): such a part is found everywhere."""


@cache
def _forms() -> "_Forms":
    return _Forms()


class _Forms:
    """spaCy's tables for English, turned round: from a lemma to its forms.

    A word that the tables of lemmas or of exceptions have is a form of what they say, any other one of what
    the rules make of it ("carings" of "caring"), if that is a word.
    """

    def __init__(self) -> None:
        lookup: Mapping[str, str] = _table("lemma_lookup")
        exceptions: Mapping[str, Mapping[str, Sequence[str]]] = _table("lemma_exc")
        self._rules: Mapping[str, Sequence[Sequence[str]]] = _table("lemma_rules")
        self._words = {kind: frozenset(words) for kind, words in _table("lemma_index").items()}
        self._lemmas: dict[str, set[str]] = defaultdict(set)
        for form, lemma in lookup.items():
            self._lemmas[form.casefold()].add(lemma.casefold())
        for irregular in exceptions.values():
            for form, lemmas in irregular.items():
                self._lemmas[form.casefold()].update(lemma.casefold() for lemma in lemmas)
        self._lemmas.update({form: {lemma} for form, lemma in _MENDED.items()})
        for part in [form for form in self._lemmas if form in _PARTS or not form.isalpha()]:
            del self._lemmas[part]
        self._listed: dict[str, set[str]] = defaultdict(set)
        for form, those in self._lemmas.items():
            for lemma in those:
                self._listed[lemma].add(form)

    def __call__(self, word: str) -> list[str]:
        """See `forms`."""
        word = word.casefold()
        found: set[str] = set()
        for lemma in self._lemmas_of(word):
            found |= {lemma, *self._listed.get(lemma, ()), *self._regular(lemma)}
        return [word, *sorted(found - {word})]

    def knows(self, word: str) -> bool:
        """Whether it is a lemma, or a form of one."""
        return word in self._lemmas or self._is_word(word)

    def _lemmas_of(self, word: str) -> set[str]:
        itself = {word} if word not in self._lemmas or self._is_word(word) else set()
        return itself | self._lemmas.get(word, set()) | self._by_rules(word)

    def _by_rules(self, word: str) -> set[str]:
        if word in self._lemmas or self._is_word(word):
            return set()
        return {
            lemma
            for kind, words in self._words.items()
            for ending, instead in self._rules.get(kind, ())
            if ending and word.endswith(ending)
            if (lemma := word.removesuffix(ending) + instead) in words
        }

    def _regular(self, lemma: str) -> Iterator[str]:
        """The forms of a lemma that no table lists."""
        for kind, words in self._words.items():
            for ending, instead in self._rules.get(kind, ()) if lemma in words else ():
                if lemma.endswith(instead):
                    form = lemma.removesuffix(instead) + ending
                    if form not in self._lemmas and not self._is_word(form):
                        yield form

    def _is_word(self, word: str) -> bool:
        return any(word in words for words in self._words.values())


def _table(name: str) -> Any:
    import spacy_lookups_data

    path = Path(f"{spacy_lookups_data.en[name]}.gz")
    return json.loads(gzip.decompress(path.read_bytes()))


class Named(NamedTuple):
    """A stretch of a text that a model of English takes for a name, and its kind (“PERSON”, “GPE”)."""

    start: int
    end: int
    label: str


def model() -> str:
    """The name of the installed model of English that finds names, "" if there is none. Loads nothing."""
    from importlib.metadata import entry_points

    names = sorted({entry.name for entry in entry_points(group="spacy_models")})
    sizes = ("lg", "md", "sm", "trf")  # from the best that runs on any machine
    known = [name for size in sizes for name in names if name.startswith("en_") and f"_{size}" in name]
    return next(iter(known), "")


def entities(texts: Iterable[str]) -> Iterator[list[Named]]:
    """The names in each of some texts, as `model` finds them: about 7,000 words a second.

    The first ones take a second longer, while the model is loaded. There must be one.
    """
    for doc in _model().pipe(texts, batch_size=64):
        yield [Named(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


@cache
def _model() -> Any:
    import spacy

    return spacy.load(model(), exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def answer() -> None:
    """Say which names stand in texts that come in, as a process of its own; it ends where they do.

    A line of standard input is a JSON list of texts, a line of standard output what `entities` says of them.
    """
    import os
    import sys

    if hasattr(os, "nice"):
        os.nice(10)  # whoever works at the screen comes first
    for line in sys.stdin.buffer:
        found = [list(map(list, names)) for names in entities(json.loads(line))]
        sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
        sys.stdout.buffer.flush()
