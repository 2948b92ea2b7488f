import pytest

from chatbot.answering.verification import check
from index.language import Moment, find_numbers
from index.language.say import say_date, say_number
from index.language.translate import translate_short

M = Moment


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (M(month=4, day=29), "29 avril", "29 April"),
        (M(year=2025, month=4, day=29), "29 avril 2025", "29 April 2025"),
        (M(month=5, day=1), "1er mai", "1 May"),
        (M(year=2025, month=8), "août 2025", "August 2025"),
        (M(month=4, day=29, weekday=1), "mardi 29 avril", "Tuesday 29 April"),
        (M(year=1998), "1998", "1998"),
        (M(year=-52), "52 av. J.-C.", "52 BC"),
        (M(decade=1990), "années 1990", "1990s"),
        (M(century=19), "XIXe siècle", "19th century"),
        (M(century=1), "Ier siècle", "1st century"),
        (M(century=21), "XXIe siècle", "21st century"),
        (M(century=-5), "Ve siècle av. J.-C.", "5th century BC"),
        (M(year=2024, season=1), "printemps 2024", "spring 2024"),
        (M(hour=18, minute=30), "18 h 30", "18:30"),
        (M(hour=18, minute=0), "18 h", "18:00"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(moment, french, english):
    assert (french, english) == (say_date(moment, "fr"), say_date(moment, "en"))


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("$80bn", "80 milliards de dollars", "80 billion dollars"),
        ("1,5 million d'euros", "1,5 million d'euros", "1.5 million euros"),
        ("14,2 %", "14,2\u202f%", "14.2%"),
        ("five years", "5 ans", "5 years"),
        ("un an", "1 an", "1 year"),
        ("12 345 habitants", "12\u202f345", "12,345"),
    ],
)
def test_an_amount_is_said_in_both_languages(text, french, english):
    number = find_numbers(text)[0]

    assert (french, english) == (say_number(number, "fr"), say_number(number, "en"))


OTHER = {"en": "fr", "fr": "en"}
TRANSLATED = [
    ("29 avril", "en", "29 April"),
    ("le 29 avril", "en", "29 April"),
    ("29 avril 2025", "en", "29 April 2025"),
    ("1er mai", "en", "1 May"),
    ("May 1, 2024", "fr", "1er mai 2024"),
    ("April 29", "fr", "29 avril"),
    ("en mars 2025", "en", "March 2025"),
    ("XIXe siècle", "en", "19th century"),
    ("the 19th century", "fr", "XIXe siècle"),
    ("les années 1990", "en", "1990s"),
    ("80 milliards de dollars", "en", "80 billion dollars"),
    ("80 billion dollars", "fr", "80 milliards de dollars"),
    ("$80 billion", "fr", "80 milliards de dollars"),
    ("4,5 millions d'euros", "en", "4.5 million euros"),
    ("deux millions", "en", "2 million"),
    ("dix ans", "en", "10 years"),
    ("two hours", "fr", "2 heures"),
    ("thirteen", "fr", "13"),
    ("trente-deux", "en", "32"),
    ("environ dix ans", "en", "about 10 years"),
    ("about 39 billion dollars", "fr", "environ 39 milliards de dollars"),
    ("plus de 80 milliards de dollars", "en", "more than 80 billion dollars"),
    ("more than 1.5 million dollars", "fr", "plus de 1,5 million de dollars"),
    ("64 and 72 billion dollars", "fr", "64 et 72 milliards de dollars"),
    ("between 64 and 72 billion dollars", "fr", "entre 64 et 72 milliards de dollars"),
    ("de 60 à 65 milliards d'euros", "en", "from 60 to 65 billion euros"),
    ("80 milliards et 20 milliards", "en", "80 billion and 20 billion"),
    ("1.5 million dollars", "fr", "1,5 million de dollars"),
    ("14,2 %", "en", "14.2%"),
    ("three or four weeks", "fr", "3 ou 4 semaines"),
    ("15 Canadian dollars", "fr", "15 dollars canadiens"),
    ("2 millions de dollars canadiens", "en", "2 million Canadian dollars"),
    ("one thousand dollars", "fr", "1\u202f000 dollars"),
    ("deux mille euros", "en", "2,000 euros"),
]


@pytest.mark.parametrize(("short", "language", "expected"), TRANSLATED)
def test_a_short_date_or_amount_is_said_in_the_language_of_the_question(short, language, expected):
    assert expected == translate_short(short, language, spoken=OTHER[language])


