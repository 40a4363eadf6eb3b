"""What tools/germanic_words.py must be told of each language to take compounds apart.

Lists of what looks like a part of a compound and is none, and of short words that are parts. They
were written by hand, by looking at the parts that most words were taken apart into.
"""

import re
from typing import NamedTuple


class Hints(NamedTuple):
    """What to know of a language.

    `short` are its words of two and three letters that may be parts, `endings` what is never one,
    `not_first` and `not_last` what is none before or after a seam, `inflected` how words end that
    are none. Before a seam a part has one of the `links`, or another end by `changes`. A word of so
    many letters is a part if it is as frequent as `common` says. A part is taken apart further
    where this is cheaper by `sure_within` nats. `more_words`: wordfreq's list is short.
    """

    code: str
    letters: str
    short: frozenset[str]
    endings: frozenset[str]
    not_first: re.Pattern[str]
    not_last: re.Pattern[str]
    inflected: re.Pattern[str]
    links: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    common: dict[int, float]
    also_first: tuple[str, ...] = ()
    sure_within: float = 2.0
    more_words: bool = False


OFTEN = {4: 2e-6, 5: 1e-6, 6: 3e-7, 7: 1e-7}
LESS_OFTEN = {4: 1e-6, 5: 4e-7, 6: 2e-7, 7: 1e-7}

FOREIGN = """
    anti bio de dis elektro eu geo hydro im in inter intra kom kon makro maxi meta mikro mini mono
    multi neo neu para per poly post pre pro psyko re semi sub tele termo trans ultra
"""
"""First parts of foreign words that are no words themselves."""


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


def _any(words: str, pattern: str) -> re.Pattern[str]:
    """One of some words, or a pattern."""
    return re.compile("|".join((*words.split(), pattern)))


GERMAN_PARTICLES = """
    ab an aneinander auf aus auseinander bei beim da dabei dafür dagegen daher dahin daran darauf
    daraus darin darum davon davor dazu durch ein empor entgegen fort frei gegen gegenüber her
    herab heran herauf heraus herbei herein herum herunter hervor hin hinab hinauf hinaus hinein
    hinter hinterher hinunter hinzu hinüber in los mit miteinander nach nieder ob um umher unter
    vor voran voraus vorbei vorher vorwärts vorüber wider wieder zu zurück zusammen zwischen über
    überall
"""

DUTCH_PARTICLES = """
    aan achter af bij binnen boven buiten daar dicht dood door er heen hier in langs los mee mis
    na neer om onder op open over rond samen tegen terug toe tot tussen uit van vast vol voor
    voorbij vooruit waar weer
"""

SWEDISH_PARTICLES = """
    an av bak bi bort dit efter fram för före genom hit igen ihop in inne inom isär kring med
    mellan mot ned ner om omkring på sam till under upp ur ut utan vid åter över
"""

DANISH_PARTICLES = """
    ad af an bag bi bort efter fast for fra frem før gen gennem hen igen ihjel imellem imod ind
    inde løs med mellem mis mod ned om omkring op over på sam sammen til tilbage ud ude under ved
"""

NORWEGIAN_PARTICLES = """
    an av bak bi bort etter fast for fra fram frem før gjen gjennom hen igjen ihjel imellom imot
    inn inne løs med mellom mis mot ned nede om omkring opp oppe over på sam sammen til tilbake
    under unna ut ute ved
"""

