//! What people call the columns of their tables, in English, German, French, Spanish, Ukrainian and
//! Russian.
//!
//! A line says the name of a [`Meaning`](super::meaning::Meaning), then the words of each language in
//! the order of [`LANGUAGES`]. Behind a semicolon stand words that often mean something else, behind a
//! second one those that seldom mean it.

use super::meaning::Rows;
use super::not_dates::is_of_somebody;
use crate::dataset::date::text::Language;
use crate::dataset::spelling::is_unseen;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// The languages of a line, in its order.
const LANGUAGES: [Language; 6] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
    Language::Ukrainian,
    Language::Russian,
];

type Line = (&'static str, [&'static str; 6]);

#[rustfmt::skip]
const EVENTS: &[Line] = &[
    ("when", ["when, date, dates, event date, date of event, date of the event, incident date, datetime, date time, date and time, sort date; timestamp, time stamp, ts, epoch, unix time, unix timestamp, day, date local, local date, occurred, occurred at, occurred on, happened, created at, created, published, publication date, period, dated; opened, issued, collected, filed, posted, signed, recorded, observed, entered, submitted, admitted, arrested, announced, held, occurrence, age",
        "wann, datum, ereignisdatum, zeitpunkt, datum und uhrzeit, daten; termin, zeitraum, zeit, tag, datierung",
        "quand, date, dates, date de l'événement, date et heure; jour, période, datation",
        "cuándo, fecha, fechas, fecha del evento, fecha y hora; período, fecha de publicación",
        "коли, дата, дати, дата події, дата і час; період, день",
        "когда, дата, даты, дата события, дата и время; период, день"]),
    ("start", ["start, start date, start date date, starts, begin, begins, beginning, begin date, beginning date, date start, from date, date from, start time, start datetime, started, dtstart, valid from, starts at, started at, start at, term start, reign began, first seen, hire date, date opened, from date time; from, since; founded, opened, established, built",
        "start, beginn, anfang, startdatum, anfangsdatum, beginnt, datum von; von, seit, ab",
        "début, date de début, date début, commence; de, depuis, du",
        "inicio, comienzo, fecha de inicio, fecha inicio, empieza; desde, de",
        "початок, дата початку; з, від",
        "начало, дата начала; с, от"]),
    ("end", ["end, end date, ends, ending, date end, to date, date to, end datetime, ended, finish, finished, dtend, valid to, ends at, ended at, end at, finished at, term end, reign ended, last seen, termination date, date closed; to, until, till, through; closed, dissolved, discharged, stop",
        "ende, enddatum, endet, datum bis; bis",
        "fin, date de fin, date fin; à, jusqu'à, au",
        "fin, final, fecha de fin, fecha fin, fecha final, termina; hasta, a",
        "кінець, завершення, дата завершення, дата закінчення, дата кінця; до, по",
        "конец, окончание, завершение, дата окончания, дата завершения; до, по"]),
    ("year", ["year, start year, begin year, year start, start date year, date year, yr; years", "jahr, startjahr; jahre", "année, an", "año, ano", "рік", "год"]),
    ("month", ["month, start month, start date month, date month", "monat", "mois", "mes", "місяць", "месяц"]),
    ("day", ["day, start day, day of month, start date day, date day", "tag", "jour", "día", "день", "день, число"]),
    ("time", ["time, start time, hour, time of day, clock, start date time", "uhrzeit, zeit, uhr", "heure", "hora", "час, година", "время, час"]),
    ("end year", ["end year, year end, to year, end date year", "endjahr", "année de fin", "año final, año de fin", "рік завершення", "год окончания"]),
    ("end month", ["end month, end date month", "endmonat", "mois de fin", "mes final, mes de fin", "", ""]),
    ("end day", ["end day, end date day", "endtag", "jour de fin", "día final, día de fin", "", ""]),
    ("end time", ["end time, finish time, end date time, ends time", "endzeit", "heure de fin", "hora final, hora de fin", "час завершення", "время окончания"]),
    ("zone", ["zone, time zone, timezone, tz", "zeitzone", "fuseau horaire, fuseau", "zona horaria, huso horario", "часовий пояс", "часовой пояс"]),
    ("title", ["title, headline, text headline, web title, event title, event name, what, what happened, event; label, name, summary, subject, message, msg, item, incident, heading, caption, topic, source headline, entry, event text, milestone, episode, action, verb",
        "titel, ereignis, was, überschrift, schlagzeile, bezeichnung, was geschah; name, betreff, vorfall, thema",
        "titre, événement, quoi, intitulé; nom, objet, fait, libellé",
        "título, evento, qué, titular, acontecimiento, suceso; nombre, asunto, hecho",
        "назва, подія, заголовок, що, що сталося; ім'я, тема",
        "название, событие, заголовок, что, что произошло; имя, тема"]),
    ("description", ["description, text, text text, notes, details, detail, body, full text, long description; note, comment, comments, remarks, remark, content, narrative, abstract, summary, info, information, story",
        "beschreibung, text, einzelheiten, details, notizen; bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, inhalt, notiz",
        "description, texte, détails; remarque, remarques, notes, commentaire, contenu, résumé",
        "descripción, texto, detalles; notas, nota, comentario, comentarios, observaciones, contenido, resumen",
        "опис, текст, подробиці, деталі; примітка, примітки, нотатки, коментар, зміст",
        "описание, текст, подробности, детали; примечание, примечания, заметки, комментарий, содержание"]),
    ("actors", ["actors, actor, who, people, persons, participants, who was involved, involved, parties, people involved, names of people, attendees, side, side a, side b, country a, country b; person, party, players, key people, key players, members, stakeholders, characters, entities, organisations, organizations, organisation, organization, witness, witnesses, author, speaker, user, username, user name, organizer, organiser, artist, creator, contributor, contributors, photographer, reported by; assignee, owner, judge, plaintiff, defendant, officer, engineer, director, composer, conductor, cast, crew, leader, lead, teacher, student, patient, client, customer, company, company name, team, winner, player, host, guest, guests, signatories, filed by, soloist, soloists, suspect, interviewee, buyer, supplier, directed by, written by",
        "akteure, akteur, wer, handelnde, personen, beteiligte, teilnehmer, teilnehmende, parteien; person, namen, menschen, beteiligter",
        "acteurs, acteur, qui, personnes, participants, parties; personne, protagonistes, gens",
        "actores, actor, quién, quiénes, personas, participantes, partes; persona, protagonistas, gente",
        "учасники, хто, люди, особи, дійові особи, сторони; учасник, особа, персона",
        "участники, кто, люди, лица, действующие лица, стороны; участник, лицо, персона"]),
    ("from", ["from, sender, sender name, caller, source actor, source name, initiator, from actor, donor, payer, attacker, perpetrator; from whom, by whom, by",
        "absender, anrufer, von wem, sender, handelnder, fragesteller, antragsteller; von",
        "expéditeur, appelant, émetteur; de; auteur",
        "remitente, emisor, llamante, de quién; de",
        "відправник, від кого; від",
        "отправитель, от кого; от"]),
    ("to", ["to, receiver, recipient, callee, called, target, target actor, target name, to actor, addressee, beneficiary, payee, victim; to whom, whom",
        "empfänger, an wen, adressat, angerufener, ziel, gegen, gegen wen; an",
        "destinataire, récepteur, appelé, cible; à",
        "destinatario, receptor, a quién, objetivo, frente a, contra quién; a",
        "отримувач, одержувач, кому, адресат, щодо кого, проти кого; до",
        "получатель, кому, адресат; к"]),
    ("category", ["category, categories, type, event type, type of event, kind, class; group, theme, section, disorder type, type of violence, topic",
        "kategorie, art, typ, ereignistyp; gruppe, klasse, thema, rubrik",
        "catégorie, type, genre; groupe, classe, thème, rubrique",
        "categoría, tipo, clase; grupo, tema",
        "категорія, тип, вид; група, рубрика, тема",
        "категория, тип, вид; группа, рубрика, тема"]),
    ("tags", ["tags, tag, keywords, key words, labels; keyword, topics, themes, subjects; subject",
        "schlagworte, schlagwörter, stichworte, stichwörter; schlagwort, stichwort, themen",
        "mots-clés, mots clés, étiquettes; mot-clé, sujets",
        "etiquetas, palabras clave; etiqueta",
        "теги, ключові слова, мітки", "теги, ключевые слова, метки"]),
    ("place", ["place, location, where, venue, place name, placename, location name; city, town, site, country, region, address, area, district, setting, locality",
        "ort, wo, schauplatz, veranstaltungsort; stadt, land, region, adresse, gebiet, ortsname",
        "lieu, où, endroit; ville, pays, région, adresse, localité",
        "lugar, dónde, ubicación, localización; ciudad, país, región, dirección, sitio",
        "місце, де, місце події; місто, країна, область, регіон, адреса",
        "место, где, место события; город, страна, область, регион, адрес"]),
    ("lat", ["lat, latitude, latitude wgs 84; y, lat dd, geo lat, point y", "breite, breitengrad", "latitude", "latitud", "широта", "широта"]),
    ("lon", ["lon, long, lng, longitude, longitude wgs 84; x, lon dd, geo lon, geo long, geo lng, point x", "länge, längengrad", "longitude", "longitud", "довгота", "долгота"]),
    ("coordinates", ["coordinates, coordinate, coords, lat long, lat lon, lat lng, latlong, latlng, latitude longitude, geo, gps; point, position, coordinate location",
        "koordinaten", "coordonnées", "coordenadas", "координати", "координаты"]),
    ("status", ["status", "", "", "", "", ""]),
    ("importance", ["importance; priority, significance", "bedeutung, wichtigkeit; priorität", "importance", "importancia", "важливість", "важность"]),
    ("tone", ["tone, goldstein, goldstein scale, goldsteinscale; sentiment, intensity", "ton, tonlage", "ton", "tono", "тон", "тон"]),
    ("action", ["action", "", "", "", "", ""]),
    ("id", ["id; event id, identifier, uid, global event id, data id, event id cnty", "", "", "", "", ""]),
    ("parent", ["parent, parent event, parent event id, parent id", "", "", "", "", ""]),
    ("source", ["source, sources, reference, references, source title, citation, cited source, document; publication, newspaper, source office, source name, according to, evidence, footnote, footnotes, publisher",
        "quelle, quellen, beleg, belege, nachweis, überlieferung; literatur, fußnote, zeitung",
        "source, sources, référence, références; document, rapporté par",
        "fuente, fuentes, referencia, referencias; documento",
        "джерело, джерела, посилання на джерело; документ, доказ, докази",
        "источник, источники, ссылка на источник; документ"]),
    ("locator", ["locator, page, pages; paragraph, para, folio", "seite, seiten", "page, pages", "página, páginas", "сторінка", "страница"]),
    ("url", ["url, link, source url, web address, website, web page, permalink, uri, hyperlink, source link; links, urls, sourceurl, read more, href, web",
        "link, url, internetadresse, webadresse, quelle url", "lien, url, lien web, adresse web", "enlace, url, vínculo, enlace web", "посилання, лінк", "ссылка, линк"]),
    ("media", ["media, image, picture, photo, image url, media url, photo url, picture url; video, thumbnail", "bild, foto, medien", "image, photo, média", "imagen, foto, medios", "зображення, фото", "изображение, фото"]),
    ("media caption", ["media caption, image caption, photo caption", "bildunterschrift", "légende", "pie de foto", "", ""]),
    ("media credit", ["media credit, image credit, photo credit", "bildnachweis", "crédit", "crédito", "", ""]),
    ("alt text", ["alt text", "alternativtext", "", "texto alternativo", "", ""]),
];

