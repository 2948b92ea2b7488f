"""Pages as publishing systems write them: where the text, the authors, the title and the day of an article stand."""

import json

import pytest

from index.formats import read_bytes

TITLE = "Le phare de Kervan rallumé"
ONE = (
    "Le phare de Kervan, éteint depuis neuf ans, éclaire de nouveau la passe du nord depuis vendredi, a dit le syndic du port."
)
TWO = "La lampe vient de Brest et porte à vingt et un milles, soit quatre de plus que celle de l’ancien gardien de la tour."
TEXT = f"<p>{ONE}</p><p>{TWO}</p>"
LONG = "".join(f"<p>Étape {n}. {ONE}</p>" for n in range(12))
HOST = "https://kervan.example"


def draft_of(body, head="", title=TITLE, url=f"{HOST}/2/phare"):
    page = f"<html lang=fr><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    (draft,) = read_bytes(page.encode(), source=url, name="a.html", media_type="text/html; charset=utf-8")
    return draft


def article(inside, *, head="", **more):
    return draft_of(f"<article><h1>{TITLE}</h1>{inside}{TEXT}</article>", head, **more)


def json_ld(**told):
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **told}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<a rel=author href=/a>Propos recueillis par Mona Le Gall</a>", "Mona Le Gall"),
        ("<p class=author>Par Mona Le Gall le 3 mars 2025</p>", "Mona Le Gall"),
        ("<p class=byline>By Mona Le Gall, published on March 3, 2025</p>", "Mona Le Gall"),
        ("<div class=post-author>Posted by Mona Le Gall | 03/03/2025</div>", "Mona Le Gall"),
        ("<span class=author>Mona&nbsp;Le&nbsp;Gall</span>", "Mona Le Gall"),
        ("<span itemprop=author>Johann Wolfgang von Goethe</span>", "Johann Wolfgang von Goethe"),
        ("<div class=autor>Von Mona Le Gall und Yann Quéré</div>", "Mona Le Gall; Yann Quéré"),
        ("<p class=byline>By A. Bell, C. Dow, and E. Fox, Kervan Press</p>", "A. Bell; C. Dow; E. Fox; Kervan Press"),
        ("<p><a rel=author href=/1>Mona Le Gall</a> et <a rel=author href=/2>Yann Quéré</a></p>", "Mona Le Gall; Yann Quéré"),
        ("<p><span class=author>M. Le Gall</span>, <span class=author>Y.-M. Quéré</span></p>", "M. Le Gall; Y.-M. Quéré"),
        ("<div class=author><a href=/1>Mona Le Gall</a><br>Cheffe du service des ports</div>", "Mona Le Gall"),
        ("<div class=author><b class=name>Mona Le Gall</b><i>Grand reporter</i></div>", "Mona Le Gall"),
        ("<p class=author>Mona Le Gall, Grand Reporter</p>", "Mona Le Gall"),
        ("<p class=author>Publié le 3 mars 2025</p>", None),
        ("<p class=author>Mona Le Gall avec l’AFP</p>", "Mona Le Gall"),
        ("<ul class=authors><li><a href=/1>Mona Le Gall</a><li><a href=/2>Yann Quéré</a></ul>", "Mona Le Gall; Yann Quéré"),
        ("<p class=author>Par Sam Le Gall, vendredi 3 mars</p>", "Sam Le Gall"),
        ("<p><a class=author href=/1>Mona Le Gall</a> <a class=author href=/2>Suivre @mona</a></p>", "Mona Le Gall"),
    ],
)
def test_an_author_is_a_name_without_label_role_or_date(byline, author):
    assert article(byline).author == author


def test_the_author_of_another_article_is_not_this_one_s():
    teaser = "<section><h3><a href=/3>Un banc de thons</a></h3><p class=author>Yann Quéré</p></section>"
    assert draft_of(f"<article><h1>{TITLE}</h1>{TEXT}</article>{teaser}").author is None


@pytest.mark.parametrize(
    ("told", "author"),
    [
        ([{"@type": "Organization", "name": "Groupe Iroise"}, {"@type": "Person", "name": "M. Le Gall"}], "M. Le Gall"),
        ({"@type": "Organization", "name": "Groupe Iroise"}, "Groupe Iroise"),
        (["Mona Le Gall", "Yann Quéré"], "Mona Le Gall; Yann Quéré"),
    ],
)
def test_data_name_persons_before_organisations(told, author):
    assert article("", head=json_ld(author=told)).author == author


def test_data_may_name_an_author_apart():
    mona = {"@type": "Person", "@id": "#m", "name": "Mona Le Gall", "url": f"{HOST}/mona"}
    data = {
        "@context": "https://schema.org",
        "@graph": [mona, {"@type": "Article", "headline": TITLE, "author": {"@id": "#m"}}],
    }
    assert article("", head=f'<script type="application/ld+json">{json.dumps(data)}</script>').author == "Mona Le Gall"


