"""A grammar (llama.cpp's GBNF) that makes malformed and invented citations impossible in free prose.

https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

import json
from collections.abc import Sequence


def prose_grammar(markers: Sequence[int]) -> str:
    """Return a grammar for prose in which only these markers stand, none within quotation marks or code."""
    choices = " | ".join(json.dumps(f"[{marker}]") for marker in markers)
    return "\n".join(
        [
            "root ::= part+",
            "part ::= plain | marker | quoted",
            f"marker ::= {choices}",
            r'plain ::= [^\[\]"“”«»`]',
            r'quoted ::= "\"" [^\[\]"\n]* "\"" | "“" [^\[\]”\n]* "”" | "«" [^\[\]»\n]* "»" | "`" [^\[\]`\n]* "`"',
        ]
    )