#[rustfmt::skip]
const RELATIONS: &[Line] = &[
    ("from", ["from, source, subject, sender, caller, actor 1, actor, person 1, side a, from name, source name, source actor, donor, node 1 id, source id, from id; owner, parent, a, node 1, u",
        "von, absender, quelle, subjekt", "de, source, expéditeur", "de, desde, origen, fuente, remitente", "від, від кого, джерело, відправник", "от, от кого, источник, отправитель"]),
    ("to", ["to, target, object, receiver, recipient, callee, actor 2, person 2, side b, to name, target name, target actor, beneficiary, node 2 id, target id, to id; child, b, node 2, v",
        "an, zu, nach, ziel, empfänger, objekt", "à, cible, destinataire", "a, hacia, destino, objetivo, destinatario", "до, кому, ціль, отримувач", "к, кому, цель, получатель"]),
    ("kind", ["kind, type, relation, relationship, relation type, relationship type, edge type, tie, connection type, interaction; role, category, predicate, relationship kind, connection, link type",
        "art, typ, beziehung, beziehungsart; rolle", "type, relation, genre; rôle", "tipo, relación, clase; rol", "тип, вид, зв'язок, відношення", "тип, вид, связь, отношение"]),
    ("label", ["label, name, title; words", "bezeichnung, beschriftung, name", "libellé, étiquette, nom", "etiqueta, nombre", "назва, підпис", "название, подпись"]),
    ("directed", ["directed, direction, directionality, arrow, arrows, undirected", "gerichtet, richtung", "dirigé, direction", "dirigido, dirección", "", ""]),
    ("when", ["when, date, time, timestamp, period, years; time stamp, time set", "wann, datum, zeitraum, zeit", "quand, date, période", "cuándo, fecha, período", "коли, дата, період", "когда, дата, период"]),
    ("start", ["start, start date, begin, since, start year; valid from", "start, beginn, anfang, seit", "début, depuis, date de début", "inicio, desde, fecha de inicio", "початок", "начало"]),
    ("end", ["end, end date, until, end year; valid to", "ende, bis", "fin, date de fin", "fin, hasta, fecha de fin", "кінець", "конец"]),
    ("weight", ["weight, strength, edge weight, link weight, tie strength; value, count, frequency", "gewicht, stärke; anzahl, häufigkeit", "poids", "peso", "вага", "вес"]),
    ("tone", ["tone, sentiment; sign", "ton", "ton", "tono", "тон", "тон"]),
    ("status", ["status", "", "", "", "", ""]),
    ("description", ["description, notes, text, details; note, comment, comments, remarks", "beschreibung, text, notizen; bemerkung", "description, texte, détails; notes, remarque", "descripción, texto, detalles; notas", "опис, текст; примітки", "описание, текст; примечания"]),
    ("source", ["cited source, reference, references, citation, evidence, source document, sources", "beleg, nachweis, quellen", "référence, références", "referencia, referencias", "джерела", "источники"]),
    ("locator", ["locator, page, pages", "seite", "page", "página", "сторінка", "страница"]),
    ("url", ["url, link, source url; website", "link, url", "lien, url", "enlace, url", "посилання", "ссылка"]),
    ("id", ["id; edge id, identifier", "", "", "", "", ""]),
];