def test_the_name_of_the_site_has_plain_spaces():
    assert article("", head='<meta property="og:site_name" content="Le Fanal&nbsp;du Nord">').site == "Le Fanal du Nord"


@pytest.mark.parametrize("kind", ["class=entry-content", "class='article-body part'", "itemprop=articleBody"])
def test_a_body_in_several_containers_is_whole(kind):
    parts = [f"<div><div {kind}><p>Étape {n}. {ONE}</p></div></div><div class=ad></div>" for n in range(5)]
    text = draft_of(f"<h1>{TITLE}</h1>{''.join(parts)}").text
    assert all(f"Étape {n}." in text for n in range(5))


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        ("class=entry-content", "<h2>Un banc</h2><div class=entry-content><p>{}</p></div>"),
        ("id=content", "<div><p>{}</p></div>"),
        ("class=content", "<div class=box><h4>Au port</h4><div class=content><p>{}</p></div></div>"),
    ],
)
def test_what_follows_the_body_is_not_joined_to_it(kind, after):
    assert (
        "thons" not in draft_of(f"<h1>{TITLE}</h1><div {kind}>{TEXT * 2}</div>{after.format('Les thons sont là. ' + TWO)}").text
    )


@pytest.mark.parametrize(
    "page",
    [
        "<div><h1>{title}</h1><div class=chapo>{lead}</div><div class=article-body>{text}</div></div>",
        "<article><header><h1>{title}</h1><p class=deck>{lead}</p></header><div class=entry-content>{text}</div></article>",
        "<article><h1>{title}</h1><h2 class=standfirst>{lead}</h2><div class=post-content>{text}</div></article>",
        "<article><h1>{title}</h1><section>{lead}</section><section>{text}</section></article>",
        "<h1>{title}</h1><div class=intro><p>{lead}</p></div><div itemprop=articleBody>{text}</div>",
        "<article><h1>{title}</h1><div class=teaser-text>{lead}</div><div class=article-body>{text}</div></article>",
    ],
)
def test_the_lead_before_the_body_opens_the_text(page):
    lead = (
        "Le syndicat a payé 92 000 euros pour rallumer le feu, <a href=/feu>arrêté en 2016</a>, avant la saison des thoniers."
    )
    text = draft_of(page.format(title=TITLE, lead=lead, text=TEXT * 2)).text
    assert 0 <= text.find("Le syndicat a payé 92 000 euros") < text.find(ONE)
    assert text.count("92 000") == 1
    assert TWO in text


@pytest.mark.parametrize(
    "between", ["<div class=menu>" + "<a href=/x>Ports de la côte nord</a> " * 9 + "</div>", "<nav>Le port.</nav>"]
)
def test_a_menu_is_no_lead(between):
    text = draft_of(f"<h1>{TITLE}</h1>{between}<div class=article-body>{TEXT * 2}</div>").text
    assert "Ports de la côte" not in text
    assert "Le port." not in text


CARD = "<h3><a href=/{n}>Un banc de thons {n}</a></h3><p>Les thons sont revenus au large de Kervan, disent les pêcheurs.</p>"


@pytest.mark.parametrize(
    "beside",
    [
        "<h2>À voir</h2><div class=grid>" + "".join(f"<div class=it>{CARD.format(n=n)}</div>" for n in range(3)) + "</div>",
        "<ul class=x>" + "".join(f"<li>{CARD.format(n=n)}</li>" for n in range(3)) + "</ul>",
        "".join(
            f"<a class=c href={HOST}/{n}><h4>Banc de thons</h4><p>Les thons sont revenus au large.</p></a>" for n in range(2)
        ),
        "".join(
            f"<div class='story id{n}'><h4><b>Pêche</b> <a href=/{n}>Un banc de thons</a></h4><p>Les thons.</p></div>"
            for n in range(2)
        ),
        f"<div class=lire-aussi>{CARD.format(n=1)}</div>",
        f"<p><b>Lire aussi :</b> <a href={HOST}/3>Un banc de thons</a></p>",
        "<div hidden><p>Les thons sont revenus au large de Kervan, disent les pêcheurs.</p></div>",
        "<div id=kv_comment_list><p>Les thons de Kervan ont bon dos, et le syndic le sait mieux que nous tous.</p></div>",
        "<section class=Newsletter-box><p>Recevez les thons chaque matin dans votre boîte, avec nos jeux.</p></section>",
    ],
)
def test_teasers_of_other_articles_are_left_out(beside):
    text = article(f"<p>{TWO}</p><p>{ONE}</p>{beside}").text
    assert "thons" not in text
    assert "À voir" not in text
    assert ONE in text


