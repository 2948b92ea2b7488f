"""Names that French and English write differently, and the words around names that name nobody."""

from functools import cache

from index.language.vocabulary import word_set

# Each line: one name, told by the beginnings of its words; demonyms go with their country.
_STEMS = """
    france francai french
    germany german allemand allemagne
    spain spain spanish espagn espagnol
    italy italy italian italie
    portugal portug portugal portugai
    greece greece greek grece grec grecque
    belgium belgium belgia belgique belge
    netherlands netherland dutch neerlandai holland hollande hollandai
    switzerland switzerland swiss suisse
    austria austria autriche autrichien
    poland poland polish pologne polonai
    sweden swede swedish suede suedoi
    norway norway norwegian norvege norvegien
    denmark denmark danish danemark danoi
    finland finland finlande finnish finlandai finnoi
    ireland ireland irish irlande irlandai
    scotland scotland scottish ecosse ecossai
    wales welsh galloi
    england england english angleterre anglai
    russia russia russie russe
    ukraine ukraine ukrainia ukrainien
    turkey turkey turkish turquie turc turque
    hungary hungary hungaria hongrie hongroi
    romania romania roumain rouman
    czechia czech tcheque tchequie
    china china chinese chine chinoi
    japan japan japon
    korea korea coree coreen
    india india inde indien
    indonesia indonesia indonesie
    vietnam vietnam
    thailand thailand thailande thai
    israel israel
    iran iran iranien
    iraq iraq irak
    syria syria syrie
    egypt egypt egypte egyptia egyptien
    morocco morocco moroccan maroc marocai
    algeria algeria algerie
    tunisia tunisia tunisie
    ethiopia ethiopia ethiopie
    senegal senegal
    africa africa africai afrique
    canada canada canadia canadien
    mexico mexico mexica mexique mexicai
    brazil brazil bresil bresilien
    argentina argentina argentine argentinia
    chile chile chili chilea chilien
    colombia colombia colombie
    peru peru perou peruvia peruvien
    cuba cuba cubai
    haiti haiti
    australia australia australie
        usa american americai
    america america amerique
    europe europe europea europeen
    asia asia asie asiatique asiatic
    london london londres londonien
    brussels brussels bruxelles bruxelloi
    geneva geneva geneve genevoi
    moscow moscow moscou moscovite
    beijing beijing pekin
    lisbon lisbon lisbonne lisboete
    athens athens athenes athenia athenien
    warsaw warsaw varsovie varsovien
    venice venice venise venetia venitien
    vienna vienna vienne viennoi
    copenhagen copenhagen copenhague
    edinburgh edinburgh edimbourg
    antwerp antwerp anvers
    barcelona barcelona barcelone
    cairo cairo caire
    bavaria bavaria baviere bavaroi
    saxony saxony saxe
    brittany brittany bretagne breton
    normandy normand
    burgundy burgundy burgundia bourgogne bourguignon
    corsica corsica corse
    sicily sicily sicilia sicile sicilien
    mediterranean mediterranea mediterranee mediterraneen
    atlantic atlantic atlantique
    pacific pacific pacifique
    alps alps alpes alpin
    rhine rhine rhin
    danube danube
    christian christian chretien
    catholic catholic catholique
    protestant protestant
    muslim muslim musulman
    jewish jewish juif juive
    islam islam
    buddhist buddhist bouddhiste
    latin latin
    roman roman romain
    arab arab arabe
    byzantine byzantine byzantin
    ottoman ottoman
    soviet soviet sovietique
    university university universite
    minister minister ministre
    king king roi
    queen queen reine
    pope pope pape
"""
_PHRASES = """
    usa: usa, US, etats unis, united states, united states of america, U S, etats unis amerique
    uk: uk, U K, royaume uni, united kingdom, grande bretagne, great britain, britain, british, britannique
    ussr: ussr, urss, soviet union, union sovietique
    eu: eu, ue, european union, union europeenne
    united-nations: onu, UN, U N, united nations, nations unies
    nato: nato, otan
    imf: imf, fmi
    wto: wto, omc
    world-health: WHO, oms, world health organization
    saint: st, ste, sainte
    ai: ai, ia, A I,  artificial intelligence, intelligence artificielle
    gdp: gdp, pib
    dna: dna, adn
    aids: aids, sida
    ngo: ngo, ong
    vat: vat, tva
    world-war-1: world war i, first world war, premiere guerre mondiale, world war one
    world-war-2: world war ii, second world war, seconde guerre mondiale, deuxieme guerre mondiale, world war two, wwii
    middle-ages: middle ages, moyen age
    new-zealand: new zealand, nouvelle zelande
    south-africa: south africa, afrique du sud
    north-korea: north korea, coree du nord
    south-korea: south korea, coree du sud
    ivory-coast: ivory coast, cote ivoire
    prime-minister: prime minister, premier ministre, premiere ministre
"""