#[rustfmt::skip]
const ACTORS: &[Line] = &[
    ("id", ["id, identifier; node, node id, key", "", "", "", "", ""]),
    ("name", ["name, label, title, full name, actor, person, who; names, actor name, display name, organisation, organization",
        "name, bezeichnung, person, akteur", "nom, libellé, personne, acteur", "nombre, etiqueta, persona, actor", "ім'я, назва, особа", "имя, название, лицо"]),
    ("short", ["short, short name, abbreviation, acronym", "kurzname, abkürzung", "nom court, abréviation", "nombre corto, abreviatura", "скорочення", "сокращение"]),
    ("kind", ["kind, type, actor type, entity type, element type, node type; class, category", "art, typ", "type, genre", "tipo, clase", "тип, вид", "тип, вид"]),
    ("role", ["role, position, office, job, occupation, profession; job title, function, title", "rolle, amt, beruf, funktion, position", "rôle, fonction, profession", "rol, cargo, profesión, función", "роль, посада, професія", "роль, должность, профессия"]),
    ("group", ["group, side, bloc, party, faction, affiliation; team, cluster, community, modularity class, country, organisation, organization", "gruppe, seite, partei, lager", "groupe, camp, parti; type", "grupo, bando, partido; tipo", "група, сторона, партія; тип, вид", "группа, сторона, партия; тип, вид"]),
    ("aliases", ["aliases, alias, also known as, aka, other names, alternative names", "auch genannt, andere namen", "alias, autres noms", "alias, otros nombres", "псевдоніми, інші імена", "псевдонимы, другие имена"]),
    ("description", ["description, notes, text, details, bio, biography; note, comment, comments, about", "beschreibung, notizen, text; bemerkung", "description, texte; notes", "descripción, texto; notas", "опис; примітки", "описание; примечания"]),
    ("image", ["image, picture, photo, portrait", "bild, foto", "image, photo", "imagen, foto", "зображення, фото", "изображение, фото"]),
    ("url", ["url, link, website, wikipedia; web page", "link, url", "lien, url", "enlace, url", "посилання", "ссылка"]),
];

