"""A grammar (llama.cpp's GBNF) that makes malformed and invented citations impossible in free prose.

https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

import json


def prose_grammar(markers: int, refusal: str) -> str:
    """Return a grammar for prose in which only existing markers stand, none within quotation marks or code."""
    choices = " | ".join(json.dumps(f"[{marker}]") for marker in range(1, markers + 1))
    return "\n".join(
        [
            f"root ::= {json.dumps(refusal, ensure_ascii=False)} | part+",
            "part ::= plain | marker | quoted",
            f"marker ::= {choices}",
            r'plain ::= [^\[\]"“”«»`]',
            r'quoted ::= "\"" [^\[\]"\n]* "\"" | "“" [^\[\]”\n]* "”" | "«" [^\[\]»\n]* "»" | "`" [^\[\]`\n]* "`"',
        ]
    )
