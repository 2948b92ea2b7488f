"""More than a hundred pages in the shape of real ones, one for each way that a date is written, with the right answer for each.

Every page carries what misleads: the copyright year, related articles and comments with dates of their own, a date in a sentence.
"""

from typing import NamedTuple


class Page(NamedTuple):
    """``masthead`` stands above the article, ``over`` over its heading, ``top`` under it; ``published`` and ``modified`` are the answers, ``None`` for unknown."""

    name: str
    published: str | None
    modified: str | None = None
    language: str = "fr"
    head: str = ""
    top: str = ""
    end: str = ""
    masthead: str = ""
    over: str = ""
    url: str = "https://journal.example/economie/une-conference"


_BODY = {
    "fr": """<p>La conférence réunira des développeurs venus de quarante pays, selon l’entreprise, qui a confirmé l’information.
 Elle aura lieu le 29 avril 2025 dans la baie de San Francisco, et sera suivie d’une seconde journée consacrée aux ateliers.</p>
<p>Depuis le 14 juillet 2019, date de la première annonce, le projet a beaucoup changé : « nous avons tout repris »,
 explique sa directrice, qui promet des modèles ouverts, plus petits et moins chers à faire tourner.</p>
<p>Une étude publiée le 2 mai 2018 dans une revue montrait déjà l’intérêt des modèles ouverts pour la recherche.</p>""",
    "en": """<p>The conference will bring together developers from forty countries, according to the company, which confirmed it.
 It takes place on April 29, 2025 in the San Francisco Bay Area, followed by a second day given over to workshops.</p>
<p>Since July 14, 2019, when the project was first announced, much has changed: “we rebuilt everything”,
 says its director, who promises open models that are smaller and cheaper to run than those of last year.</p>
<p>A study published on May 2, 2018 in a journal already showed what open models mean for research at large.</p>""",
}
_WORDS = {
    "fr": (
        "Une conférence pour les modèles ouverts",
        "À lire aussi",
        "Commentaires",
        "Publié le 5 mai 2024 à 10 h 12",
        "Tous droits réservés",
    ),
    "en": (
        "A conference for open models",
        "Related stories",
        "Comments",
        "Posted on May 5, 2024 at 10:12 am",
        "All rights reserved",
    ),
}


def render(page: Page) -> str:
    heading, related, comments, said, rights = _WORDS[page.language[:2]]
    return f"""<!DOCTYPE html>
<html lang="{page.language}">
<head>
<meta charset="utf-8">
<title>{heading} | Le Journal</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="last-modified" content="Fri, 01 Mar 2024 00:00:00 GMT">
<meta property="og:title" content="{heading}">
<meta property="og:site_name" content="Le Journal">
<link rel="canonical" href="{page.url}">
{page.head}
<script>window.dataLayer = [{{"build": "2023-11-02T10:00:00Z", "year": 2022}}];</script>
</head>
<body class="single has-sidebar comments-open">
<header class="site-header"><a href="/">Le Journal</a> {page.masthead}<nav><ul><li><a href="/a">Monde</a></li><li><a href="/b">Sport</a></li></ul></nav></header>
<main>
<article class="post">
{page.over}<h1>{heading}</h1>
{page.top}
{_BODY[page.language[:2]]}
{page.end}
</article>
<section class="related"><h2>{related}</h2><ul>
<li><a href="/2023/01/09/autre">Une autre histoire</a> <time datetime="2023-01-09">9 janvier 2023</time></li>
<li><a href="/encore">Another story altogether</a> <span class="date">12 December 2022</span></li></ul></section>
<section id="comments"><h2>{comments}</h2><ol><li class="comment"><b>Jean</b> <time datetime="2024-05-05T10:12">{said}</time>
<p>Très intéressant, merci beaucoup !</p></li></ol></section>
</main>
<aside class="sidebar"><h3>Agenda</h3><p><time datetime="2024-06-01">1 June 2024</time> Concert</p></aside>
<footer><p>© 1998–2021 Le Journal. {rights}. Mentions légales, version du 3 février 2020.</p></footer>
</body>
</html>"""