#[rustfmt::skip]
const SOURCES: &[Line] = &[
    ("id", ["id, identifier, source id; key, citation key", "", "", "", "", ""]),
    ("title", ["title, source, name, source title, document, document title; headline, article, article title, reference, citation",
        "titel, quelle, dokument", "titre, source, document", "título, fuente, documento", "назва, джерело, документ", "название, источник, документ"]),
    ("publisher", ["publisher, published by; publication, newspaper, outlet, journal, medium, media name", "verlag, herausgeber; zeitung", "éditeur; journal", "editorial, editor; periódico", "видавець, видання", "издатель, издание"]),
    ("author", ["author, authors, written by; creator, by", "autor, verfasser", "auteur", "autor", "автор", "автор"]),
    ("url", ["url, link, web address, source url; website, web page, href, permalink, uri", "link, url", "lien, url", "enlace, url", "посилання", "ссылка"]),
    ("archived_url", ["archived url, archive url, archived, archive link, archived copy, wayback url", "archiv url", "", "", "", ""]),
    ("published", ["published, publication date, date published, date of publication, published on; date, year, publish date", "veröffentlicht, erschienen; datum", "publié, date de publication; date", "publicado, fecha de publicación; fecha", "опубліковано, дата публікації; дата", "опубликовано, дата публикации; дата"]),
    ("accessed", ["accessed, access date, date accessed, accessed on, retrieved, last accessed", "abgerufen, abrufdatum, zugriff", "consulté", "consultado", "", ""]),
    ("language", ["language, lang", "sprache", "langue", "idioma", "мова", "язык"]),
    ("reliability", ["reliability, source reliability; grade, rating", "zuverlässigkeit", "fiabilité", "fiabilidad", "надійність", "надёжность"]),
    ("copies", ["copies, copy of, reprint of", "", "", "", "", ""]),
    ("note", ["note, notes; comment, comments, remarks", "notiz, bemerkung", "remarque, note", "nota, notas", "примітка", "примечание"]),
];

