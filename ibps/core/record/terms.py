"""What was agreed before the talk: mandate, rule, scale, fallback, quorum, notice.

A record holds a full copy, so that a team's later change of its defaults never changes an old record.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, StringConstraints, field_validator

from ibps.core.value import Text, Value, Words


class Mandate(StrEnum):
    """What this team may do with the issue."""

    DECIDE = "decide"
    RECOMMEND = "recommend"
    CONSULT = "consult"
    INFORM = "inform"


class Fallback(StrEnum):
    """What happens without consensus, chosen before it is needed."""

    STATUS_QUO = "status_quo"
    EACH_PARTY = "each_party"
    SPONSOR = "sponsor"
    CONTRACT = "contract"


class Alternates(StrEnum):
    """What somebody who stands in for an absent member may do. `SPEAK` leaves the answer to the member."""

    SPEAK = "speak"
    COMMIT = "commit"


class Answered(StrEnum):
    """The class of an answer. Behaviour hangs on this, never on a label or a number."""

    SUPPORT = "support"
    LIVE_WITH = "live_with"
    NEEDS_MORE = "needs_more"
    STAND_ASIDE = "stand_aside"
    ABSTAIN = "abstain"
    BLOCK = "block"
    NOT_ASKED = "not_asked"
    NO_RESPONSE = "no_response"
    ABSENT = "absent"
    BY_SLIP = "by_slip"  # answered, without a name; what was said is among the slips of the party


YES: Final = frozenset({Answered.SUPPORT, Answered.LIVE_WITH})
NO_ANSWER: Final = frozenset({Answered.NOT_ASKED, Answered.NO_RESPONSE, Answered.ABSENT})


class Level(Value):
    """One answer on a scale: the key that gives it, its label, its meaning, its prompt and its class."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,24}$")]
    key: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    label: Text
    meaning: Words = ""
    prompt: Words = ""  # what is asked of somebody who answers this; the usual question when empty
    cls: Answered

    @field_validator("cls")
    @classmethod
    def _is_an_answer(cls, value: Answered) -> Answered:
        if value in NO_ANSWER or value is Answered.BY_SLIP:
            raise ValueError("a level is an answer; not asked, no answer, absent and by slip are none")
        return value


class Scale(Value):
    """How people answer a check. A copy goes into every check that uses it."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    title: Text
    version: int = 1
    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=12)]

    @field_validator("levels")
    @classmethod
    def _can_be_told_apart(cls, levels: tuple[Level, ...]) -> tuple[Level, ...]:
        names, keys = {level.name for level in levels}, {level.key for level in levels}
        if len(names) < len(levels) or len(keys) < len(levels):
            raise ValueError("each level has a name and a key of its own")
        if names & (NO_ANSWER | {Answered.BY_SLIP}):
            raise ValueError("not_asked, no_response, absent and by_slip are not answers")
        return levels

    def level(self, name: str) -> Level | None:
        """The level of that name, or None."""
        return next((level for level in self.levels if level.name == name), None)


class Rule(Value):
    """When a check is consensus. `ibps.core.rule.judge` is the one place that reads it.

    Counts are people; `percent` is of the deciders present, 0 to 100.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")] = "no-block"
    percent: Annotated[int, Field(ge=0, le=100)] = 0  # at least this share says yes
    yes_per_party: Annotated[int, Field(ge=0)] = 1  # each required party present has this many yes
    dissent: int | None = 0  # this many may block or need more, each named; None sets no limit
    dissent_per_party: int | None = 0  # ... and at most this many from one party
    aside_per_party: int | None = None  # at most this many from one party stand aside or dissent
    max_stand_aside: int | None = None
    max_abstain: int | None = None
    cochairs: bool = True  # both co-chairs have answered


class Quorum(Value):
    """How many deciders have to be here, to meet and to decide; `each_party` counts per required party."""

    meet: Annotated[int, Field(ge=0)] = 0
    decide: Annotated[int, Field(ge=0)] = 0
    each_party: Annotated[int, Field(ge=0)] = 1


NOTICE: Final = (
    "This is a joint problem-solving record. It does not change the collective agreement, give up any right, "
    "or extend any deadline, unless both parties say so in writing."
)

GROUND_RULES: Final = (
    "One person speaks at a time.",
    "Ask why, and listen to the answer.",
    "Assume good intent.",
    "Everyone has a turn, and may pass.",
    "Every idea may be said while we list ideas.",
    "Either party may call a caucus at any time.",
    "Silence is not consent.",
    "The wording on the screen is the wording.",
)