def _ld(body: str) -> str:
    return f'<script type="application/ld+json">{body}</script>'


def _meta(name: str, content: str, key: str = "property") -> str:
    return f'<meta {key}="{name}" content="{content}">'


def _article(dates: str, kind: str = "NewsArticle") -> str:
    return f'{{"@context":"https://schema.org","@type":"{kind}","headline":"x",{dates}}}'


_LD = '"datePublished":"2025-02-18T09:30:00+01:00","dateModified":"2025-02-19T11:00:00+01:00"'
_FULL, _LATER = "2025-02-18T09:30:00+01:00", "2025-02-19T11:00:00+01:00"

MACHINE = [
    Page("JSON-LD of a news article", _FULL, _LATER, head=_ld(_article(_LD))),
    Page(
        "JSON-LD of a blog post",
        "2025-02-18",
        head=_ld(_article('"datePublished":"2025-02-18"', "BlogPosting")),
        language="en",
    ),
    Page(
        "JSON-LD in an array",
        _FULL,
        _LATER,
        head=_ld(f'[{{"@type":"Organization","foundingDate":"1998-01-01"}},{_article(_LD)}]'),
    ),
    Page(
        "JSON-LD in a graph, as WordPress plugins write it",
        "2025-02-18T08:30:00+00:00",
        "2025-02-20T10:00:00+00:00",
        head=_ld(
            '{"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"https://journal.example/economie/une-conference",'
            '"datePublished":"2025-02-18T08:30:00+00:00","dateModified":"2025-02-20T10:00:00+00:00"},{"@type":"WebSite"}]}'
        ),
    ),
    Page(
        "JSON-LD with a list of types",
        _FULL,
        _LATER,
        head=_ld(_article(_LD).replace('"NewsArticle"', '["Article","NewsArticle"]')),
    ),
    Page(
        "JSON-LD with the type as an address",
        _FULL,
        _LATER,
        head=_ld(_article(_LD, "http://schema.org/ReportageNewsArticle")),
    ),
    Page("JSON-LD with dates in arrays", "2025-02-18", head=_ld(_article('"datePublished":["2025-02-18"]'))),
    Page("JSON-LD inside an HTML comment", _FULL, _LATER, head=_ld(f"<!--\n{_article(_LD)}\n-->")),
    Page("JSON-LD with its quotes escaped", _FULL, _LATER, head=_ld(_article(_LD).replace('"', "&quot;"))),
    Page("JSON-LD inside CDATA", _FULL, _LATER, head=_ld(f"//<![CDATA[\n{_article(_LD)}\n//]]>")),
    Page("JSON-LD with a raw line break in a string", _FULL, _LATER, head=_ld(_article(f'"description":"a\nb",{_LD}'))),
    Page("JSON-LD broken by a missing comma", _FULL, _LATER, head=_ld(_article(f'"a":"b" "c":1,{_LD}'))),
    Page("JSON-LD under mainEntity", _FULL, _LATER, head=_ld(f'{{"@type":"WebPage","mainEntity":{_article(_LD)}}}')),
    Page(
        "JSON-LD that lists other articles first",
        _FULL,
        _LATER,
        head=_ld('{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2020-01-01"}]}')
        + _ld(_article(_LD)),
    ),
    Page(
        "JSON-LD of several articles, one of them this page's",
        "2025-02-18",
        head=_ld(
            '[{"@type":"NewsArticle","url":"https://journal.example/autre","datePublished":"2022-02-02"},{"@type":"NewsArticle",'
            '"mainEntityOfPage":{"@id":"https://journal.example/economie/une-conference"},"datePublished":"2025-02-18"}]'
        ),
    ),
    Page("JSON-LD of another article alone", None, head=_ld(_article(f'"url":"https://journal.example/autre",{_LD}'))),
    Page(
        "JSON-LD of another article, meta tag right",
        "2025-02-18",
        head=_ld(_article('"url":"https://journal.example/autre","datePublished":"2020-01-01"'))
        + _meta("article:published_time", "2025-02-18"),
    ),
    Page(
        "JSON-LD of another article, then of this one at another spelling of its address",
        _FULL,
        _LATER,
        head=_ld(_article('"url":"https://journal.example/autre","datePublished":"2020-01-01"'))
        + _ld(_article(f'"url":"http://www.journal.example/economie/une-conference/?utm=1#top",{_LD}')),
    ),
    Page(
        "JSON-LD told from others by the query",
        _FULL,
        _LATER,
        head=_ld(_article('"url":"https://journal.example/?p=2","datePublished":"2020-01-01"'))
        + _ld(_article(f'"url":"/?p=1",{_LD}')),
        url="https://journal.example/?p=1",
    ),
    Page(
        "JSON-LD with an address of a template, but this headline",
        "2025-02-18",
        head=_ld(
            '{"@type":"Article","headline":"Une conférence pour les modèles  ouverts","datePublished":"2025-02-18",'
            '"mainEntityOfPage":{"@type":"WebPage","@id":"https://google.com/article"}}'
        ),
    ),
    Page(
        "JSON-LD of the page, older than the meta tag of its article",
        "2025-02-18",
        head=_ld('{"@type":"WebPage","datePublished":"2019-01-01"}') + _meta("article:published_time", "2025-02-18"),
    ),
    Page(
        "JSON-LD of an event and a video beside",
        None,
        head=_ld('[{"@type":"Event","startDate":"2025-04-29"},{"@type":"VideoObject","uploadDate":"2024-01-01"}]'),
    ),
    Page(
        "JSON-LD with comments inside",
        "2025-02-18",
        head=_ld(_article('"comment":[{"@type":"Comment","datePublished":"2025-03-01"}],"datePublished":"2025-02-18"')),
    ),
    Page(
        "JSON-LD with the precision of a month",
        "2025-02",
        head=_ld(_article('"datePublished":"2025-02"', "ScholarlyArticle")),
    ),
    Page("JSON-LD modified only", None, "2025-02-19", head=_ld(_article('"dateModified":"2025-02-19"'))),
    Page("JSON-LD in the future", None, head=_ld(_article('"datePublished":"2999-01-01"'))),
    Page(
        "JSON-LD in the future, meta tag right",
        "2025-02-18",
        head=_ld(_article('"datePublished":"2999-01-01"')) + _meta("article:published_time", "2025-02-18"),
    ),
    Page("JSON-LD with the zero of a computer", None, head=_ld(_article('"datePublished":"1970-01-01T00:00:00+00:00"'))),
    Page("JSON-LD empty", None, head=_ld(_article('"datePublished":"","dateModified":null'))),
    Page(
        "JSON-LD without seconds and with a space",
        "2025-02-18T09:30",
        head=_ld(_article('"datePublished":"2025-02-18 09:30"')),
    ),
    Page("OpenGraph", _FULL, _LATER, head=_meta("article:published_time", _FULL) + _meta("article:modified_time", _LATER)),
    Page(
        "OpenGraph with Z and thousandths",
        "2025-02-18T08:30:00+00:00",
        head=_meta("article:published_time", "2025-02-18T08:30:00.000Z"),
        language="en",
    ),
    Page("OpenGraph as a name", "2025-02-18", head=_meta("article:published_time", "2025-02-18", "name")),
    Page("OpenGraph updated time only", None, "2025-02-19T11:00:00+01:00", head=_meta("og:updated_time", _LATER)),
    Page(
        "Dublin Core issued",
        "2025-02-18",
        "2025-02-19",
        head=_meta("DCTERMS.issued", "2025-02-18", "name") + _meta("DC.date.modified", "2025-02-19", "name"),
    ),
    Page("Dublin Core date", "2025-02-18", head=_meta("DC.Date", "2025-02-18", "name")),
    Page("Dublin Core with a colon", "2025-02-18", head=_meta("dcterms:issued", "2025-02-18", "name"), language="en"),
    Page(
        "Parse.ly",
        "2025-02-18T08:30:00+00:00",
        head=_meta("parsely-pub-date", "2025-02-18T08:30:00Z", "name"),
        language="en",
    ),
    Page("Sailthru", "2025-02-18T09:30:00", head=_meta("sailthru.date", "2025-02-18 09:30:00", "name"), language="en"),
    Page(
        "Citation of a journal",
        "2025-02-18",
        head=_meta("citation_publication_date", "2025/02/18", "name"),
        language="en",
    ),
    Page(
        "Citation of a journal, month only",
        "2025-02",
        head=_meta("citation_publication_date", "2025/02", "name"),
        language="en",
    ),
    Page("Citation of a journal, year only", "2025", head=_meta("citation_date", "2025", "name"), language="en"),
    Page("pubdate without dashes", "2025-02-18", head=_meta("pubdate", "20250218", "name"), language="en"),
    Page(
        "date as mail writes it",
        "2025-02-18T09:30:00+01:00",
        head=_meta("date", "Tue, 18 Feb 2025 09:30:00 +0100", "name"),
        language="en",
    ),
    Page("publication_date in French words", "2025-02-18", head=_meta("publication_date", "18 février 2025", "name")),
    Page("microdata in a meta element", "2025-02-18", top='<meta itemprop="datePublished" content="2025-02-18">'),
    Page(
        "microdata, published and modified",
        "2025-02-18T09:30",
        "2025-02-19",
        top='<div itemscope itemtype="https://schema.org/Article"><time itemprop="datePublished" datetime="2025-02-18T09:30">hier</time> <time itemprop="dateModified" datetime="2025-02-19">…</time></div>',
    ),
    Page(
        "microdata of a comment above",
        None,
        top='<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><time itemprop="datePublished" datetime="2025-03-01">x</time></div>',
    ),
]