/// What people call a sheet of sources.
const OF_SOURCES: &str = "sources, source list, list of sources, bibliography, references, documents, quellen, \
    quellenverzeichnis, literatur, bibliographie, fuentes, bibliografía, джерела, література, источники, литература";

/// Whether a sheet is called as one of sources is.
pub(super) fn is_called_sources(name: &str) -> bool {
    let name = folded(name);
    OF_SOURCES.split(',').any(|word| folded(word) == name)
}

/// What people call the kinds of actors.
#[rustfmt::skip]
const KINDS: &[(&str, &str)] = &[
    ("person", "person, people, persons, individual, individuals, human, man, woman, politician,         mensch, personne, individu, persona, особа, людина, лицо, человек, персона"),
    ("state", "state, states, country, countries, nation, government, staat, land, état, pays, estado, país,         держава, країна, государство, страна"),
    ("organisation", "organisation, organisations, organization, organizations, org, company, companies,         corporation, business, firm, institution, agency, ngo, association, foundation, bank, university,         firma, unternehmen, behörde, entreprise, société, institución, organización, empresa,         організація, компанія, установа, организация, компания, учреждение"),
    ("collective", "collective, group, groups, community, movement, crowd, gruppe, groupe, collectif, grupo,         colectivo, група, группа"),
    ("place", "place, places, location, locations, city, town, region, site, ort, stadt, lieu, ville, lugar,         ciudad, місце, місто, место, город"),
];