def test_what_is_hidden_is_left_out_of_a_page_without_a_body():
    hidden = "<div style='display: none;'><p>Abonnez-vous pour lire les thons sur tous vos écrans.</p></div>"
    assert "thons" not in draft_of(f"<h1>{TITLE}</h1>{hidden}<table><tr><td>{TEXT}</table>").text


def test_sections_of_a_list_article_stay_in_it():
    shops = "".join(
        f"<div class=it><h3><a href=https://shop.example/{n}>Lampe {n}</a></h3><p>{ONE}</p></div>" for n in range(3)
    )
    assert "Lampe 2" in article(shops).text


@pytest.mark.parametrize(
    ("under", "certainty"),
    [
        ("<aside class=meta><time itemprop=datePublished datetime=2025-03-03>3 mars 2025</time></aside>", "sure"),
        ("<div class=footer><time itemprop=datePublished datetime=2025-03-03>3 mars 2025</time> Ports</div>", "sure"),
        ("<ul class=list-inline><li>Ports<li><time itemprop=datePublished datetime=2025-03-03>hier</time></ul>", "sure"),
        ("<div class=teaser-meta>Mona Le Gall · 3 mars 2025</div>", "likely"),
        ("<time datetime=2025-03-09T10:00:00Z>Publié le 3 mars 2025</time>", "likely"),
        ("<p>2025年3月3日 10:00</p>", "likely"),
        ("<p>Kervan, den 3. März 2025 (mlg)</p>", "likely"),
        ("<p>Publié le 03/03/25</p>", "sure"),
        ("<script>var page = {'publishedAt': '2025-03-03T09:00:00Z', 'id': 7}</script>", "likely"),
    ],
)
def test_a_short_line_under_the_headline_dates_the_article_whatever_its_name(under, certainty):
    published = article(under).published
    assert (published.value[:10], published.certainty) == ("2025-03-03", certainty)


def test_the_only_day_of_publication_is_the_article_s_wherever_it_stands():
    said = [f"<div>Publié le {day} mars 2025</div>" for day in (3, 9)]
    once, twice = (article(LONG.join(["", *days, ""])).published for days in (said[:1], said))
    assert (once.value, once.certainty) == ("2025-03-03", "likely")
    assert twice is None


def test_an_article_says_its_day_and_author_wherever_they_stand_in_it():
    said = "<span itemprop=author>Mona Le Gall</span> <time itemprop=datePublished>2025-03-03</time>"
    kind = "itemscope itemtype=https://schema.org/BlogPosting"
    draft = draft_of(f"<div {kind}><h1>{TITLE}</h1>{TEXT * 3}<aside><p>{said}</p></aside></div>")
    assert (draft.author, draft.published.value) == ("Mona Le Gall", "2025-03-03")


def test_a_wrapper_named_like_a_sidebar_hides_no_date():
    page = f"<div class='sidebar aside-open'><h1>{TITLE}</h1><p class=date>3 mars 2025</p>{TEXT}</div>"
    assert draft_of(page).published.value == "2025-03-03"


@pytest.mark.parametrize(
    "heading",
    [
        "<h1 class=sr-only>Navigation</h1><ul><li>Ports<li>Phares<li>Bouées<li>Amers<li>Cartes</ul><h1>{}</h1>",
        "<h1>Actualités</h1><ul><li>Ports<li>Phares<li>Bouées<li>Amers<li>Cartes</ul><h2>{}</h2>",
        "<h1>Actualités</h1><div class=page-title>{}</div>",
        "<h1>Le&nbsp;phare de Kervan rallumé</h1>",
        "<h1>Le phare<br>de Kervan rallumé</h1>",
        "<table><tr><td><b>{}</b></table>",
    ],
)
def test_the_day_is_looked_for_under_the_heading_that_the_page_is_called_by(heading):
    draft = draft_of(f"{heading.format(TITLE)}<p>3 mars 2025</p>{TEXT}", title=f"{TITLE} - Port de Kervan")
    assert (draft.title, draft.published.value) == (TITLE, "2025-03-03")


def test_a_blog_s_day_is_the_heading_above_the_post():
    post = f"<h2 class=date-header>lundi 3 mars 2025</h2><h3>{TITLE}</h3>{TEXT}"
    draft = draft_of(f"<h1><a href=/>Feux</a></h1><div class='widget Blog'>{post}</div>", title=f"Feux: {TITLE}")
    assert (draft.title, draft.published.value) == (TITLE, "2025-03-03")


def test_a_cited_work_dates_no_article():
    work = '<li itemprop=citation itemscope><meta itemprop=datePublished content="1988">A. Le Bris, Feux. 1988.</li>'
    assert article(f"<p>Publié le 3 mars 2025</p>{TEXT}<ol>{work}</ol>").published.value == "2025-03-03"


