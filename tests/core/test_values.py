"""`but` checks names alone, for speed; here the values it makes are checked whole."""

import pytest

from ibps.core.record import Record
from ibps.core.record.people import Party
from tests.core.walk import walk


@pytest.mark.parametrize("seed", range(12))
def test_every_record_on_a_walk_is_one_that_could_be_built_anew(seed: int) -> None:
    for at, step in enumerate(walk(seed, 300)):
        if at % 25 == 0:
            record = step.after.record
            assert Record.model_validate(record.model_dump()) == record
            assert Record.model_validate_json(record.model_dump_json()) == record


def test_a_slip_in_a_name_fails_at_once() -> None:
    with pytest.raises(TypeError, match="has no"):
        Party(letter="L", name="Labor").but(nmae="Labour")