def _stems() -> dict[str, str]:
    lines = (line.split() for line in _STEMS.strip().splitlines())
    return {stem: name for name, *stems in lines for stem in stems}


def _phrases() -> dict[tuple[str, ...], str]:
    lines = (line.split(":") for line in _PHRASES.strip().splitlines())
    return {tuple(map(common, phrase.split())): name.strip() for name, phrases in lines for phrase in phrases.split(",")}


STEMS = _stems()
_ENDINGS = word_set("""
    s e es n ns ne nes nne nnes an ans ane al ese is ise ises ais aise aises ois oise oises ian ians ien iens ienne
    iennes i y ie a se ses ain ains aine aines uese
""")  # what a language adds to a stem: "Japon|aise", "India|ns"


@cache
def common(token: str) -> str:
    """Return the form of a flat word that both languages share: "londonien" and "london" are one."""
    for length in range(len(token), 2, -1):
        if token[:length] in STEMS and (length == len(token) or token[length:] in _ENDINGS):
            return STEMS[token[:length]]
    return token


PHRASES = _phrases()
LONGEST_PHRASE = max(map(len, PHRASES))

# Posts that stand between names and name nobody.
POSTS = word_set("ceo cto cfo coo pdg dg pm vp")
# Titles before a name.
TITLES = word_set("""
    mr mrs ms mx mme mlle m dr pr prof president presidente director directeur directrice minister ministre senator
    senateur general judge juge king queen roi reine pope pape prince princess princesse sir lord lady chairman
    founder fondateur professor professeur doctor docteur captain capitaine chancellor chancelier mayor maire monsieur
    madame maitre prime-minister
""")
# Ordinary words that often open a sentence, beyond the function words.
OPENERS = word_set("""
    privacy confidentiality security software hardware data training access growth demand supply trade technology phones cars
    trains planes costs rents wages taxes banks markets shares stocks schools hospitals supporters opponents tourists fans
    farmers soldiers authorities prosecutors regulators reports figures results tests talks prisoners victims witnesses couts
    loyers salaires impots banques actions hopitaux partisans opposants touristes agriculteurs soldats autorites procureurs
    rapports chiffres resultats essais temoins victimes voitures trains avions usines logiciels donnees croissance hausse baisse
    voila vraiment simple gratuit gratuite impossible possible inutile difficile
    according selon besides given based born ne nee ancien ancienne former formerly currently actuellement recently
    recemment finally finalement initially initialement additionally similarly consequently including unlike notamment
    jadis naguere people experts critics critiques researchers chercheurs analysts analystes companies entreprises
    developers developpeurs users utilisateurs sources conference event evenement company entreprise article articles
    answer reponse question note date year years annee annees version part partie work works law loi life vie war
    guerre world history histoire science music art film films book books livre livres city ville country pays region
    state etat government gouvernement team equipe players joueurs children enfants women femmes men hommes students
    etudiants eleves members membres authors auteurs scientists teachers enseignants schools ecoles water eau air
    energy energie time temps place name nom number nombre nombreux nombreuses grace face faute suite contrairement
    outre certains certaines chacun rien personne seul seule seuls deux trois quatre cinq sept huit neuf dix two three
    four five seven eight nine ten long longtemps bientot tard plus moins today tonight news spending revenue sales
    ventes capital money argent early late large small great good new old young high low modern public private local
    national international several various different similar important main principal original first second third last
    final half much little enough less fewer due thanks made found known called named written built set used led
    judges lawyers writers publishers editeurs workers salaries employees employes citizens citoyens voters electeurs
    officials engineers ingenieurs models modeles prices prix profits investors investisseurs customers clients
    residents habitants visitors visiteurs parents families familles doctors patients police court parliament
    parlement congress ministers courts please yes oui non cela however hence nowadays elsewhere ailleurs autrefois
    desormais jamais voila ni soit bref certes scholars historians historiens animals animaux plants plantes species
    especes cells forests rivers roads trees oxygen heat light economic political social many most both every each
    such computers tickets talks plans work sometimes then worldwide overall altogether historically economically
    politically traditionally originally eventually usually generally typically specifically especially particularly
    nearly roughly approximately about around over under between among premier premiere deuxieme troisieme dernier
    derniere lors pendant durant malgre sauf hormis concernant quant
""")
ORDINARY_ENDINGS = tuple(
    word_set("""
    tion tions ssion ssions ment ments ity ities ité ités isme ism ists istes ible able ful ical ship eurs euses ness
    ers ings
    """)
)
# Names that look like ordinary words.
UNUSUAL = word_set("""
    clement inverness guinness constable bible mohamed mohammed ahmed hamed fred alfred ted reed boeing beijing bing sting
    reuters rogers sanders flanders poitiers angers beziers algiers myers travers powers chambers rivers
""")
PARTICIPLE_ENDINGS = ("ed", "é", "ée", "és", "ées", "ing")
AFTER_PARTICIPLE = word_set(
    "in by on at to as from about with for en par dans sur a au aux le la de du sous pour entre avec the"
)
