"""Facts that a text states and a machine can compare: dates, numbers, names, quoted words, in any language with a pack."""

from index.language.amounts import Number
from index.language.dates import find_dates
from index.language.moments import Date, Moment
from index.language.names import Name, find_names
from index.language.numbers import find_numbers
from index.language.quotes import Quoted, find_quoted
from index.language.vocabulary import flat

__all__ = ["Date", "Moment", "Name", "Number", "Quoted", "find_dates", "find_names", "find_numbers", "find_quoted", "flat"]
