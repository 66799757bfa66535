"""Words that tell a body from a position, a group and a place, in eight languages.

English, French, Spanish, Portuguese, German, Italian, Dutch and Indonesian. The lists are used
together, whatever the language of the plan: plans name bodies in other languages than their own.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from normalize.document_register.spelling import spelled_words, without_accents


def _word_set(text: str) -> frozenset[str]:
    return frozenset(without_accents(word) for word in text.split())


LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "nl", "id")

ORGANISATIONS = _word_set(
    """academy administration agency assembly association authority bank board bureau cabinet center
    centre chamber club college commission committee community-college consortium corporation
    council court department dept directorate division federation forces foundation government
    group hospital inspectorate institute institution laboratory league library ministry museum
    network office organisation organization parliament partnership police programme-office
    registry school secretariat senate service services society taskforce team treasury trust union
    unit university branch cooperative consortium section
    companhia compañía compagnie compagnia maatschappij perusahaan procuradoria superintendência
    defensoria
    académie agence ambassade assemblée autorité banque bureau caisse centre chambre comité comite
    commissariat commission communauté conseil cour département délégation direction école
    faculté fédération fondation fonds-national gouvernement groupe hôpital institut institution
    laboratoire mairie ministère municipalité observatoire office organisation organisme parlement
    police préfecture régie réseau secrétariat service société syndicat union université
    company
    academia agencia alcaldía asamblea asociación autoridad ayuntamiento banco cámara centro
    colegio comisión comité consejo corporación corte
    contraloría defensoría delegación departamento diputación
    dirección división empresa escuela facultad federación fiscalía fundación gendarmería gobierno
    grupo guardia
    hospital instituto intendencia junta laboratorio ministerio municipalidad observatorio oficina
    área consorcio cooperativa coordinación gerencia jefatura mancomunidad patronato sección
    subgerencia organismo organización parlamento policía prefectura procuraduría red secretaría
    servicio
    sociedad superintendencia tribunal unidad unión universidad viceministerio
    academia agência assembleia associação autoridade câmara comissão comitê conselho diretoria
    consórcio cooperativa coordenação departamento direção divisão gabinete gerência núcleo
    escola faculdade federação fundação governo grupo ministério observatório organização polícia
    prefeitura rede secretaria serviço sociedade unidade união universidade
    agentur akademie amt anstalt ausschuss behörde bezirk büro bundesamt bundesanstalt
    bundesministerium dienst direktion gericht gesellschaft institut kammer kommission landesamt
    landkreis ministerium netzwerk polizei rat referat regierung schule senat senatsverwaltung
    sekretariat stadtrat stadtverwaltung stiftung umweltbundesamt universität verband verein
    verwaltung zentrum abteilung dezernat fachbereich fachdienst genossenschaft stabsstelle
    stadtwerke
    accademia agenzia assessorato associazione autorità azienda camera comitato commissione comune
    consiglio dipartimento direzione ente federazione fondazione giunta governo gruppo istituto
    laboratorio ministero osservatorio organizzazione ospedale polizia prefettura provincia regione
    consorzio cooperativa rete scuola segreteria servizio società ufficio unione università
    afdeling coöperatie veiligheidsregio agentschap autoriteit bestuur commissie dienst directie
    federatie gemeente gemeenteraad
    genootschap hoogheemraadschap inspectie instituut kamer kantoor ministerie netwerk politie
    provincie raad rechtbank rijksdienst school stichting universiteit vereniging waterschap
    badan balai bappenas dewan dinas direktorat inspektorat kantor kejaksaan kementerian kementrian
    kepolisian komisi komite lembaga mahkamah majelis pemerintah pengadilan perpustakaan polisi
    puskesmas sekretariat universitas yayasan"""
)
"""Nouns that name a kind of organisation."""

OF_FIELDS = _word_set(
    """ministry department ministère ministerio ministero ministério ministerie secretaría
    secretaria subsecretaría subsecretaria viceministerio kementerian dinas"""
)
"""Nouns of bodies that are often named after several fields."""

_UNCERTAIN_WORDS = """administration center centre centro network réseau red rede rete netwerk
    área branch coordenação coordinación núcleo sección section
    school services society société sociedad sociedade società union service servicio serviço
    police unit unité unidad unidade"""
UNCERTAIN = _word_set(_UNCERTAIN_WORDS)
"""Nouns that in a column of bodies name one, but in a sentence also a building, a thing, people."""

WELL_KNOWN = (
    r"Red Cross|Red Crescent|Croix-Rouge|Croissant-Rouge|Cruz Roja|Cruz Vermelha|Croce Rossa"
    r"|Rote Kreuz|Rode Kruis|Palang Merah|C[aá]ritas|Interpol|Europol|Eurojust"
    r"|Santa Casa da Misericórdia|Save the Children|M[eé]decins [Ss]ans [Ff]rontières"
)
"""Regular expression of bodies of many countries whose names have no noun of an organisation."""

INSTRUMENTS = _word_set(
    "act award bill contract directive fund grant licence program programme scheme"
)
"""Nouns of what a body does or gives, which end a run that begins with the body's name: `Department
of Energy Efficiency Block Grant`."""

POSITIONS = _word_set(
    """administrator adviser advisor ambassador attorney champion chief clerk commissioner
    coordinator director engineer envoy governor head marshal master treasurer manager mayor
    minister officer ombudsman planner president
    registrar representative secretary superintendent
    responsable directeur directrice maire coordonnateur coordonnatrice coordinateur coordinatrice
    chef cheffe conseiller conseillère gestionnaire ministre préfet président présidente secrétaire
    greffier ingénieur
    alcalde alcaldesa coordinador coordinadora director directora encargado encargada gerente
    gobernador jefe jefa ministro ministra presidente presidenta secretario secretaria-general
    coordenador coordenadora diretor diretora governador prefeito prefeita responsável secretário
    beauftragter beauftragte bürgermeister bürgermeisterin leiter leiterin minister ministerin
    präsident referatsleiter
    assessore coordinatore direttore dirigente responsabile sindaco
    burgemeester coördinator directeur hoofd wethouder
    bupati gubernur kepala ketua koordinator manajer menteri walikota"""
)
"""Nouns that name what one person holds."""

GROUPS = _word_set(
    """all any each every many other others relevant several various concerned different external
    local private public partners stakeholders donors businesses communities residents ngos csos
    industry everyone civil
    tous toutes autres autre divers diverses plusieurs chaque partenaires acteurs citoyens ong
    bailleurs privés privées
    todos todas otros otras varios varias cada socios actores donantes ciudadanos privados osc
    outros outras vários várias parceiros atores cidadãos
    alle andere weitere verschiedene partner akteure bürger
    tutti tutte altri altre vari varie partner attori cittadini
    overige andere diverse partners bewoners
    semua seluruh setiap berbagai mitra masyarakat pemangku"""
)
"""Words that begin the description of a group of bodies."""

GROUP_NOUNS = _word_set(
    """partners stakeholders donors businesses communities residents ngos ongs ong lsm csos industry
    partenaires
    acteurs citoyens bailleurs socios actores donantes parceiros atores akteure mitra masyarakat
    municipalities communes municipios municípios kommunen comuni gemeenten
    society sector secteur setor settore sektor écoles schools escuelas escolas schulen scuole"""
)
"""Nouns that name a group by themselves."""

FIELDS = _word_set("communities industry")
"""Those that are the field of a body, too: `Ministry of Trade, Industry, Works and Energy`."""

FIELD_PHRASES = (
    r"(?:local|regional|municipal) governments?|\w+ affairs"
    r"|(?:public|civil|foreign|social|human|health|family|agrarian|correctional|legal) services?"
    r"|public (?:administration|enterprises?)|armed forces"
    r"|gobiernos? (?:local|regional)(?:es)?|administracion(?:es)? publicas?"
    r"|(?:servicios?|empresas?) (?:public[oa]s|sociales)|fuerzas armadas"
    r"|governos? (?:loca(?:l|is)|regiona(?:l|is))|administracao publica|servicos? publicos?"
    r"|offentliche[rn]? (?:verwaltung|dienst)"
    r"|pubblica amministrazione|amministrazione pubblica|servizi (?:pubblici|sociali)"
    r"|openbaar bestuur|lokaal bestuur|publieke dienst|pemerintah(?:an)? daerah"
)
"""Regular expression of what a body works on, though it has the noun of an organisation: `Ministry
of Housing, Communities and Local Government`; without accents. None is French, which repeats the
preposition of each field: `Ministère de la Justice et de l’Administration publique`."""

FIELD_ENDS = (
    r"\w{4,}(?:[ai]tion|[uer]ction|ology|ography|onom(?:y|ics)|culture|ism)"
    r"|\w{4,}(?:isation|logie|graphie|nomie|urgie|isme|istique)"
    r"|\w{4,}(?:ación|ición|[ue]cción|logía|grafía|nomía|urgia|cultura|[ai]miento|ismo|ística)"
    r"|\w{4,}(?:ação|ição|logia|grafia|nomia|[ai]mento|azione|izione|coltura|istica)"
    r"|\w{4,}(?:iteit|kunde|beheer|beleid|bouw)"
)
"""Regular expression of nouns of work that many bodies may do; no name of a place, a person or a
company ends like that."""
GERMAN_FIELD_ENDS = (
    r"\w{3,}(?:wesen|bau|pflege|schutz|kontrolle|politik|technik|logistik|wirtschaft|wissenschaft)"
    r"|\w{3,}(?:sicherheit|forschung|planung|bildung|handel|verkehr|recht|gra(?:f|ph)ie|logie)"
    r"|(?!.*(?:regier|versicher|abteil))\w{4,}(?:[ieg]rung|[ikl]lung|igung|chnung|hrung)"
    r"|\w{4,}(?:heit|keit|ität|ismus|nomie)"
)
"""Those of German, which begins all nouns with a capital."""

FIELD_ACRONYMS = _word_set(
    "aids hiv ict it kb kia pme pymes sida sme smes tic tics tik ukm umkm vih"
)
"""Acronyms of what a body works on: `Ministry of Science and ICT`, `Dinas Kependudukan dan KB`."""

PREPOSITIONS = _word_set(
    """of for on in at to with by from de du des à au aux pour par sur en dans del al para con por
    da do das dos na no nas nos em für von vom zu zur zum im della delle dello dei degli di per nel
    nella van voor op te bij untuk pada bidang"""
)
"""Words after which the complement of a name begins."""

LINKING = PREPOSITIONS | _word_set(
    """a an the and or la le les l d et ou el los las y e o u der die das des dem den und oder
    il lo gli i het een dan atau"""
)
"""Articles, prepositions and conjunctions, which spellings of one name add or drop."""

LEGAL_FORMS = _word_set(
    "bv co corp epe gmbh inc kg limited llc llp ltd ltda mbh nv plc sarl spa srl"
)
"""Forms of companies, without their stops, that follow a name after a comma: `Partners, LLC`."""
DOTTED_FORMS = _word_set("ac ag cv ev ip pt sa sas sl")
"""Those that are acronyms of bodies, too, unless a stop follows each letter: `I. P.`"""
DOTTED_NAMES = _word_set("dc dr eu ny uae uk un us usa")
"""Acronyms of places and bodies that may have stops, and are no initials: `U.N. Habitat`."""
COMPASS = "NSEW"
"""Letters that stand for a part of a country, and are no initials: `N. Ireland`."""

CONJUNCTIONS = (
    "and",
    "et",
    "y",
    "e",
    "und",
    "en",
    "dan",
    "&",
    "+",
    "or",
    "ou",
    "o",
    "oder",
    "atau",
)
"""Words that join two bodies, or the parts of the name of one."""

CUES = (
    r"in (?:close )?(?:collaboration|cooperation|co-operation|coordination|co-ordination"
    r"|partnership|consultation) with|supported by|with (?:the )?support (?:of|from)|assisted by"
    r"|together with|jointly with|working with|with(?=\s+[A-Z])"
    r"|en (?:collaboration|coopération|partenariat|concertation|lien) avec(?: l[ea]s?)?"
    r"|avec l['’](?:appui|aide) (?:de|du|des)|appuyée? par"
    r"|en (?:colaboración|coordinación|cooperación|alianza) con|con (?:el )?apoyo (?:de|del)"
    r"|em (?:colaboração|parceria|cooperação) com|com (?:o )?apoio (?:de|do|da)"
    r"|in zusammenarbeit mit|mit unterstützung (?:von|des|der)|unterstützt (?:von|durch)"
    r"|in collaborazione con|con il supporto di|in samenwerking met|met steun van"
    r"|bekerja ?sama dengan|didukung oleh|bersama dengan"
)
"""Regular expression of words between the lead and those who help."""

LABELS = (
    r"(?:(?:policy|co|joint|overall)[- ])?(?:lead|leads|leading|leader)(?: (?:agency|body|"
    r"department|ministry|partner|organi[sz]ation|entity))?|responsible(?: (?:party|agency|body))?"
    r"|support(?:ing)?(?: (?:agency|agencies|bodies|partners?))?|partners?|implementer"
    r"|implementing agency|owner|first listed|1st listed|coordinator|chef de file|pilote|appui"
    r"|partenaires?|responsables?"
    r"|líder|lider|apoyo|socios?|aliados?|entidad responsable|apoio|parceiros?|federführung|leitung"
    r"|partner|unterstützung|capofila|referente|supporto|trekker|penanggung ?jawab|pendukung|mitra"
)
"""Regular expression of role words before a colon or in brackets."""

HELPERS = (
    r"support(?:ing)?(?: (?:agency|agencies|bodies|partners?))?|partners?|appui|partenaires?|apoyo"
    r"|socios?|aliados?|apoio|parceiros?|unterstützung|supporto|pendukung|mitra"
)
"""Regular expression of the role words, of those in `LABELS`, that name who helps the lead."""

PERSON_LABELS = (
    r"officers?|contacts?|(?:contact|focal|named) (?:person|persons|point)|focal points?"
    r"|responsible persons?|persons? responsible|staff|case ?worker|agent|interlocuteur"
    r"|personne|personnes|encargad[oa]s?|persona|personas|funcionari[oa]s?|contacto|enlace"
    r"|encarregad[oa]s?|pessoa|pessoas|contato|ponto focal|ansprechpartner(?:in|innen)?"
    r"|ansprechpersone?n?|kontaktpersone?n?|kontakt|(?:sach)?bearbeiter(?:in)?|zuständige personen?"
    r"|referente|referenti|contatto|persone|contactpersoon|aanspreekpunt|narahubung|petugas"
    r"|penanggung ?jawab"
)
"""Regular expression of labels of columns that name persons or positions."""

OWNER_LABELS = (
    r"responsables?|responsáve(?:l|is)|responsabil[ei]|verantwortliche?r?|verantwoordelijken?"
    r"|responsible|owners?|action owner|leads?|who|qui|quién|quem|wer|chi|wie|pelaksana"
)
"""Regular expression of labels of columns that name persons, or bodies."""

NOT_NAMES = _word_set(
    """etc na n/a tbc tbd tba none nil yes no ongoing various unknown vacant x nd so sans objet
    néant aucun aucune oui non ninguno ninguna sí si no nenhum nenhuma sim não keine ja nein entf
    nessuno niente geen nee tidak ya ada belum usw ecc dll dst enz"""
)
"""What stands in place of a name."""

PENDING = (
    r"(?:(?:yet|still) )?to be (?:agreed|announced|appointed|assigned|confirmed|decided|defined|"
    r"designated|determined|identified|named)"
    r"|a (?:confirmer|definir|designer|determiner|identifier|nommer|preciser)"
    r"|(?:a|por) (?:confirmar|decidir|definir|designar|determinar|identificar)"
    r"|(?:noch )?(?:offen|festzulegen|zu (?:benennen|bestimmen|klaren))"
)
"""Regular expression of words that announce a name; without accents."""

FINITE_VERBS = _word_set(
    """is are was were be been has have had will shall should must étaient sera seront ont doit
    doivent fue fueron será serán han debe deben são foi foram serão deve devem ist sind war waren
    wird werden wurde wurden hat haben muss soll sollen sarà hanno devono zijn wordt worden werd
    heeft hebben moet moeten adalah akan telah harus"""
)
"""Forms of verbs that a sentence has and the name of a body has not; none means something else."""

HONORIFICS = _word_set(
    """mr mrs ms miss dr prof professor sir dame hon rev mme mlle maître sr sra srta don doña
    ing lic herr frau sig sigra dott dhr mevr bapak ibu pak haji"""
)
"""Titles before the name of a person."""

PARTICLES = _word_set("de del della di da do dos du la las los van von der den ten y bin binti")
"""Words in small letters inside of the name of a person."""


LETTERED = _word_set(
    """annex annexe appendix area block category class division district group level lot package
    part phase pillar region schedule section sector stage table team theme type unit zone
    bloc catégorie classe groupe niveau partie pilier secteur thème
    anexo apéndice bloque categoría clase fase grupo lote nivel parte pilar región sección sector
    tema tipo zona apêndice bloco categoria classe nível região seção secção setor
    abschnitt anhang anlage bereich block gebiet gruppe kategorie klasse los phase region sektor
    stufe teil typ zone allegato blocco fase gruppo livello lotto parte regione sezione settore
    bijlage blok categorie deel fase gebied groep niveau perceel regio sector
    bagian bidang blok kelompok lampiran tahap tingkat wilayah zona"""
)
"""Nouns of things that letters tell apart: `Annex, A.` is no person."""


@cache
def are_fields(text: str) -> bool:
    """Return whether all words of a text say what ministries work on: `Roads and Works`.

    Others name who else is meant, as persons, places and companies do.
    """
    rest = re.sub(rf"\b(?:{FIELD_PHRASES})\b", "", without_accents(text))
    return bool(text) and set(spelled_words(rest)) - LINKING - {"dell"} <= _words_of_fields()


def are_people(text: str) -> bool:
    """Return whether a field names people and nothing else, who may be meant themselves."""
    return set(spelled_words(text)) <= set(spelled_words(_fields()["people"]))


@cache
def _fields() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))


@cache
def _words_of_fields() -> frozenset[str]:
    return frozenset(word for words in _fields().values() for word in spelled_words(words))


@cache
def all_month_names() -> frozenset[str]:
    """Return the names and short names of months in all languages.

    Source: Unicode CLDR.
    """
    from babel.dates import get_month_names

    return frozenset(
        without_accents(name)
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in get_month_names(width, context, language).values()
    )


@cache
def all_day_names() -> frozenset[str]:
    """Return the names of the days of the week in all languages.

    Source: Unicode CLDR.
    """
    from babel.dates import get_day_names

    return frozenset(
        without_accents(name)
        for language in LANGUAGES
        for name in get_day_names("wide", "format", language).values()
    )


@cache
def country_names() -> frozenset[str]:
    """Return the names of countries and world regions in all languages.

    Source: Unicode CLDR.
    """
    from babel import Locale

    return frozenset(
        without_accents(name)
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if code not in ("EU", "UN", "EZ")
    )