@pytest.mark.parametrize(
    "script",
    [
        json_ld(datePublished="2025-03-03", mainEntityOfPage=HOST),
        json_ld(datePublished="2025-03-03", mainEntityOfPage="https://example.com/article"),
        json_ld(datePublished="20250303T071000+0100"),
        json_ld(datePublished="2025-03-03", mainEntityOfPage={"datePublished": "2025-03-03"}).replace("}<", ",}<"),
        json_ld(datePublished="2025-03-03").replace(' type="application/ld+json"', ""),
    ],
)
def test_data_are_believed_where_nothing_shows_that_they_are_another_article_s(script):
    published = article("", head=script).published
    assert (published.value[:10], published.certainty) == ("2025-03-03", "sure")


def test_data_with_the_address_of_another_article_are_not_believed():
    assert article("", head=json_ld(headline="Un banc", datePublished="2025-03-03", url=f"{HOST}/3/banc")).published is None


@pytest.mark.parametrize(
    ("head", "under", "value"),
    [
        (json_ld(datePublished="2025-02-11"), "<p>Publié le 3 mars 2025</p>", "2025-03-03"),
        (
            '<meta property="article:published_time" content="2025-03-02T23:10:00Z">',
            "<p>Publié le 3 mars 2025</p>",
            "2025-03-03",
        ),
        (json_ld(datePublished="2025-03-03") + "<meta name=date content=2025-02-11>", "", "2025-03-03"),
    ],
)
def test_statements_that_differ_are_not_sure_and_the_reader_s_words_count_more(head, under, value):
    published = article(under, head=head).published
    assert (published.value, published.certainty) == (value, "likely")


def test_signs_of_control_in_a_script_refuse_no_page():
    assert ONE in article("<script>var a='" + "\x7f\x01" * 99 + "'</script>").text


@pytest.mark.parametrize(
    "tab",
    [f"{TITLE} | Le Fanal Nord", f"{TITLE} : Fanal", f"Reportage | {TITLE}", f"{TITLE} (vidéo)", f"Le Fanal du Nord – {TITLE}"],
)
def test_a_headline_is_the_title_without_what_tabs_and_sharing_add(tab):
    assert article("", head=f'<meta property="og:title" content="{tab}">', title=tab).title == TITLE
    other = '<meta property="og:title" content="Ce feu revient et personne ne l’attendait plus">'
    assert article("", head=other, title=tab).title == TITLE


@pytest.mark.parametrize("first", ["<h1>Le Fanal du Nord</h1>", "<h1><a href=/ports>Ports</a></h1>", ""])
def test_a_headline_below_the_site_s_name_is_the_title(first):
    window = "<div id=translate><h1>Original text</h1></div>"
    for tab in (f"{TITLE} - Le Fanal du Nord", f"Le Fanal du Nord: {TITLE}"):
        assert draft_of(f"{first}<h2>{TITLE}</h2>{TEXT}{window}", title=tab).title == TITLE


def test_a_name_under_the_headline_is_the_author_s_whatever_its_element():
    assert article("<p>Par Mona Le Gall et Yann Quéré</p>").author == "Mona Le Gall; Yann Quéré"
    assert article("<p>Par temps clair, le feu se voit de loin.</p>").author is None


def test_a_page_within_a_form_is_a_page():
    draft = draft_of(f"<form id=main><h1>{TITLE}</h1><p>3 mars 2025</p>{TEXT}</form>")
    assert draft.published.value == "2025-03-03"
    assert ONE in draft.text


def test_a_box_after_the_text_that_is_named_like_a_body_is_none():
    box = f"<div class=post-content><p>{TWO} {TWO}</p></div>"
    text = draft_of(f"<h1>{TITLE}</h1><div class=x>{TEXT * 3}</div><div class=y>{box}</div>").text
    assert text.startswith(ONE)


def test_boxes_after_the_text_that_are_named_like_bodies_take_nothing_from_it():
    parts = "".join(f"<div class=c><p>Étape {n}. {ONE}</p></div>" for n in range(6))
    text = draft_of(f"<div><h1>{TITLE}</h1>{parts}<div class=y>{'<article>Les thons</article>' * 6}</div></div>").text
    assert all(f"Étape {n}." in text for n in range(6))


def test_what_readers_say_is_no_text():
    said = "".join(
        f"<li id=u{n}><cite>Ada</cite> <blockquote>Le syndic du port a menti, {n} fois.</blockquote>" for n in range(9)
    )
    text = draft_of(f"<div class=main><h1>{TITLE}</h1>{TEXT * 2}<ul class=site-comments>{said}</ul></div>").text
    assert TWO in text
    assert "menti" not in text