SHOWN = [
    Page("time with pubdate", "2025-02-18", top='<p><time pubdate datetime="2025-02-18">18 février 2025</time></p>'),
    Page(
        "time of WordPress, published and updated",
        _FULL,
        _LATER,
        top=f'<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{_FULL}">18 février 2025</time>'
        f'<time class="updated" datetime="{_LATER}">19 février 2025</time></span></div>',
    ),
    Page(
        "time without class under the heading",
        "2025-02-18",
        top='<p class="meta"><a>Ada Lovelace</a> · <time datetime="2025-02-18">18 Feb</time></p>',
        language="en",
    ),
    Page("time with only words inside", "2025-02-18", top="<div><time>18 février 2025</time></div>"),
    Page(
        "time after a French label",
        "2025-02-18T18:05",
        top='<p>Publié le <time datetime="2025-02-18T18:05">18 février à 18h05</time></p>',
    ),
    Page(
        "times after labels, modified first",
        "2025-02-18",
        "2025-02-20",
        top='<p>Mis à jour le <time datetime="2025-02-20">20 février</time>, publié le <time datetime="2025-02-18">18 février</time></p>',
    ),
    Page(
        "time that is only an update",
        None,
        "2025-02-20",
        top='<p>Last updated <time datetime="2025-02-20">20 February</time></p>',
        language="en",
    ),
    Page(
        "dates in a definition list",
        "2025-02-18",
        "2025-02-20",
        top='<dl><dt>Published</dt><dd><time datetime="2025-02-18">18 Feb</time></dd><dt>Updated</dt><dd><time datetime="2025-02-20">20 Feb</time></dd></dl>',
        language="en",
    ),
    Page(
        "time of an event in a sentence",
        None,
        top='<p>Le grand rendez-vous des développeurs du monde entier commencera le <time datetime="2025-04-29">29 avril</time> au matin, et durera deux journées pleines selon les organisateurs, qui attendent beaucoup de monde.</p>',
    ),
    Page(
        "time of an event in a box",
        None,
        top='<div class="event-card"><time datetime="2025-04-29">29 avril</time> LlamaCon</div>',
    ),
    Page(
        "class names of microformats",
        "2025-02-18T09:30:00+01:00",
        top=f'<abbr class="published" title="{_FULL}">mardi</abbr>',
    ),
    Page("class name of a publishing system", "2025-02-18", top='<div class="article__date">18 février 2025</div>'),
    Page(
        "class name, English, with the hour",
        "2025-02-18T09:30",
        top='<span class="post-date">February 18, 2025 9:30 am</span>',
        language="en-US",
    ),
    Page(
        "time in the footer of the article",
        "2025-02-18",
        end='<footer class="entry-footer">Posted on <time class="entry-date" datetime="2025-02-18">18 Feb 2025</time></footer>',
        language="en",
    ),
]