/// The kind of actor that a cell says, in whatever language.
pub(in crate::files) fn kind_named(cell: &str) -> Option<&'static str> {
    let said = folded(cell);
    let mut kinds = KINDS.iter();
    let has = |(_, words): &&(&str, &str)| words.split(',').any(|word| folded(word) == said);
    kinds.find(has).map(|(kind, _)| *kind)
}

/// First cells of rows that sum up what is above them.
#[rustfmt::skip]
const TOTALS: &str = "total, totals, sum, grand total, subtotal, sub total, average, mean, count, \
    summe, gesamt, insgesamt, zwischensumme, durchschnitt, total général, somme, sous total, moyenne, \
    suma, total general, promedio, разом, всього, усього, сума, підсумок, середнє, итого, всего, \
    сумма, среднее";

/// A word of a header that a meaning has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::files) struct Sense {
    /// The name of the meaning.
    pub(in crate::files) name: &'static str,
    /// 0 where it is the name itself; then the further from it, the less sure.
    pub(in crate::files) rank: u8,
    /// The language, where no other has the word for the same.
    pub(in crate::files) language: Option<Language>,
}

type Senses = HashMap<String, Vec<Sense>>;

static SENSES: LazyLock<[Senses; 4]> =
    LazyLock::new(|| [EVENTS, RELATIONS, ACTORS, SOURCES].map(senses_of));

fn senses_of(lines: &[Line]) -> Senses {
    let mut all = Senses::new();
    for (name, languages) in lines {
        for (words, language) in languages.iter().zip(LANGUAGES) {
            for (part, rank) in words.split(';').zip(1..) {
                for word in part.split(',') {
                    let word = folded(word);
                    if word.is_empty() {
                        continue;
                    }
                    let rank = if word == *name { 0 } else { rank };
                    let known = all.entry(word).or_default();
                    match known.iter_mut().find(|sense| sense.name == *name) {
                        Some(sense) => {
                            sense.rank = sense.rank.min(rank);
                            sense.language = None;
                        }
                        None => known.push(Sense {
                            name,
                            rank,
                            language: Some(language),
                        }),
                    }
                }
            }
        }
    }
    all
}

/// Words that ask for a date.
const WHEN: [&str; 6] = ["when", "wann", "quand", "cuando", "коли", "когда"];

/// What the name of a column says of its cells.
const OF_CELLS: [&str; 12] = [
    " utc",
    " gmt",
    " bc",
    " bce",
    " b c",
    " v chr",
    " av j c",
    " до н е",
    " до н э",
    " ma",
    " mya",
    " bp",
];

/// What a name in a header may mean, apart from a number behind it (`Actor 2`) and the word `event`
/// before it.
pub(in crate::files) fn senses(header: &str, rows: Rows) -> Vec<Sense> {
    let [events, relations, actors, sources] = &*SENSES;
    let all = match rows {
        Rows::Events => events,
        Rows::Relations => relations,
        Rows::Actors => actors,
        Rows::Sources => sources,
    };
    let words = folded(header);
    // `Ort/Wahlkreis`: the first of two.
    let first = header
        .split_once('/')
        .map_or(String::new(), |(first, _)| folded(first));
    let without_number = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let without_event = words.strip_prefix("event ").unwrap_or_default();
    // `placeLabel`, as queries of Wikidata name what has an address too.
    let without_label = words.strip_suffix(" label").unwrap_or_default();
    // `Year BC`, `timestamp_utc`: what is said of each cell is no part of the name.
    let without_unit = OF_CELLS.iter().find_map(|unit| words.strip_suffix(unit));
    let without_unit = without_unit.map_or("", str::trim_end);
    for (key, more) in [
        (&*words, 0),
        (without_number, 0),
        (without_event, 1),
        (without_label, 0),
        (without_unit, 1),
        (&*first, 1),
    ] {
        if let Some(found) = all.get(key).filter(|_| !key.is_empty()) {
            let sense = |sense: &Sense| Sense {
                rank: sense.rank + more,
                ..*sense
            };
            return found.iter().map(sense).collect();
        }
    }
    let dates = ["date", "dt", "datum", "fecha", "дата"];
    let has_date = words.split(' ').any(|word| dates.contains(&word));
    if let Some((outer, inner)) = header.rsplit_once('.').filter(|_| !has_date) {
        return nested(outer, inner, rows);
    }
    // `Type d'incident`, `Auteur présumé`: the first word, where it is what the others are about.
    let first = header
        .split_whitespace()
        .next()
        .map_or(String::new(), folded);
    let about = ["category", "place", "from", "to", "actors", "description"];
    let is_general = [
        "event", "actor", "from", "to", "de", "a", "an", "von", "до", "от",
    ]
    .contains(&&*first);
    if !is_general
        && words.contains(' ')
        && let Some(found) = all.get(&first)
    {
        let found = found
            .iter()
            .filter(|sense| sense.rank < 2 && about.contains(&sense.name));
        let sense = |sense: &Sense| Sense { rank: 3, ..*sense };
        let found: Vec<Sense> = found.map(sense).collect();
        if !found.is_empty() {
            return found;
        }
    }
    dated(&words, has_date, rows)
}