@pytest.mark.parametrize(("short", "language"), [(short, language) for short, language, _ in TRANSLATED])
def test_what_was_translated_is_still_carried_by_the_quote(short, language):
    told = translate_short(short, language, spoken=OTHER[language])

    assert check(told, f"Here, {short}, là.", language=OTHER[language], said=language).ok


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "short",
    [
        "Meta",
        "Mark Zuckerberg",
        "1998",
        "29/04/2025",
        "2025-04-29",
        "une entreprise chinoise",
        "the first time",
        "le 29 avril à Paris",
        "plus de 80 milliards de dollars en mars",
        "six",
        "80 milliards et 20 millions",
        "from 29 April to 3 May",
        "centaines de millions",
        "hundreds of millions",
        "demain",
        "",
        "fin avril 2025",
    ],
)
def test_everything_else_is_left_untouched(short, language):
    assert short == translate_short(short, language, spoken=OTHER[language])


@pytest.mark.parametrize(("short", "language"), [("29 avril", "fr"), ("29 April", "en"), ("80 milliards de dollars", "fr")])
def test_what_is_in_the_language_already_is_left_untouched(short, language):
    assert short == translate_short(short, language, spoken=language)


@pytest.mark.parametrize(
    ("spoken", "short", "language", "expected"),
    [
        ("en", "48,713 euros", "fr", "48\u202f713 euros"),
        ("en", "48,713 people attended", "fr", "48\u202f713 people attended"),
        ("en", "between 1,200 and 1,450 participants", "fr", "between 1\u202f200 and 1\u202f450 participants"),
        ("en", "3.142", "fr", "3,142"),
        ("en", "0.125", "fr", "0,125"),
        ("en", "€1,250.50", "fr", "1\u202f250,50 euros"),
        ("en", "-€1,250.50", "fr", "-1\u202f250,50 euros"),
        ("en", "1.5 billion people", "fr", "1,5 milliard people"),
        ("en", "70k people", "fr", "70\u202f000 people"),
        ("en", "in 2025 alone", "fr", "in 2025 alone"),
        ("en", "Llama 3.1", "fr", "Llama 3.1"),
        ("en", "GPT-4.5", "fr", "GPT-4.5"),
        ("en", "version 2.10.3", "fr", "version 2.10.3"),
        ("en", "75011", "fr", "75011"),
        ("fr", "12 450 visiteurs", "en", "12,450 visiteurs"),
        ("fr", "1 250,50 €", "en", "1,250.50 euros"),
        ("fr", "-3,5 %", "en", "-3.5%"),
        ("fr", "04/05/2025", "en", "4 May 2025"),
        ("fr", "le 04/05/2025 à Lyon", "en", "le 4 May 2025 à Lyon"),
        ("fr", "2 billions de dollars", "en", "2 trillion dollars"),
        ("fr", "9h30", "en", "9:30"),
        ("de", "48.713 Euro", "en", "48,713 euros"),
        ("de", "04.05.2025", "en", "4 May 2025"),
        ("de", "29. April 2025", "en", "29. April 2025"),
        ("it", "48'713", "fr", "48\u202f713"),
        ("sv", "48 713 kronor", "en", "48,713 kronor"),
    ],
)
def test_numbers_are_read_in_the_article_s_language_and_written_in_the_question_s(spoken, short, language, expected):
    assert expected == translate_short(short, language, spoken=spoken)


@pytest.mark.parametrize(
    ("spoken", "short", "language"),
    [
        ("fr", "1.200 exemplaires", "en"),  # 1,200 or 1.2
        ("fr", "48,000 euros", "en"),
        ("fr", "12,450 euros", "en"),  # no sum of money has three decimals
        ("en", "04/05/2025", "fr"),
        ("en", "3.4.25", "fr"),
        ("en", "12 350 people", "fr"),  # flight 12, 350 people
        ("en", "at 9.30", "fr"),
        ("es", "48,713 pesos", "en"),  # in Mexico the comma stands between thousands
        ("de", "2 Billionen Euro im Jahr", "en"),
        ("es", "48 mil personas", "en"),
        ("zh", "4万8713", "en"),
        ("hi", "1,23,456", "en"),
        ("ar", "٤٨٬٧١٣", "en"),
        ("xx", "48,713", "en"),
        (None, "48,713", "en"),
    ],
)
def test_what_may_be_read_in_two_ways_is_not_said_in_another_language(spoken, short, language):
    assert translate_short(short, language, spoken=spoken) is None
