"""The script that changes single lines names lines that are there."""

from __future__ import annotations

import pytest

from tests.mutate import MUTATIONS, ROOT, Mutation


@pytest.mark.parametrize(
    "one", MUTATIONS, ids=lambda one: f"{one.file}: {one.was.strip()} -> {one.now.strip()}"
)
def test_every_line_to_be_changed_is_there_and_its_tests_too(one: Mutation) -> None:
    assert one.was in (ROOT / "ibps" / one.file).read_text("utf-8")
    assert all((ROOT / test).is_file() for test in one.tests)
    assert one.was != one.now
