"""Everything that can go wrong while answering, each as one plain sentence.

ChatbotError
├── LanguageModelError the language model is absent or damaged, or refuses to load or to take a prompt
└── UsageError         something was asked for that cannot be done as asked
    └── CallError      options were given that do not go together, or too few: exit status 2
"""


class ChatbotError(Exception):
    """What happened, where, and what to do next, in one sentence fit for a person."""


class LanguageModelError(ChatbotError):
    """The language model is absent or damaged, or refuses to load or to take a prompt."""


class UsageError(ChatbotError):
    """Something was asked for that cannot be done as asked."""


class CallError(UsageError):
    """Options were given that do not go together, or too few of them."""
