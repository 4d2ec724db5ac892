"""A mistake says where it happened and of what kind it was, and nothing that people wrote."""

from __future__ import annotations

from ibps.core.traced import traced
from tests.hostile import TEXTS, harmless


def test_neither_the_text_of_an_error_nor_of_those_before_it() -> None:
    for text in TEXTS:
        try:
            try:
                raise KeyError(text)
            except KeyError as error:
                raise ValueError(f"because of {text}") from error
        except ValueError as error:
            said = harmless("\n".join(traced(error)), lines=True)
        assert "builtins.KeyError" in said and "builtins.ValueError" in said and "and then" in said
        assert "test_traced.py" in said and "because of {text}" in said and f"because of {text}" not in said
