"""The three built-in scales, and what each answer counts as. Behaviour hangs on the class alone."""

import pytest
from pydantic import ValidationError

from ibps.core.record.terms import FIST_TO_FIVE, GRADIENTS, SCALES, THUMBS, Answered, Level, Scale
from tests.core.kit import ANA, LOU, MAX, MIA, asked, decision, room, worded

S, L, N, A, B = (
    Answered.SUPPORT,
    Answered.LIVE_WITH,
    Answered.NEEDS_MORE,
    Answered.ABSTAIN,
    Answered.BLOCK,
)


@pytest.mark.parametrize(
    ("scale", "classes"),
    [
        (THUMBS, {"up": S, "sideways": L, "down": B}),
        (FIST_TO_FIVE, {"5": S, "4": S, "3": L, "2": N, "1": N, "0": B}),
        (
            GRADIENTS,
            {
                "endorse": S,
                "minor_point": S,
                "reservations": L,
                "abstain": A,
                "discuss": N,
                "dislike_support": L,
                "disagree": B,
                "veto": B,
            },
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Scale) else "",
)
def test_each_level_has_its_class(scale: Scale, classes: dict[str, Answered]) -> None:
    assert [(level.name, level.cls) for level in scale.levels] == list(classes.items())
    assert SCALES[scale.name] is scale
    assert all(scale.level(name) is level for name, level in zip(classes, scale.levels, strict=True))
    assert scale.level("maybe") is None


def test_the_order_of_gradients_is_not_the_order_of_classes() -> None:
    """The sixth of eight will support it, the fifth will not yet: nobody may count places."""
    fifth, sixth = GRADIENTS.levels[4:6]
    assert (fifth.cls, sixth.cls) == (Answered.NEEDS_MORE, Answered.LIVE_WITH)


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES.keys())
def test_keys_and_names_are_told_apart(scale: Scale) -> None:
    for values in ([level.key for level in scale.levels], [level.name for level in scale.levels]):
        assert len(set(values)) == len(values)
    assert not {"absent", "no_response"} & {level.name for level in scale.levels}
    # A three-way or a six-way scale says what each answer means, in whole sentences.
    assert all(level.meaning.endswith(".") and len(level.meaning) > 10 for level in scale.levels)


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES.keys())
def test_every_answer_counts_by_its_class(scale: Scale) -> None:
    expected = {S: "agreed", L: "agreed", N: "no_agreement", A: "agreed", B: "no_agreement"}
    yes = scale.levels[0].name
    for level in scale.levels:
        terms = room().record.terms.but(scale=scale)
        found = decision(asked(worded(room(terms)), {ANA: yes, LOU: level.name, MAX: yes, MIA: yes}))
        assert found.state == expected[level.cls], level.name


def level(name: str = "yes", key: str = "y", cls: Answered = S) -> Level:
    return Level(name=name, key=key, label=name, cls=cls)


@pytest.mark.parametrize(
    "levels",
    [
        (level(),),
        (level(), level(key="n", cls=B)),
        (level(), level(name="no", cls=B)),
        (level(), level(name="absent", key="n", cls=B)),
        (level(), level(name="no_response", key="n", cls=B)),
    ],
    ids=["one answer", "one name twice", "one key twice", "absent", "no_response"],
)
def test_a_scale_that_could_be_misread_is_none(levels: tuple[Level, ...]) -> None:
    with pytest.raises(ValidationError):
        Scale(name="own", title="Own", levels=levels)


@pytest.mark.parametrize("cls", [Answered.NOT_ASKED, Answered.NO_RESPONSE, Answered.ABSENT])
def test_silence_is_not_an_answer_on_any_scale(cls: Answered) -> None:
    with pytest.raises(ValidationError):
        level(cls=cls)
