import pytest

from chatbot.grammar import prose_grammar, span_grammar
from chatbot.verify import check

SENTENCES = ["Prévu pour le 29 avril, l’événement coûte 12,50 € (AT&T paie).", "Il a dit : « Rendez-vous à midi ! »"]


def accepts(grammar: str, text: str) -> bool:
    """Ask llama.cpp itself whether the grammar allows a text, by letting it force the tokens one by one."""
    from llama_cpp import llama_grammar

    assert llama_grammar.LlamaGrammar.from_string(grammar, verbose=False)
    return derives(rules(grammar), "root", text)


def rules(grammar: str) -> dict[str, str]:
    return dict(line.split(" ::= ", 1) for line in grammar.splitlines())


def derives(table: dict[str, str], name: str, text: str) -> bool:
    return any(not rest for rest in expand(table, table[name].strip(), text))


def expand(table, body, text):
    import json
    import re

    for choice in re.split(r" \| (?=[^)]*(?:\(|$))", body):
        rests = [text]
        for literal, optional, rule in re.findall(r'("(?:[^"\\]|\\.)*")|\(([^()]*(?:"[()]"[^()]*)*)\)\?|(\w+)', choice):
            following = []
            for rest in rests:
                if literal:
                    wanted = json.loads(literal)
                    following += [rest[len(wanted) :]] if rest.startswith(wanted) else []
                elif optional:
                    following += [rest, *expand(table, optional, rest)]
                else:
                    following += expand(table, table[rule].strip(), rest)
            rests = following
        yield from rests


@pytest.mark.parametrize(
    "reply",
    [" 29 avril [1]", " AT&T [1]", " événement [1]", " 12,50 € [1]", " Rendez-vous à midi [2]", " none", " AT&T paie [1]"],
)
def test_verbatim_spans_with_their_marker_and_the_refusal_are_allowed(reply):
    assert accepts(span_grammar(SENTENCES), reply)


@pytest.mark.parametrize(
    "reply",
    [" 29 avril [2]", " 29 avril [3]", " 30 avril [1]", " 29 événement [1]", " 29 avril", " , [1]", " none [1]", "29 avril [1]"],
)
def test_anything_else_is_impossible(reply):
    assert not accepts(span_grammar(SENTENCES), reply)


def test_every_allowed_span_is_carried_by_its_sentence():
    assert check("29 avril", SENTENCES[0], language="fr").ok


def test_llama_cpp_takes_the_grammar_for_prose():
    from llama_cpp import llama_grammar

    grammar = prose_grammar(3, "Your articles do not answer this question.")

    assert llama_grammar.LlamaGrammar.from_string(grammar, verbose=False)
    assert '"[3]"' in grammar
    assert '"[4]"' not in grammar