BYLINES = [
    Page("Publié le, with the hour", "2025-03-03T18:00", top="<p>Publié le 3 mars 2025 à 18 h</p>"),
    Page("Publié le, with hour and minutes", "2025-03-03T18:05", top="<p>Publié le lundi 3 mars 2025 à 18h05</p>"),
    Page("Publié le premier", "2025-03-01", top="<p>Publié le 1er mars 2025</p>"),
    Page(
        "Publié et mis à jour",
        "2025-03-03T08:15",
        "2025-03-04T09:00",
        top="<p>Publié le 03/03/2025 à 08:15, mis à jour le 04/03/2025 à 09:00</p>",
    ),
    Page("Publié par, puis la date", "2025-03-03", top="<p>Publié par Ada Lovelace, le 3 mars 2025</p>"),
    Page("Par quelqu’un, le", "2025-03-03", top="<p>Par Ada Lovelace, le 3 mars 2025</p>"),
    Page("Mis en ligne le", "2025-12-03", top="<div>Mis en ligne le 3 décembre 2025</div>"),
    Page("Date de publication", "2025-03-03", top="<div>Date de publication : 3 mars 2025</div>"),
    Page("Mois seul", "2025-03", top="<div>Paru en mars 2025</div>"),
    Page("Abréviation", "2025-02-03", top="<div>Publié le 3 févr. 2025</div>"),
    Page("Mis à jour seul", None, "2025-03-04", top="<p>Mis à jour le 4 mars 2025</p>"),
    Page("Jour avec des points", "2025-03-04", top="<p>Publié le 04.03.2025</p>"),
    Page("Sans année", None, top="<p>Publié le 3 mars à 18 h</p>"),
    Page("Il y a trois heures", None, top="<p>Publié il y a 3 heures</p>"),
    Page("À la fin de l’article", "2025-03-03", end="<p>Article publié le 3 mars 2025.</p>"),
    Page("Published, month first", "2025-03-03", top="<p>Published March 3, 2025</p>", language="en"),
    Page(
        "Published on, with a zone in letters",
        "2025-03-03T18:05",
        top="<p>Published on Monday, March 3rd, 2025 at 6:05 p.m. ET</p>",
        language="en",
    ),
    Page(
        "Published, day first",
        "2025-03-03",
        "2025-03-05",
        top="<p>Published 3 March 2025 | Updated 5 March 2025</p>",
        language="en-GB",
    ),
    Page("By someone, date behind a bar", "2025-03-03", top="<p>By Ada Lovelace | Mar. 3, 2025</p>", language="en"),
    Page("Posted by someone on", "2025-03-03", top="<p>Posted by Ada on March 3, 2025</p>", language="en"),
    Page(
        "Numbers that could be either, American page",
        "2025-03-04",
        top="<p>Published: 03/04/2025</p>",
        language="en-US",
    ),
    Page("Numbers that could be either, British page", "2025-04-03", top="<p>Published: 03/04/2025</p>", language="en-GB"),
    Page("Numbers that could be either, nobody can tell", "2025", top="<p>Published: 03/04/2025</p>", language="en"),
    Page("Last updated only", None, "2025-03-05", top="<p>Last updated: March 5, 2025</p>", language="en"),
    Page("In the future, in words", None, top="<p>Publié le 3 mars 2999</p>"),
]

