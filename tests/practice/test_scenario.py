"""Scenarios: what ships is sound and fair, what is written wrongly is said in plain words."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from ibps.core.errors import IbpsError
from ibps.practice.scenario import (
    LEADS,
    STAGES,
    Inject,
    Party,
    Prompts,
    Role,
    Scenario,
    ScenarioFault,
    load,
    names,
    read,
    schema,
)

GUIDE = Path(__file__).parents[2].joinpath("docs", "scenario-format.md").read_text(encoding="utf-8")
KETTLE = GUIDE.split("```toml\n")[1].split("```")[0]
SHIPPED = names()

# A co-chair who reads these aloud would sound like a hearing, or like one side.
AVOIDED = re.compile(
    r"\b(vot(e|es|ed|ing)|win|wins|winner|winning|won|motions?|second(ed|s)? (it|the)|seconded|opponents?|"
    r"resolution passed|approv(e|ed|al|es)|no objections?|lose|loses|loser|kaiser|kp|fmcs)\b",
    re.IGNORECASE,
)
# Attendance is practiced by way of the work: nothing a player reads hands out a health or a conduct matter.
PRIVATE = re.compile(
    r"\b(sick\w*|ill|illness|diagnos\w*|medic(al|ine|ation)\w*|surger\w*|injur\w*|pregnan\w*|therap\w*|disab\w*|"
    r"addict\w*|doctor's note|disciplin\w*|grievance\w*|warn\w*|suspen\w*|terminat\w*|fired|lazy|abus\w*)\b",
    re.IGNORECASE,
)


def texts(value: object) -> Iterator[str]:
    """Every string inside a scenario, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(ScenarioFault) as caught:
        read(text, "kettle.toml")
    return caught.value.faults


