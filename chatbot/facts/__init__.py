"""Facts that a text states and a machine can compare: dates, numbers, names, quoted words, in French and English."""

from chatbot.facts.amounts import Number
from chatbot.facts.dates import find_dates
from chatbot.facts.moments import Date, Moment
from chatbot.facts.names import Name, find_names
from chatbot.facts.numbers import find_numbers
from chatbot.facts.quotes import Quoted, find_quoted
from chatbot.facts.words import Language, flat, guess_language

__all__ = [
    "Date",
    "Language",
    "Moment",
    "Name",
    "Number",
    "Quoted",
    "find_dates",
    "find_names",
    "find_numbers",
    "find_quoted",
    "flat",
    "guess_language",
]