ADDRESSES = [
    Page("Address with year, month and day", "2025-02-18", url="https://journal.example/2025/02/18/une-conference"),
    Page(
        "Address with a date in the name",
        "2025-02-18",
        url="https://journal.example/blog/2025-02-18-a-conference.html",
        language="en",
    ),
    Page("Address with year and month", "2025-02", url="https://journal.example/2025/02/une-conference/"),
    Page("Address with digits together", "2025-02-18", url="https://journal.example/article/une-conference_20250218.html"),
    Page("Address with a number that is no date", None, url="https://journal.example/article/20259918-une-conference"),
    Page("Address with a count", None, url="https://journal.example/2025-12-reasons-to-go"),
]

MORE = [
    Page("One date, called the update", None, "2025-03-03", top='<span class="updated">3 mars 2025</span>'),
    Page(
        "The time of an event before the label",
        "2025-03-03",
        top='<p>Salle Vasse, <time datetime="2025-04-29">29 avril 2025</time></p><p>Publié le 3 mars 2025</p>',
    ),
    Page(
        "The day of an event, and a label at the end",
        "2025-03-03",
        top="<p>Samedi 29 mars 2025</p>",
        end="<p>Publié le 3 mars 2025.</p>",
    ),
    Page("time over the heading of the article", "2025-03-03", over='<p><time datetime="2025-03-03">3 mars 2025</time></p>'),
    Page("time right under the heading", "2025-03-03T18:05", top='<time datetime="2025-03-03T18:05">3 mars</time>'),
    Page(
        "time right under the heading, with a stop", "2025-03-03", top='<p><time datetime="2025-03-03">3 mars 2025</time>.</p>'
    ),
    Page("time without words", "2025-03-03", top='<p>Par Ada Lovelace <time datetime="2025-03-03"></time></p>'),
    Page("time after a place", "2025-03-03", top='<p>Paris, le <time datetime="2025-03-03">3 mars 2025</time>.</p>'),
    Page(
        "time after a name in words",
        "2025-03-03T18:05",
        top='<p>Par Ada Lovelace, le <time datetime="2025-03-03T18:05">3 mars 2025</time>.</p>',
    ),
    Page("time of an edition", "2025-03-03", top='<p>Édition du <time datetime="2025-03-03">3 mars 2025</time></p>'),
    Page("A date far below the heading", None, end='<div><b>Jean</b> <time datetime="2024-04-04">4 avril</time></div>'),
    Page("Bare date under the heading", "2025-03-03", top="<p>3 mars 2025</p>"),
    Page("Bare date with its weekday and hour", "2025-03-03T18:05", top="<div>Le lundi 3 mars 2025 à 18h05</div>"),
    Page("Bare date beside a name", "2025-03-03", top="<p>Ada Lovelace · March 3, 2025 · 5 min read</p>", language="en"),
    Page("Press release", "2025-03-03", top="<p>Paris, le 3 mars 2025</p>"),
    Page("Hour before the date", "2025-03-03", top="<p>Published 6:05 PM EST, Mon March 3, 2025</p>", language="en-US"),
    Page(
        "Label and date in two blocks",
        "2025-03-03",
        "2025-03-05",
        "en-GB",
        top="<dl><dt>Published</dt><dd>3 March 2025</dd><dt>Last updated</dt><dd>5 March 2025</dd></dl>",
    ),
    Page(
        "Submitted by an author on, as Drupal writes it",
        "2025-03-03T18:05",
        top='<span class="submitted">Submitted by ada on Mon, 03/03/2025 - 18:05</span>',
        language="en",
    ),
    Page(
        "Soumis par, comme l’écrit Drupal",
        "2025-03-03T18:05",
        top="<span>Soumis par ada le lun, 03/03/2025 - 18:05</span>",
    ),
    Page(
        "Test name of a date",
        "2025-03-03",
        top='<span data-testid="storyPublishDate">Mar 3, 2025</span>',
        language="en",
    ),
    Page(
        "Heading of a day, as Blogger writes it",
        "2025-03-03",
        top="<h2 class='date-header'><span>lundi 3 mars 2025</span></h2>",
    ),
    Page(
        "Microformats 2",
        "2025-03-03",
        "2025-03-05",
        top='<time class="dt-published" datetime="2025-03-03">x</time> <time class="dt-updated" datetime="2025-03-05">y</time>',
    ),
    Page(
        "Le Monde’s way",
        "2025-03-03T18:00",
        "2025-03-04T09:12",
        top='<span class="meta__date meta__date--header">Publié le 03 mars 2025 à 18h00, modifié le 04 mars 2025 à 09h12</span>',
    ),
    Page(
        "arXiv’s way",
        "2025-03-03",
        "2025-03-05",
        top="<div>[Submitted on 3 Mar 2025 (v1), last revised 5 Mar 2025 (this version, v2)]</div>",
        language="en",
    ),
    Page(
        "A list of other articles inside this one",
        None,
        end='<h3>À lire aussi</h3><ul><li><a href="/x">Une tout autre histoire, longuement racontée par le menu</a> <time datetime="2024-04-04">4 avril</time></li></ul>',
    ),
    Page(
        "Teasers as articles of their own",
        None,
        end='</article><article><h2>Une autre</h2><time datetime="2024-04-04">4 avril</time><p>Brève.</p></article><article>',
    ),
    Page(
        "A book’s date in a sentence under the heading",
        None,
        top="<p>Le roman, publié le 3 mars 2024 chez un petit éditeur, a trouvé ses lecteurs.</p>",
    ),
    Page(
        "Wikipedia’s way",
        None,
        "2025-03-03T18:05",
        end="<p>La dernière modification de cette page a été faite le 3 mars 2025 à 18:05.</p>",
    ),
]

