"""How the embedded encoder cuts texts into tokens."""

import re
from functools import cache
from typing import Any

from index.encoding.weights import embedded_encoder


@cache
def tokenizer() -> Any:
    """Return the tokenizer of the embedded encoder, which reads texts literally; it takes half a second to load."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(embedded_encoder() / "tokenizer.json"))
    read_literally(loaded)
    return loaded


def read_literally(tokenizer: Any) -> None:
    """Make a tokenizer of the library ``tokenizers`` take "</s>" in a text for four characters, not for its token.

    Its first character is cut off such a spelling, since the vocabulary of unigrams holds the token as a piece like any other.
    """
    from tokenizers import Regex, pre_tokenizers

    tokenizer.encode_special_tokens = True
    spelled = [token.content for token in tokenizer.get_added_tokens_decoder().values() if token.special]
    cuts = "|".join(f"{re.escape(text[0])}(?={re.escape(text[1:])})" for text in spelled if len(text) > 1)
    if cuts:
        first = [tokenizer.pre_tokenizer] if tokenizer.pre_tokenizer else []
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([*first, pre_tokenizers.Split(Regex(cuts), "isolated")])
