"""Words that blame, scorn or accuse, so that somebody here cannot call the sentence fair."""

from __future__ import annotations

from typing import Final

from ibps.core.wording.phrases import one_of

SCORN: Final = (
    "lazy",
    "incompetent",
    "incompetence",
    "stupid",
    "ridiculous",
    "careless",
    "selfish",
    "rude",
    "toxic",
    "disrespect(?:ful)?",
    "dishonest",
    "lied",
    "liars?",
    "cheat(?:s|ed|ing)?",
    "bull(?:y|ies|ied)",
    "whin(?:e|es|ing)",
    "complainers?",
    "(?:constant|constantly|endless|always) complain(?:s|ing)?",
    "excuses",
    "mess",
    "dump(?:s|ed|ing)?",
    "unfair(?:ly)?",
    "sloppy",
    "troublemakers?",
    "slack(?:s|ing|ers?)",
    "irresponsible",
    "unprofessional",
    "arrogant",
    "clueless",
    "greedy",
    "favou?ritism",
    "sabotag(?:e|es|ed|ing)",
    "nonsense",
    "disgrace(?:ful)?",
    "shameful",
    "insult(?:s|ed|ing)?",
    "hypocri(?:te|tes|sy|tical)",
    "pathetic",
    "hopeless",
    "useless",
    "outrageous",
    "absurd",
)
ACCUSED: Final = (
    "(?:whose|their|your|his|her|\\w+'s) fault",
    "(?:at|the) fault (?:of|is)",
    "(?:is|are|who is|who are) to blame",
    "{group} (?:just|only) wants?",
    "{group} always (?:leaves?|forgets?|blames?|says?|expects?|wants?|makes? us|gets? (?:its|their) way)",
    "{group} never (?:picks?|answers?|restocks?|tells?|listens?|helps?|cleans?|says?|does|do|stocks?|"
    "finish(?:es)?|follows?|calls?|repl(?:y|ies)|responds?|shares?|asks?|learns?|leaves?|cares?)",
    "let(?:s|ting)? us (?:all )?down",
    "(?:sit|sits|sitting|stand|stands|standing) around",
    "hiding (?:the|things|something)",
    "too (?:proud|good) to",
    "so (?:slow|difficult|lazy)",
    "same people who",
    "losing our",
    "blam(?:es?|ing) us",
    "who (?:hide|hides|cheat|cheats|abuse|abuses)",
    "(?:are|is) always (?:late|absent|sick|gone)",
    "(?:{group}|{staff}) (?:refus(?:e|es|ed)|ignor(?:e|es|ed)|fail(?:s|ed)?)",
    "always fail(?:s)?",
    "why (?:does|do|did|will|would|can't|won't|doesn't|don't) {group}",
    "(?:does not|do not|doesn't|don't) care",
    "do (?:your|their) jobs?",
    "(?:don't|doesn't) know what",
    "(?:wast(?:e|es|ing)) (?:our|my|their) time",
    "play(?:s|ing)? favou?rites",
    "treat(?:s|ed)? us like",
    "(?:won't|refuse to|refuses to) cooperate",
    "being difficult",
    "abus(?:e|es|ing) (?:the |their )?(?:sick|leave|overtime|breaks?|system)",
    "punish",
    "those people",
    "willing to work",
    "clean(?:ing)? up after",
    "broke (?:its|their) promises?",
    "wrong with (?:the|these|those|them)",
    "bad (?:performers?|apples?|attitudes?|employees?|managers?|nurses?)",
    "force (?:them|people|{group})",
    "block everything",
    "catch people",
)
LOADED: Final = one_of((*SCORN, *ACCUSED))
SPARED: Final = one_of(
    (
        "(?:not|without|avoid|avoids|avoiding|free of|against|fear of|no one is|nobody (?:is|gets|should be))"
        r" (?:\S+ ){0,3}$",
    )
)
"""What comes right before such a word when somebody only hopes to be spared it."""


def blame(text: str) -> str:
    """The first word or phrase that may sound like blame, or ""."""
    for found in LOADED.finditer(text):
        if not SPARED.search(text[: found.start()]):
            return found[0]
    return ""
