"""What the options of a command say about the model, and what the person is told about it."""

import sys
from argparse import Namespace
from dataclasses import replace

from chatbot.models.settings import Settings
from chatbot.page.wording import wording
from chatbot.protocols import LanguageModel


def settings(options: Namespace) -> Settings:
    """Return how the model is to be run."""
    run = Settings(options.context, options.gpu_layers)
    return replace(run, offline=run.offline or options.offline)


def tell_destination(model: LanguageModel) -> None:
    """Say on stderr to which other machine questions and passages will be sent, if to any."""
    if model.sends_to:
        print(f"chatbot: {wording('en')('sends_to', address=model.sends_to)}", file=sys.stderr)