def kettle(*changes: tuple[str, str]) -> str:
    """The guide's short scenario with the first `old` of each change made `new`."""
    text = KETTLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def raw(name: str) -> dict[str, Any]:
    file = files("ibps.practice").joinpath("scenarios", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_two_scenarios_ship_and_load_under_their_own_names() -> None:
    assert SHIPPED == ("attendance", "co-pays")
    assert [load(name).name for name in SHIPPED] == list(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_table_of_four_to_eight_keeps_every_party_and_every_needed_lead(name: str) -> None:
    scenario = load(name)
    assert (scenario.people_min, scenario.people_max) == (4, 8)
    assert 6 <= len(scenario.cast) <= 8
    assert {party.letter for party in scenario.parties} == {"L", "M", "P"}
    for people in range(4, 9):
        seats = scenario.seats(people)
        assert len(seats) == min(people, len(scenario.cast))
        assert {seat.party for seat in seats} == {"L", "M", "P"}
        assert all(
            any(seat.party == party.letter and seat.role in LEADS for seat in seats)
            for party in scenario.parties
            if party.required
        )
        sides = [sum(seat.party == letter for seat in seats) for letter in "LM"]
        assert abs(sides[0] - sides[1]) <= 1


@pytest.mark.parametrize("people", [3, 9])
def test_no_seats_outside_the_sizes_named(people: int) -> None:
    with pytest.raises(ValueError, match=rf"4 to 8 people, not {people}"):
        load("co-pays").seats(people)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_card_speaks_to_its_player_for_less_than_a_minute(name: str) -> None:
    for role in load(name).cast:
        assert 60 <= len(role.card.split()) <= 120, role.name
        assert role.card.startswith("You "), role.name
        assert "Underneath" in role.card or "underneath" in role.card, role.name
        assert 2 <= len(role.hidden_interests) <= 4 and 2 <= len(role.may_say) <= 4, role.name


@pytest.mark.parametrize("name", SHIPPED)
def test_both_sides_get_as_much_to_want_and_to_say(name: str) -> None:
    cast = load(name).cast
    for letter in "LMP":
        of_party = [role for role in cast if role.party == letter]
        assert len({len(role.hidden_interests) for role in of_party}) == 1
        mean = sum(len(role.card.split()) for role in of_party) / len(of_party)
        assert mean == pytest.approx(sum(len(role.card.split()) for role in cast) / len(cast), rel=0.1)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_stage_has_prompts_that_fit_a_projected_screen(name: str) -> None:
    scenario = load(name)
    for stage in STAGES:
        assert 2 <= len(scenario.prompts[stage]) <= 4
        assert all(len(line) <= 130 for line in scenario.prompts[stage]), stage
    assert {inject.stage for inject in scenario.injects} <= set(STAGES)
    assert len(scenario.injects) >= 2


@pytest.mark.parametrize("name", SHIPPED)
def test_the_brief_is_three_to_six_short_sentences(name: str) -> None:
    sentences = re.findall(r"[^.?!]+[.?!](?:\s|$)", load(name).brief)
    assert 3 <= len(sentences) <= 6
    assert all(len(sentence.split()) <= 25 for sentence in sentences)


@pytest.mark.parametrize("name", SHIPPED)
def test_words_that_take_sides_are_not_used(name: str) -> None:
    assert [found[0] for text in texts(raw(name)) if (found := AVOIDED.search(text))] == []
    assert AVOIDED.search("So the motion is seconded") is not None


def test_attendance_hands_nobody_a_health_or_conduct_matter() -> None:
    assert [found[0] for text in texts(raw("attendance")) if (found := PRIVATE.search(text))] == []
    assert PRIVATE.search("He was out sick again") is not None


def test_attendance_lets_labor_decline_and_physicians_stay_out() -> None:
    scenario = load("attendance")
    assert not next(party for party in scenario.parties if party.letter == "P").required
    assert "decline" in scenario.cast[0].card and scenario.cast[0].role == "labor_cochair"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_published_schema_takes_the_shipped_files(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    assert [error.message for error in validator.iter_errors(raw(name))] == []
    assert not validator.is_valid(raw(name) | {"colour": "blue"})
    assert not validator.is_valid({key: value for key, value in raw(name).items() if key != "prompts"})


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("The scenario", Scenario),
        ("A party: `[[parties]]`", Party),
        ("A role: `[[cast]]`", Role),
        ("What to ask: `[prompts]`", Prompts),
        ("What the trainer brings in: `[[injects]]`", Inject),
    ],
)
def test_the_guide_names_every_field_and_no_other(heading: str, model: type[BaseModel]) -> None:
    section = GUIDE.split(f"## {heading}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(model.model_fields)


def test_the_guide_names_every_word_a_field_may_hold() -> None:
    for field in ("role", "voice"):
        for word in schema()["$defs"]["Role"]["properties"][field]["enum"]:
            assert re.search(rf"`\"?{word}\"?`", GUIDE), word


def test_the_guides_short_scenario_reads() -> None:
    scenario = read(KETTLE, "kettle.toml")
    assert scenario.prompts["consensus"] == ("These are the words. Each of us answers by name.",)
    assert [role.name for role in scenario.seats(2)] == ["Fennel Marsh", "Sorrel Hayes"]


def test_wrapped_lines_are_joined_and_blank_lines_part_paragraphs() -> None:
    text = kettle(('team = "Lantern Street Laundry"', 'team = """\nLantern\n  Street\n\nLaundry\n"""'))
    assert read(text, "kettle.toml").team == "Lantern Street\n\nLaundry"


def test_a_scenario_cannot_be_changed() -> None:
    scenario = load("co-pays")
    with pytest.raises(ValidationError):
        scenario.cast[0].__setattr__("name", "Somebody")
    assert hash(scenario) == hash(load("co-pays"))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert read("\ufeff" + KETTLE.replace("\n", "\r\n"), "kettle.toml") == read(KETTLE, "kettle.toml")


ROLE_3 = KETTLE[KETTLE.index("[[cast]]") : KETTLE.index("[[cast]]", KETTLE.index("[[cast]]") + 1)]
ROLE_3 = ROLE_3.replace("Fennel Marsh", "Basil Rook").replace('"labor_cochair"', '"member"')


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[prompts]", ROLE_3.replace('"L"', '"X"') + "may_be_left_out = true\n[prompts]",
         "cast, third role: party X is not one of L, M."),
        ('"Sorrel Hayes"', '"fennel  marsh"',
         "cast, second role: the name 'fennel  marsh' is taken by the first role."),
        ('letter = "M"', 'letter = "L"',
         "parties, second party: the letter 'L' is taken by the first party."),
        ('"management_cochair"', '"manager"',
         "parties, second party: it is required, but the cast has no co-chair or lead of it."),
        ("may_say", "may_be_left_out = true\nmay_say",
         "cast, first role: the lead of a required party may not be left out."),
        ('"decides"', '"votes"',
         "cast, first role: voice must be 'decides', 'advises' or 'observes', not 'votes'."),
        ('options = ["Five ideas in three minutes."]', "options = []",
         "prompts: options has too few entries: give at least 1."),
        ('"Five ideas in three minutes."', '"  "', "prompts, options: first line is empty."),
        ('options = ["Five ideas in three minutes."]', "", "prompts: options is missing."),
        ('options = ["Five', 'optoins = ["Five',
         "prompts: optoins is not a field of this format; did you mean options?"),
        ('team = "Lantern Street Laundry"\n', "", "team is missing."),
        ("[[injects]]", 'zebra = 1\n[[injects]]', "prompts: zebra is not a field of this format."),
        ("[[injects]]", 'debrief = ["?"]\n[[injects]]',
         "prompts: debrief belongs higher up in the file, before the first line in [brackets]."),
        ("minutes = 20", 'minutes = "20"', "minutes must be a whole number, not '20'."),
        ("minutes = 20", "minutes = 2", "minutes must be 5 or more, not 2."),
        ("people_max = 4", "people_max = 1", "people_min is 2, which is more than people_max, 1."),
        ("people_max = 4", "people_max = 99", "people_max must be 25 or less, not 99."),
        ("people_min = 2", "people_min = 1", "cast: 2 roles may not be left out, but people_min is 1."),
        ("people_min = 2", "people_min = 3", "cast: there are 2 roles, but people_min is 3."),
        ("required = true", 'required = "yes"',
         "parties, first party: required must be true or false, not 'yes'."),
        ('name = "the-kettle"', 'name = "The Kettle"',
         "name must be lower-case letters, digits and hyphens, not 'The Kettle'."),
        ('name = "the-kettle"', f'name = "{"k" * 41}"', "name is longer than 40 characters."),
        ('"ibps-scenario/1"', '"ibps-scenario/2"',
         "format must be 'ibps-scenario/1', not 'ibps-scenario/2'."),
        ('stage = "options"', 'stage = "lunch"',
         "injects, first inject: stage must be 'opening', 'issue', 'interests', 'options', 'standards', "
         "'consensus' or 'closing', not 'lunch'."),
        ('title = "The kettle"', "title = 7", "title must be text in quotes."),
        ('standards = ["Both shifts start on time"]', 'standards = "Start on time"',
         "standards must be a list."),
        ("[[parties]]", '[[parties]]\n"\\u001b[31m" = 1',
         "parties, first party: '\\x1b[31m' is not a field of this format."),
    ],
)  # fmt: skip
def test_each_fault_has_one_sentence_that_names_its_place(old: str, new: str, sentence: str) -> None:
    assert sentence in faults(kettle((old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Sorrel Hayes"', '"Fennel Marsh"'),
        ('"decides"', '"votes"'),
        ('team = "Lantern Street Laundry"\n', ""),
        ('"management_cochair"', '"manager"'),
        ('["Machines that start on the hour", ', '["", '),
        ('["Five ideas in three minutes."]', '[""]'),
        ("people_min = 2", "people_min = true"),
    ],
)
def test_one_slip_is_told_once(old: str, new: str) -> None:
    assert len(faults(kettle((old, new)))) == 1


def test_all_faults_are_told_at_once_and_none_in_the_words_of_a_library() -> None:
    text = kettle(
        ('team = "Lantern Street Laundry"\n', ""),
        ('"Sorrel Hayes"', '"Fennel Marsh"'),
        ('party = "L"', 'party = "X"'),
        ("minutes = 20", "minutes = 20.5"),
        ("people_max = 4", "people_max = true"),
        ('standards = ["How will we know that it works?"]', "standards = [3, []]"),
        ('good_record = ["Each party has an interest listed"]', "good_record = 2026-03-14"),
    )
    told = faults(text)
    assert len(told) == 9
    assert "people_max must be a whole number, not true." in told
    with pytest.raises(IbpsError) as caught:
        read(text, "kettle.toml")
    lines = str(caught.value).splitlines()
    assert lines == ["kettle.toml needs mending:", *(f"- {fault}" for fault in told)]
    assert not re.search(r"input|valid|pydantic|type=|tuple|instance|integer|string", str(caught.value))
    assert all(fault.endswith((".", "?")) for fault in told)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (kettle(("minutes = 20", "minutes 20")), "line 4, column 9: this is not TOML (expected '='"),
        (kettle(("minutes = 20", "minutes = 20\nminutes = 30")), "line 5, column 13: this is not TOML"),
        ('brief = """\nNobody closes this', "line 2, the end of the file: this is not TOML"),
        ("minutes = " + "9" * 5000, "The file holds a value that cannot be read as TOML."),
        ("minutes = " + "[" * 50_000, "The file nests lists too deeply to be read."),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, place: str) -> None:
    (told,) = faults(text)
    assert told.startswith(place)


@pytest.mark.parametrize(
    "text", ["", "cast = 3\nparties = [1, 2]", "[cast]\na = 1", "prompts = []", "[[cast]]\nrole = []"]
)
def test_any_shape_of_data_is_told_and_never_breaks_the_reader(text: str) -> None:
    assert len(faults(text)) > 5


@pytest.mark.parametrize("name", ["nothing", "../scenario", "co-pays.toml", "", "Co-Pays"])
def test_an_unknown_name_is_told_with_the_names_there_are(name: str) -> None:
    with pytest.raises(ScenarioFault, match="there are attendance, co-pays"):
        load(name)
