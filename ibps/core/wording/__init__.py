"""Plain looks at a sentence: what in it may need another look, and which words say so.

Each file holds one idea: word lists as data, and one pure function from a text to the words found, "" for
none. The lists are written for precision: a hint that is wrong costs more trust than one that is missing
costs help. `python -m tests.core.hints` measures them.
"""