THUMBS: Final = Scale(
    name="thumbs",
    title="Thumbs",
    levels=(
        Level(name="up", key="u", label="support", meaning="I support it.", cls=Answered.SUPPORT),
        Level(
            name="sideways",
            key="l",
            label="can live with it",
            meaning="I can live with it and will support it.",
            cls=Answered.LIVE_WITH,
        ),
        Level(
            name="down", key="d", label="cannot", meaning="I cannot support it as worded.", cls=Answered.BLOCK
        ),
    ),
)

FIST_TO_FIVE: Final = Scale(
    name="fist-to-five",
    title="Fist to five",
    levels=(
        Level(
            name="5",
            key="a",
            label="5 love it",
            meaning="I love it and will help lead.",
            cls=Answered.SUPPORT,
        ),
        Level(
            name="4",
            key="b",
            label="4 like it",
            meaning="I like it and will support it.",
            cls=Answered.SUPPORT,
        ),
        Level(
            name="3",
            key="d",
            label="3 can live with it",
            meaning="I can live with it and will support it.",
            cls=Answered.LIVE_WITH,
        ),
        Level(
            name="2",
            key="e",
            label="2 small concerns",
            meaning="I have small concerns. Let us talk more.",
            cls=Answered.NEEDS_MORE,
        ),
        Level(
            name="1",
            key="f",
            label="1 big concerns",
            meaning="I have big concerns. Let us talk more.",
            cls=Answered.NEEDS_MORE,
        ),
        Level(
            name="0",
            key="g",
            label="fist: cannot",
            meaning="I cannot support it as worded.",
            cls=Answered.BLOCK,
        ),
    ),
)

GRADIENTS: Final = Scale(
    name="gradients",
    title="Gradients of agreement",
    levels=(
        Level(
            name="endorse",
            key="a",
            label="endorse",
            meaning="I endorse it wholeheartedly.",
            cls=Answered.SUPPORT,
        ),
        Level(
            name="minor_point",
            key="b",
            label="agree, minor point",
            meaning="I agree, with a minor point of contention.",
            cls=Answered.SUPPORT,
        ),
        Level(
            name="reservations",
            key="d",
            label="support, reservations",
            meaning="I support it with reservations.",
            cls=Answered.LIVE_WITH,
        ),
        Level(name="abstain", key="e", label="abstain", meaning="I take no view.", cls=Answered.ABSTAIN),
        Level(
            name="discuss",
            key="f",
            label="more discussion",
            meaning="I need more discussion first.",
            cls=Answered.NEEDS_MORE,
        ),
        Level(
            name="dislike_support",
            key="g",
            label="do not like, will support",
            meaning="I do not like it but will support it.",
            cls=Answered.LIVE_WITH,
        ),
        Level(
            name="disagree",
            key="h",
            label="serious disagreement",
            meaning="I seriously disagree.",
            cls=Answered.BLOCK,
        ),
        Level(name="veto", key="i", label="veto", meaning="I veto it as worded.", cls=Answered.BLOCK),
    ),
)

SCALES: Final = {scale.name: scale for scale in (THUMBS, FIST_TO_FIVE, GRADIENTS)}

RULES: Final = {
    rule.name: rule
    for rule in (
        Rule(),
        Rule(name="everyone-yes", percent=100, max_stand_aside=0, max_abstain=0),
        Rule(name="one-stand-aside-a-side", dissent=None, dissent_per_party=1, aside_per_party=1),
        Rule(name="four-in-five", percent=80, dissent=None, dissent_per_party=None),
        Rule(name="consensus-minus-one", dissent=1, dissent_per_party=1),
    )
}


class Terms(Value):
    """The terms this session runs under, frozen into its record."""

    mandate: Mandate = Mandate.DECIDE
    rule: Rule = Rule()
    scale: Scale = THUMBS
    fallback: Fallback = Fallback.STATUS_QUO
    quorum: Quorum = Quorum()
    notice: Words = NOTICE
    ground_rules: tuple[Text, ...] = GROUND_RULES
    standards_first: bool = False  # standards are agreed before options are listed
    alternates: Alternates = Alternates.SPEAK
    together: bool = False  # answers are collected first and shown together
    slips: bool = False  # a party of three or more here may answer by private slips
