import pytest

from chatbot.answering.verification import check
from index.language.negation import contradicted


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Meta signed the accord.", "Meta did not sign the accord."),
        ("Meta did not sign the accord.", "Meta signed the accord on Monday."),
        ("Meta a signé l'accord.", "Meta n’a pas signé l’accord."),
        ("Meta n’a pas signé l’accord.", "Meta a signé l'accord lundi."),
        ("Le maire ne viendra pas.", "Le maire viendra mardi."),
        ("Le maire viendra.", "Le maire ne viendra plus."),
        ("The plant was never closed.", "The plant was closed in 2019."),
        ("He can't vote.", "He can vote."),
        ("Le vaccin est efficace", "Le vaccin n'est pas efficace."),
        ("The vaccine is approved.", "The vaccine is not yet approved."),
        ("La date a été annoncée.", "Aucune date n'a été annoncée."),
        ("Aucune date n'a été annoncée.", "La date a été annoncée lundi."),
        ("Meta a annoncé une date.", "Meta n'a annoncé aucune date."),
        ("Meta a payé.", "Meta n'a rien payé."),
        ("Un ouvrier a été blessé.", "Personne n'a été blessé."),
        ("Meta paiera.", "Ni Meta ni Google ne paieront."),
        ("The tickets were sold.", "No tickets were sold."),
        ("No tickets were sold.", "The tickets were sold in an hour."),
        ("A worker was hurt.", "No one was hurt."),
        ("A worker was hurt.", "Nobody was hurt in the fire."),
        ("Google will pay.", "Neither Meta nor Google will pay."),
        ("The client paid.", "The client left without paying."),
        ("Le client a payé.", "Le client est parti sans payer."),
        ("Le client a payé.", "Le client est parti sans avoir payé."),
        ("Meta paid the fine.", "Meta refused to pay the fine."),
        ("Meta paie l'amende.", "Meta refuse de payer l'amende."),
        ("Meta has paid the authors.", "Meta denies having paid the authors."),
        ("Meta a payé les auteurs.", "Meta nie avoir payé les auteurs."),
        ("Meta paid the fine.", "Meta did not pay the fine."),
        ("Le concert a eu lieu.", "Le concert n'a pas eu lieu."),
        ("Victor Hugo est né à Paris.", "Victor Hugo n'est pas né à Paris."),
        ("Il a lu le livre.", "Il n'a pas lu le livre."),
        ("He wrote Hamlet.", "He did not write Hamlet."),
        ("He died in Paris.", "He did not die in Paris."),
        ("He came to Paris.", "He did not come to Paris."),
    ],
)
def test_what_one_denies_and_the_other_affirms_is_told(claim, quote):
    assert contradicted(claim, quote)
    assert not check(claim, quote).ok


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Meta signed the accord.", "Meta signed the accord but did not pay."),
        ("The fine was 3 million.", "Meta did not pay the fine of 3 million."),
        ("Meta did not sign.", "Meta didn't sign the accord."),
        ("Elle ne peut pas voter.", "Elle ne peut plus voter."),
        ("Not only Meta signed.", "Meta signed."),
        ("Meta ne vend pas seulement des lunettes.", "Meta vend des lunettes."),
        ("The museum has 40 rooms.", "The museum, which cannot be visited, has 40 rooms."),
        ("Meta never paid.", "The accord was signed."),
        ("Meta n'a annoncé aucune date.", "Meta n'a pas annoncé de date."),
        ("Meta n'a pas annoncé de date.", "Meta n'a annoncé aucune date."),
        ("The fire did not hurt anyone.", "No one was hurt in the fire."),
        ("No one was hurt in the fire.", "The fire did not hurt anyone."),
        ("Meta declined to disclose the sum.", "Meta did not disclose the sum."),
        ("Meta did not disclose the sum.", "Meta declined to disclose the sum."),
        ("Meta n'a pas payé.", "Meta est parti sans payer."),
        ("Meta refused to pay.", "Meta refused to pay the fine."),
        ("Meta paid.", "Meta did not refuse to pay."),
        ("The museum opens at 10 am.", "The museum does not open before 10 am."),
        ("Le musée ouvre à 10 h.", "Le musée n'ouvre pas avant 10 h."),
        ("The museum opens in June.", "The museum will not open until June."),
        ("Meta is a company.", "Whether or not Meta pays, the company grows."),
        ("Meta investira 80 milliards.", "Meta n'investira pas moins de 80 milliards."),
        ("Meta will spend 80 billion.", "Meta will not spend less than 80 billion."),
        ("The doors will open at 10.", "There is no charge and the doors will open at 10."),
        ("The doors will open at 10.", "No doubt the doors will open at 10."),
        ("aucune coordination entre les bandes", "Il n'y avait aucune coordination entre les bandes."),
        ("Une personne a voté.", "Une personne a voté, une autre n'est pas venue."),
    ],
)
def test_what_both_say_or_one_leaves_out_is_no_contradiction(claim, quote):
    assert contradicted(claim, quote) == []