/// What a name means in which a word says that it is a date, among others: `Reporting date`, `Дата
/// публикации`, `When did it happen`.
fn dated(words: &str, has_date: bool, rows: Rows) -> Vec<Sense> {
    let first = words.split(' ').next();
    let asks_when = first.is_some_and(|word| WHEN.contains(&word));
    let sense = Sense {
        name: "when",
        rank: match (asks_when, is_of_somebody(words)) {
            (true, _) => 1,
            (false, false) => 3,
            // When somebody was born is of a person and not of what happened.
            (false, true) => 9,
        },
        language: None,
    };
    let is_dated = (has_date || asks_when) && !matches!(rows, Rows::Actors | Rows::Sources);
    is_dated.then_some(sense).into_iter().collect()
}

/// What a key within another may mean: `venue.name` is what the outer one is, `venue.lat` what the inner is,
/// unless every object has one of its own.
fn nested(outer: &str, inner: &str, rows: Rows) -> Vec<Sense> {
    let inner_words = folded(inner);
    // A letter may be anything.
    if inner_words.chars().count() < 2 {
        return Vec::new();
    }
    let (name, more) = match &*inner_words {
        "name" | "label" | "title" | "value" | "text" | "full name" | "display name" | "main"
        | "original" | "default" | "en" | "content" | "login" => (outer, 1),
        "id" | "type" | "kind" | "url" | "description" | "role" => return Vec::new(),
        _ => (inner, 2),
    };
    let found = senses(name, rows).into_iter();
    let found = found.map(|sense| Sense {
        rank: sense.rank + more,
        ..sense
    });
    found.collect()
}

/// How many meanings the names of a row have: many cells of one kind are data.
pub(super) fn known<'c>(row: impl Iterator<Item = &'c str>) -> usize {
    let mut names: Vec<&str> = Vec::new();
    // Nobody's column has a longer name.
    for cell in row.filter(|cell| cell.len() <= 100) {
        let senses = Rows::ALL.iter().flat_map(|rows| senses(cell, *rows));
        let new = senses
            .filter(|sense| sense.rank < 3)
            .map(|sense| sense.name);
        let new: Vec<&str> = new.filter(|name| !names.contains(name)).collect();
        names.extend(new.first());
    }
    names.len()
}

/// Whether a cell says that its row sums up others: `Total`, or before numbers `Subtotal week 3`.
pub(super) fn says_total(cell: &str, is_alone: bool) -> bool {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| TOTALS.split(',').map(folded).collect());
    let words = folded(cell);
    let is_short = words.split(' ').count() <= 5;
    let is_one = |total: &String| {
        let is_part =
            || words.starts_with(&format!("{total} ")) || words.ends_with(&format!(" {total}"));
        words == *total || is_short && !is_alone && is_part()
    };
    ALL.iter().any(is_one)
}

