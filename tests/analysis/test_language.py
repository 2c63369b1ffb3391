"""The forms of a word: as spaCy's own tables have them, turned round."""

import gzip
import json
from pathlib import Path

import spacy
import spacy_lookups_data
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.language import forms

LOOKUP = json.loads(gzip.decompress(Path(f"{spacy_lookups_data.en['lemma_lookup']}.gz").read_bytes()))
MENDED = {"ai", "ca", "d", "does", "ll", "liver", "m", "re", "s", "sha", "ve", "well", "wo"}
FORMS = sorted(form for form in LOOKUP if form.isalpha() and form.isascii() and form not in MENDED)


def test_forms_of_one_word_find_each_other() -> None:
    assert {"go", "goes", "going", "gone", "went"} <= set(forms("go"))
    assert set(forms("went")) == set(forms("GOES")) == set(forms("go"))
    assert {"care", "cares", "cared", "caring"} <= set(forms("care"))
    assert {"planning", "planned", "plans"} <= set(forms("plan"))
    assert set(forms("children")) >= {"child", "children"}
    assert {"leaf", "leave", "leaves", "leaving", "left"} <= set(forms("leaves"))  # of both
    assert set(forms("good")) >= {"good", "better", "best"}
    assert {"do", "does", "doing", "did", "done"} <= set(forms("do"))
    assert {"have", "has", "had", "having"} <= set(forms("has"))


def test_other_words_are_no_forms_of_it() -> None:
    assert not {"car", "career", "careful", "carer"} & set(forms("care"))
    assert not {"hospice", "hospitable"} & set(forms("hospital"))
    assert "well" not in forms("good")
    assert "liver" not in forms("live")
    assert not {"'s", "d", "ve", "ai"} & set(forms("have"))
    assert forms("zzyzx") == ["zzyzx"]
    assert forms("") == [""]


@given(st.sampled_from(FORMS))
def test_whatever_spacy_says_is_a_form_of_a_word_is_found_with_it(form: str) -> None:
    lemma = LOOKUP[form].casefold()
    assert form.casefold() in forms(lemma)
    assert lemma in forms(form)


def test_what_the_lemmatizer_of_spacy_makes_of_a_word_has_it_among_its_forms() -> None:
    english = spacy.blank("en")
    english.add_pipe("lemmatizer", config={"mode": "lookup"})
    english.initialize()
    said = "She rang the carers twice and left , then the nurses came and were asking about her medicines"
    for token in english(said):
        assert token.text.casefold() in forms(token.lemma_)