TRAPS = [
    Page("Nothing but traps, French", None),
    Page("Nothing but traps, English", None, language="en"),
    Page("Dateline of an event in the heading's place", None, top="<p>San Francisco, 29 avril 2025, 10 h – 18 h</p>"),
    Page("Founding date in the text", None, top="<p>Le Journal, fondé le 3 mars 1998</p>"),
    Page("Today in the masthead", None, masthead="<time>lundi 5 mai 2025</time>"),
    Page(
        "Today under the name of the site",
        None,
        masthead='<h1><a href="/">Le Journal</a></h1><p class="date">Monday, May 5, 2025</p>',
        language="en",
    ),
    Page(
        "time of an event in a short sentence",
        None,
        top='<p>La réunion aura lieu le <time datetime="2025-04-29">29 avril 2025</time>.</p>',
    ),
    Page(
        "time of a film in a short sentence",
        None,
        top='<p>The film came out on <time datetime="2012-06-12">June 12, 2012</time>.</p>',
        language="en",
    ),
    Page(
        "times from one day to another",
        None,
        top='<p>Du <time datetime="2025-04-12">12 avril</time> au <time datetime="2025-04-29">29 avril 2025</time></p>',
    ),
    Page("A life under the heading", None, top="<p>June 12, 1940 – March 3, 2025</p>", language="en"),
    Page("A life marked as a date", None, top='<p class="date">12 juin 1940 – 3 mars 2025</p>'),
    Page("Copyright under the heading", None, top='<p class="copyright">© 2025 Le Journal</p>'),
]

PAGES = [*MACHINE, *SHOWN, *BYLINES, *ADDRESSES, *MORE, *TRAPS]