/// What stands in a cell in which there is nothing to say.
const NOTHING: [&str; 16] = [
    "-", "–", "—", "--", "n/a", "na", "n.a.", "s/d", "k. a.", "k.a.", "unk", "none", "null", "nan",
    "tbd", "?",
];

pub(super) fn says_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.trim().to_lowercase().as_str())
}

/// Whether a cell says that something is so.
pub(super) fn says_yes(cell: &str) -> bool {
    ["yes", "true", "y", "1", "x"].contains(&cell.trim().to_lowercase().as_str())
}

/// What says that a cell is as the one above.
const DITTO: [&str; 24] = [
    "\"",
    "\"\"",
    "''",
    "〃",
    "″",
    "do",
    "do.",
    "ditto",
    "same",
    "same day",
    "same date",
    "idem",
    "ídem",
    "id.",
    "ibid",
    "ibid.",
    "dto",
    "dto.",
    "desgl.",
    "ebd.",
    "mismo día",
    "même jour",
    "там же",
    "там само",
];

pub(super) fn says_ditto(cell: &str) -> bool {
    DITTO.contains(&cell.trim().to_lowercase().as_str())
}

/// What begins a note below a table.
#[rustfmt::skip]
const NOTES: &str = "source, sources, note, notes, nb, remark, remarks, quelle, quellen, anmerkung, \
    anmerkungen, hinweis, remarque, remarques, nota, notas, fuente, fuentes, джерело, джерела, \
    примітка, примітки, источник, источники, примечание, примечания, last updated, stand";

/// Whether a cell that stands alone in its row is a note below the table.
pub(super) fn says_note(cell: &str) -> bool {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| NOTES.split(',').map(folded).collect());
    let is_marked = cell.starts_with(['*', '†', '©']);
    let word = cell.split_once(':').map(|(word, _)| folded(word));
    is_marked || word.is_some_and(|word| ALL.contains(&word))
}

/// A name as names are compared: small letters without accents, words parted by single spaces, and
/// nothing in brackets, which are units. `StartDate`, `start_date` and `Start Date (UTC)` are one.
pub(in crate::files) fn folded(name: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    let mut last = ' ';
    for c in name.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            // Quotes stand within words: l'événement, ім'я.
            '\'' | '’' | 'ʼ' => {}
            c if c.is_alphanumeric() => {
                let starts = (c.is_uppercase() && last.is_lowercase())
                    || (last.is_alphabetic() && c.is_numeric());
                if starts {
                    plain.push(' ');
                }
                plain.push(c);
            }
            _ => plain.push(' '),
        }
        last = c;
    }
    if plain.trim().is_empty() && name.contains(['(', '[', '{']) {
        return folded(&name.replace(['(', ')', '[', ']', '{', '}'], " "));
    }
    let letters = plain.nfkd().filter(|c| !is_mark(*c));
    let small: String = letters.flat_map(char::to_lowercase).collect();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a sign is an accent, or not seen at all.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || is_unseen(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_is_written() {
        for (name, means) in [
            ("Start Date (UTC)", "start"),
            ("start_date", "start"),
            ("StartDate", "start"),
            ("  DATE OF EVENT ", "when"),
            ("Lat.", "lat"),
            ("Actor2", "actors"),
            ("actor_1", "actors"),
            ("Événement", "title"),
            ("Дата події", "when"),
            ("Fatalities [persons]", ""),
            ("Date reported", "when"),
            ("Event location", "place"),
            ("End\u{a0}Year", "end year"),
        ] {
            let found = senses(name, Rows::Events);
            assert_eq!(
                found.first().map_or("", |sense| sense.name),
                means,
                "{name}"
            );
        }
        let datum = senses("Datum", Rows::Events);
        assert_eq!(datum[0].language, Some(Language::German));
    }

    #[test]
    fn every_line_names_a_meaning() {
        for (rows, lines) in [
            (Rows::Events, EVENTS),
            (Rows::Relations, RELATIONS),
            (Rows::Actors, ACTORS),
            (Rows::Sources, SOURCES),
        ] {
            for (name, _) in lines {
                let known = super::super::meaning::Meaning::named(name, rows);
                assert!(known.is_some(), "{name}");
            }
        }
    }
}