HINTS = {
    "german": Hints(
        code="de",
        letters="a-zäöüß",
        short=_words("""
    abt akt alp alt amt arm art ast aug axt bad bar bau bob box bug bus bär dom ei eis fan fax fee
    fuß gas gen gut hai hof hut job jod kai kap klo kuh kur lid lob lok los mus mut neu not nuß
    ohr oma opa org ort ost pop rad rap rat reh rot rum sau see ski sog süd tag tal tat tau tee
    tod ton tor typ tür ufo uhr uno wal web weg wut zar zoo zug öl
"""),
        endings=_words(
            """
    age agen and ant ante anten anti antin anz arm arme armen armer armes arten ateur ation
    ational ationen ator atoren atorin auto bar bare barem baren barer bares barkeit be bin bio
    bis chen chens dar das dein dem den der des die eine einem einen einer eines elektro eln elnd
    elns elte elten emp end ende endem enden ender endes ene enen ener enes ent enten enz er erei
    ereien erin erinnen ern ernd erns erte erten est euch eur eure euren fache fachen facher
    faches foto freie freien freier freies fältig ge gend gende genden gender geo grafen grafie
    graph graphie haft hafte haften hafter haftes hat heit heiten heits hydro ien ier ieren ierend
    iers iert ierte ierten ierter iertes ierung ierungen ige igem igen iger iges igkeit igkeiten
    igte igten ihm ihn ihr ihre ihren ihrer ik iken iker im innen inter intra ion ionen isch ische
    ischem ischen ischer isches ismus ist iste isten istin istisch istische istischen itis ität
    ium kein keine keit keiten keits kraten kratie kratien lein leins ler lerin lern lich liche
    lichem lichen licher liches lichkeit ling linge lingen lings lisch lischen loge logen logie
    logien logische logischen lose losem losen loser loses losigkeit makro mal man massig massige
    massigen maxi mein meta metrie mikro mini miss mono multi mäßig mäßige mäßigen mäßiger mäßiges
    nationale neo nie nis nisse nissen noch nomie nun nur oder ohne ose osen para pathie pathien
    photo poly post pro prä pseudo psycho reich reiche reichen reicher reiches rin rück sam same
    samen samer sames samkeit schaft schaften schafts sche schen scher sehr sein seine seinen
    seiner seit semi sie sierte sierten sierung sierungen skop skopie skopisch sonst ste sten ster
    steren sterin sterinnen stern stes sub super tele ten ter tern tes therm thermo tion tionen
    trans tum tums tät täten tümer ultra un und ung ungen ungs uns ur ver voll volle vollem vollen
    voller volles war was wer werte wie wo woran worauf woraus wärts würdig würdige würdigen
    würdiger würdiges zer zum zur öko
""",
            GERMAN_PARTICLES,
        ),
        not_first=_any(
            """
    aber anna ausser außer buss drauf eben eliza fest hans hinge holt höchst inne main mari nicht
    over raus rein runter scha soll uber ueber vers weg weis weiter well wohl
""",
            f"({'|'.join(GERMAN_PARTICLES.split())})(ge|zu|be|ver|er|ent|zer|ab|an|auf|aus|ein)",
        ),
        not_last=_any(
            """
    auer bene bieten bietet cher cherin dern ders dert dierung elle fach geht gens gern ging hoff
    hohe holt inger kost legt less lina link male manns matik nate nell ness nich nieren nierung
    pers pieren rich rieren ries rinnen risch send sion sung sungen tieren tina tino tisten ward
    weil zufahren
""",
            r"r?(isch|ische|ischen)|nischen?|lungen?|risten?|gerten?|matischen?",
        ),
        inflected=re.compile(r"(?<!barr)i(er|sier)(en|t|te|ten|ung|ungen|end|ende)$"),
        links=("s", "es", "n", "en", "er", "e", "ens", "ns"),
        changes=(("e", ""), ("en", ""), ("n", "")),
        common=OFTEN,
        also_first=(),
        sure_within=2.0,
        more_words=False,
    ),
    "dutch": Hints(
        code="nl",
        letters="a-zëïéèöüáó",
        short=_words("""
    arm bad bak bal bar bed bos bot bus dag dak eet ei eik erf erg ex gas gif god hek hof hok ijs
    jas job kam kap kas kat kip koe kok kop lap lek les lid lot map mat mes mos mug nek net oog
    oom oor pad pak pan pap pas pen pil pit pop pot pub rad rat rit rok rug rum sap spa tak tas
    tip ton top tv ui uil uur vak vis vla was weg wet wol yen zak zee zij zin zon zus
"""),
        endings=_words(
            """
    aal aar aars aarts achtig achtige achtigen age agent al ale alle als ande ane ant ante anten
    atie aties ationele baar baarheid bare be ben dan dat del delen delijk delijke dels den der
    deren ders des die ding dingen dit dom dus eel een eerd eerde eerden eert ees ele elen eler
    elkaar elle enaar enaars ende ent ente enten eren erend erij erijen ering eringen ese este
    etje etjes eur eurs euze even ge gehe gen geno ger gers gewijs ging gingen graaf grafen grafie
    grafisch haar heden heid hem her het hun ia ica icus ie iek ieke ier iere iers ijn ijnse ing
    ingen ings isch ische isme ismen ist iste isten iteit iteiten ium ius je jes jij jou ken ker
    kers king kingen kje kjes len ler lers lijk lijke lijkheid lijks ling lingen logen logie
    logisch logische loog loos loosheid loze maar matig matige men mer mers met mij naar nen ner
    ners niet ning ningen nis nissen nog nooit nu oer on ons ont ooit ook pen pers ping pingen pje
    pjes ren rijk rijke ring ringen schap schappen schaps sen ser sers sing singen ster sters te
    teit telijk telijke ten ter ters tie ties ting tingen tje tjes toch toen trice ven ver vers
    volle voud voudig voudige vrij vrije waardig waardige want wat wel wie wij wijs wing wingen
    zaam zame zelfs zen zer zij zijds zonder
""",
            DUTCH_PARTICLES,
            FOREIGN,
        ),
        not_first=_any(
            "alle ande door even hoe mede meer niet over veel voor",
            f"({'|'.join(DUTCH_PARTICLES.split())})(ge|te|be|ver|her|ont)",
        ),
        not_last=_any(
            """
    deerd dende deren dering gende kende lende ling lings ment menten nemer nemers rende seerd
    seren stel stelijk sten teerd teren tering ven wijs
""",
            r"(ge|te)[a-z]{3,}(d|t|de|te|den|ten)|[ntrl]ische?|sies?|stand?e|gaven?|(?!regering|verzeker|lever)[a-z]{0,3}ering(en)?",
        ),
        inflected=re.compile(r"(?<!kind)(?<!di)(?<!wat)(?<!me)eren$|eerd(e|en)?$"),
        links=("s", "en", "e", "n", "er", "eren"),
        changes=(),
        common=LESS_OFTEN,
        also_first=(),
        sure_within=2.0,
        more_words=False,
    ),
    "swedish": Hints(
        code="sv",
        letters="a-zåäöé",
        short=_words("""
    akt alm amt app arm art arv bad bar bas ben bil bio bit bok bor bro brö bud buk bur bus by bär
    bål båt can dag dal dam del dom dop ek eld fas fax fel fin fot fru fyr får gas gen gin grå gud
    gul går hav hed hem hot hud hus hyr hår hög idé is jet job jul kal kam kap ko kod kol kor kub
    kur kyl kåk kök köp kör lag lax led lek lim lin liv lok lov lus lyx läs låg lån lår lås lök
    lön löp löv man mat max med mil mod mor mos mun mur mål nat nos ny nya näs nät nöd ord ort ost
    ovn par pil pol pop rad rap ras rek ren rev ris rom ros rot rum rus räv råd råg röd rök rör
    röv sak sal sex sik sjö sko sky små snö sol son sov spa sy syd syn sår sås tak tal tam te tid
    ton tre trä tub tuk tur tv tvär två tå tåg tår ugn ull uni vad val vas vax ved vik vin vit väg
    väl vän våg vår våt ägg åk ål ång år ås ö öde öga öl öra öst
"""),
        endings=_words(
            """
    ad ade ades al ala alt ande andet ant anta are aren arens arna artad artade at ats att bar
    bara barhet bart be dade dar dat dem den dera derade derar derat dering deringen det din där
    då ej ell ella eller ellt else elsen elser elserna elses en ende endet ens ent enta era erad
    erade erar eras erat ering eringar eringarna eringen erings erna ett fri fria fritt full fulla
    fullt gade gar gat han het heten hetens heter heterna hets hon här ien ier ig iga igt ik iken
    iker ing inga ingar inge ingen ings inna innan innor inte isk iska iskhet iskt ism ismen ist
    isten ister isterna itet iteten iteter ium iv iva ivt ju kade kat lade lades lar lat lera
    lerade lerar lerat lering leringen lig liga ligen lighet ligheten ligt ling lingar lingen lös
    lösa löshet löst made mar men min miss mässig mässiga mässigt nade nar nera nerade nerar nerat
    nering neringen ning ningar ningarna ningen nings nisk niska niskt nu när o och or orer orn
    orna pade par pat rade rar rat rera rik rika rikt rin riska riskt sade samhet samma samt sar
    sat sera serade serar serat sering seringen sin sina sitt skap skapen skaper skapet skapets
    skaps som sten stens ster stera sterar sterat stering stern sterna så tade tat tera terade
    terar terat tering teringen tion tionen tionens tioner tionerna tisk tiska tiskt tiv tiva tivt
    vad vade van var vat vis vår
""",
            SWEDISH_PARTICLES,
            FOREIGN,
        ),
        not_first=_any(
            """
    bid efters fram förs göte icke inte invand mer mera mest parke redo sekrete själva skat tils
    tjenes tjäns unders
""",
            f"({'|'.join(SWEDISH_PARTICLES.split())})(be|för|ge|an|in)|[a-zåäö]*(het|ning|ing|ism|itet|tion)(en|er|ar)?",
        ),
        not_last=_any(
            """
    agen alen anden andes anker dande dater derna dig diga dige ding dom domen dommen doms ende
    enheden enheten eren erin erna erne eske ferd fri gade gande garna gen graf grafi iteten iver
    kade kande karna kerna krater krati lande larna lerna list lista listen listisk logi mande
    mati metri nade nande narna nationer nerna nist nisten nister noge noget nomi nær orna pande
    rad rande rare rarna ras rede ren rens rin ring ringar ringarna ringen ringens rings risk rist
    risten sade sande serna settet sionen sport stration tade tande tare taren tarer tarna te
    terna terne tig tige ting tist tisten ur uret vande
""",
            r"[a-zåäö]?erad[et]?|(?!reger)[a-zåäö]{0,3}ering(en|ar|s|arna)?|lade?|torer?|menten?|i?on(en|er|erna)|sioner?|kraten?|(st|log|nom|mat)isk[at]?",
        ),
        inflected=re.compile(r"(is)?er(a|ar|ade|at|ad|as|ats|ande)$"),
        links=("s", "e", "es"),
        changes=(
            ("a", ""),
            ("e", ""),
            ("a", "o"),
            ("a", "u"),
            ("a", "e"),
            ("e", "s"),
            ("a", "s"),
            ("o", "u"),
        ),
        common=LESS_OFTEN,
        also_first=("sid", "läx", "sop"),
        sure_within=5.0,
        more_words=False,
    ),
    "danish": Hints(
        code="da",
        letters="a-zæøåéäö",
        short=_words("""
    akt app art arv bad bar bas ben bid bil bit blå bog bor bro bud bur bus by byg båd bær dag dal
    dam del dom dyr dør elv eng fad fag far fax fem fin fly fod frø fyr får gas ged gen grå gud
    gul gå gås hal hat hav hud hus hår høj hør idé ild is jet job jul kaj kam kap kar kat klo ko
    kop kor kul kur køb kød køl kør lag lav led leg ler lim lin liv lok lov lus lyd lyn lys lån
    lår lås løb løg løn mad mel mor mos mur mus mål mås nat net ny nys nød ord ort ost ovn par pen
    pil pop pub rad ren rig ris rod rok rom ros rug rum rus råb råd ræv røg rør sag sal sav sex
    ski sko sky små sne sol son sov spa sti syd sæk sø sød søm søn tag tal te tid tog tom ton tre
    træ tur tv tyv tå tø tøj uge uld ung ur vat vej vel ven vin vår væg å ål ånd år æg ære ø øje
    øl øre ørn øst
"""),
        endings=_words(
            """
    agtig agtige agtigt al ale alt ant ante at bar bare bart be ber da dede dem den der dere
    derede derer deret dering deringen det din ede edes ej el elle eller else elsen elser elserne
    elses elt en ende ene ener enes ens ent ente er ere erede erer eres eret ering eringen eringer
    erings erne ers et ets fri frie frit fuld fulde fuldt gede ger get han hed heden hedens heder
    hederne heds her hun hvad ien ier ig ige igt ik iker ikke ikken inden inder ing ingen inger
    ings isk iske isme ismen ist isten ister isterne itet iteten iteter ium iv ive ivt jo kede ker
    ket lede ler lere lerede lerer leret lering leringen lest let lig lige lighed ligheden ligt
    ling lingen lingens linger listisk løse løshed løst mede men mer met min mæssig mæssige
    mæssigt nede ner nere nerede nerer neret nering neringen nest ning ningen ningens ninger
    ningerne nings nisk niske nu når og or oren orer pede pet rer rere rig rige rigt rin risk
    riske sede sel ser sere serede serer seret sering seringen set sin sine sit skab skaber skabet
    skabets skabs som somt ster stere sterer steret stering stes så tede ter tere terede terer
    teret tering teringen tet tion tionen tionens tioner tionerne tisk tiske tiv tive tivt u und
    van var vede ver vet vis vor
""",
            DANISH_PARTICLES,
            FOREIGN,
        ),
        not_first=_any(
            """
    begiv efters ikke kontr krypte kult litterat menn mere mest parke sentr skat spil tils tjenes
    ure uret
""",
            f"({'|'.join(DANISH_PARTICLES.split())})(be|for|ge|an|ind)|[a-zæøå]*(hed|ning|ing|isme|itet|tion)(en|er)?",
        ),
        not_last=_any(
            """
    agen alen anker dater dende dens derne dig diga dige ding dom domen dommen doms ende enheden
    enheten eren erin erna erne eske ferd fri gen gende gens gerne graf grafi iteten iver kende
    kens kerne lende lens lerne lister logi mati mende metri nende nens nerne noge noget nomi nær
    orna pende rad rare ras rede ren rende rens rerne rin ring ringen ringens ringer ringerne
    rings sende sens serne settet sionen sport stration tare taren tarer te tende tens terne tig
    tige ting toren ur uret vende
""",
            r"[a-zæøå]?ere[dt]e?|(?!reger)[a-zæøå]{0,3}ering(en|er|s|erne)?|torer?|menter?|i?on(en|er|erne)|sioner?|(st|log|nom|mat)iske?|(n|r|t)?(ister|iste)|liste[nr]?",
        ),
        inflected=re.compile(r"(is)?er(er|ede|et|es|ende)$"),
        links=("s", "e", "er", "es"),
        changes=(("e", ""),),
        common=OFTEN,
        also_first=("rets", "ret", "råds"),
        sure_within=5.0,
        more_words=True,
    ),
    "norwegian": Hints(
        code="nb",
        letters="a-zæøåéäö",
        short=_words("""
    akt app art arv bad bar bas bed ben bil blå bok bor bro bud by båt bær dag dal dam del dom dyr
    dør egg elg elv eng fag far fem fin fly fot frø får gen grå gud gul gå gås hav hud hus hår høy
    idé ild is jet jul kai kam kar klo ko kor ku kur lag lav lin liv lov lus lyd lyn lys lån lår
    lås løk løp mat mel mor mur mus mål ny nød ord ost ovn par pil pop pub rad ren rev rik ris rom
    ros rot rug rus råb råd røk rør sag sak sal sau sex sjø ski sko sky små snø sol sov spa sti
    syd søm sør tak tal te tid tog tre tur tv tyv tå tøy uke ull ulv ung ur vei vel vin vår å ål
    ånd år ære ø øl øre ørn øst øye
"""),
        endings=_words(
            """
    aktig aktige al ale alt ant ante asjon asjonen asjoner at bar bare bart be ber da dem den der
    dere derer dering deringen dert derte det din ede edes ei ell elle eller else elsen elsene
    elser elses elt en ende ene enes ens ent ente er ere erer eres ering eringen eringer erings
    ers ert erte et ets fri frie fritt full fulle fullt ger get han her het heten hetene hetens
    heter hets hun hva ien ier ig ige igt iker ikk ikke ikken ing ingen inger ings innen inner isk
    iske isme ismen ist isten istene ister itet iteten iteter ium iv ive ivt jo ker ket ler lere
    lerer lering leringen lert lerte lest let lig lige lighet ligheten ling lingen lingens linger
    listisk løse løshet løst men mer messig messige met min ner nere nerer nering neringen nert
    nerte nest net ning ningen ningene ningens ninger nings nisk niske nå når og or oren orer pet
    rer rere ret rik rike rikt rin risk riske ser sere serer sering seringen sert serte set sin
    sine sitt sjon sjonal sjonale sjonell sjonelle sjonen sjonene sjonens sjoner skap skapen
    skapene skaper skapet skapets skaps som somt sten ster stere sterer stering stert sterte stes
    så ter tere terer tering teringen tert terte tet tisk tiske tiv tive tivt u unn van var ver
    vet vis vår
""",
            NORWEGIAN_PARTICLES,
            FOREIGN,
        ),
        not_first=_any(
            """
    bakt begiv efters erin ikke kara kontr krypte kult litterat menn mere mest parke sentr skat
    spørs tils tjenes tran ure uret urett
""",
            f"({'|'.join(NORWEGIAN_PARTICLES.split())})(be|for|ge|an|inn)|[a-zæøå]*(het|ning|ing|isme|itet|sjon)(en|er)?",
        ),
        not_last=_any(
            """
    agen alen anker dater dende dene dens derne dig diga dige ding dom domen dommen doms ende
    enheden enheten eren erin erna erne eske ferd fri gen gende gene gens gerne graf grafi iteten
    iver kende kene kens kerne lende lene lens lerne lister logi mati mende metri nende nene nens
    nerne noge noget nomi nær orna pende rad rare ras rede ren rende rene rens rerne rin ring
    ringen ringene ringens ringer rings sende sene sens serne settet sport strasjon tare taren
    tarer te tende tene tens terne tig tige ting toren ur uret vende
""",
            r"[a-zæøå]?er(te|t)|(?!regj)[a-zæøå]{0,3}ering(en|er|s|ene)?|torer?|menter?|i?on(en|er|erne)|sjoner?|(st|log|nom|mat)iske?|(n|r|t)?(ister|iste)|liste[nr]?",
        ),
        inflected=re.compile(r"(is)?er(er|te|t|es|ende)$"),
        links=("s", "e", "er", "es"),
        changes=(("e", ""),),
        common=LESS_OFTEN,
        also_first=(),
        sure_within=5.0,
        more_words=False,
    ),
}
