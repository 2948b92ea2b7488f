"""Grammars (llama.cpp's GBNF) that make malformed and invented citations impossible.

https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

import json
import re

NOTHING = "none"  # the reader's reply when no source answers
_ATOM = re.compile(r"[^\W_]+(?:[-.,:/](?=[^\W_])[^\W_]+)*['’]?|\S")
_ENDS = re.compile(r"[^\W_]|[%€$£°²³+)»”\"]")  # what a short answer may end in
_OPENERS = "$£€«“("  # and begin with, besides letters and digits


def span_grammar(sentences: list[str]) -> str:
    """Return a grammar for a verbatim span of one of the sentences and its marker (counted from 1), or ``none``."""
    rules, roots = [], [json.dumps(f" {NOTHING}")]
    for marker, sentence in enumerate(sentences, 1):
        starts, words = _span_rules(f"s{marker}", sentence)
        if starts:
            rules += [*words, f"s{marker} ::= {' | '.join(starts)}"]
            roots.append(f'" " s{marker} " [{marker}]"')
    return "\n".join([f"root ::= {' | '.join(roots)}", *rules])


def _span_rules(name: str, sentence: str) -> tuple[list[str], list[str]]:
    # one rule a word: the word, then perhaps the next one's rule
    atoms = list(_ATOM.finditer(sentence))
    while atoms and not _ENDS.match(atoms[-1][0][-1]):
        atoms.pop()
    starts, rules = [], []
    for i, atom in enumerate(atoms):
        follower = ""
        if i + 1 < len(atoms):
            gap = sentence[atom.end() : atoms[i + 1].start()]
            follower = f"{_literal(gap)} {name}w{i + 1}".strip()
            if _ENDS.match(atom[0][-1]):
                follower = f"({follower})?"
        rules.append(f"{name}w{i} ::= {_literal(atom[0])} {follower}")
        if atom[0][0].isalnum() or atom[0] in _OPENERS:
            starts.append(f"{name}w{i}")
    return starts, rules


def prose_grammar(markers: int, refusal: str) -> str:
    """Return a grammar for free prose in which only existing markers stand, none within quotation marks or code."""
    choices = " | ".join(json.dumps(f"[{marker}]") for marker in range(1, markers + 1))
    return "\n".join(
        [
            f"root ::= {_literal(refusal)} | part+",
            "part ::= plain | marker | quoted",
            f"marker ::= {choices}",
            r'plain ::= [^\[\]"“”«»`]',
            r'quoted ::= "\"" [^\[\]"\n]* "\"" | "“" [^\[\]”\n]* "”" | "«" [^\[\]»\n]* "»" | "`" [^\[\]`\n]* "`"',
        ]
    )


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else ""
