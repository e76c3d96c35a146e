//! What an actor is, guessed from its name where nothing says it: a state, an organisation, a group of people or
//! a place. Who is none of these is left a person, as before.
//!
//! The names of states are those of Unicode's CLDR (48) in six languages, by their codes of ISO 3166-1, and
//! a few of states that are no more.

use super::words::folded;
use crate::dataset::ActorKind;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The names of states: a code, and what the state is called.
const STATES: &str = include_str!("../../../assets/words/states.txt");

/// Words of names, and what those who have one of them in their names are; the first that fits.
#[rustfmt::skip]
const WORDS: &[(ActorKind, &str)] = &[
    (ActorKind::Collective, "protesters, protestors, demonstrators, rioters, civilians, residents, villagers, \
        farmers, workers, students, refugees, migrants, voters, citizens, militias, rebels, insurgents, monks, nuns, soldiers, prisoners, mob, crowd, \
        demonstranten, bewohner, bauern, arbeiter, flüchtlinge, bürger, manifestants, habitants, paysans, ouvriers, \
        étudiants, réfugiés, manifestantes, campesinos, trabajadores, refugiados, протестувальники, мешканці, \
        біженці, протестующие, жители, беженцы"),
    (ActorKind::Organisation, "ministry, department, government, parliament, senate, congress, council, committee, \
        commission, court, tribunal, agency, authority, bureau, office, administration, embassy, consulate, \
        police, army, navy, military, forces, guard, regiment, brigade, battalion, division, corps, bank, fund, \
        company, corporation, inc, ltd, llc, plc, gmbh, ag, holding, holdings, industries, group, party, union, \
        league, alliance, federation, confederation, association, society, institute, institution, foundation, trust, \
        university, college, school, academy, museum, library, hospital, church, cathedral, monastery, abbey, club, \
        network, initiative, organisation, organization, organisations, nations, cross, diocese, synod, order, fc, newspaper, times, post, gazette, press, news, \
        broadcasting, television, studio, studios, orchestra, \
        ministerium, bundestag, regierung, behörde, amt, gericht, polizei, armee, partei, verein, verband, \
        gesellschaft, stiftung, universität, hochschule, kirche, kloster, gewerkschaft, \
        ministère, gouvernement, assemblée, sénat, conseil, comité, cour, agence, banque, société, parti, syndicat, \
        université, église, abbaye, association, fondation, \
        ministerio, gobierno, senado, congreso, consejo, comité, corte, agencia, banco, empresa, partido, \
        sindicato, universidad, iglesia, ejército, policía, fundación, asociación, \
        міністерство, уряд, рада, комітет, суд, поліція, армія, партія, банк, університет, церква, спілка, \
        министерство, правительство, совет, комитет, суд, полиция, армия, партия, банк, университет, церковь, \
        союз, ооо, зат, тов, ооо"),
    (ActorKind::Place, "oblast, province, county, district, region, municipality, airport, harbour, harbor, \
        river, lake, island, islands, peninsula, mountains, desert, valley, strait, bay, \
        provinz, landkreis, bezirk, flughafen, insel, inseln, île, îles, fleuve, aéroport, provincia, aeropuerto, \
        isla, islas, río, область, район, аеропорт, острів, аэропорт, остров"),
];

/// Words that are last names too.
#[rustfmt::skip]
const LAST_NAMES: [&str; 20] = [
    "church", "post", "lake", "river", "bay", "guard", "court", "school", "abbey", "trust", "fund", "college",
    "press", "valley", "bank", "island", "navy", "amt", "cour", "times",
];

/// Before such a word stands no last name: nobody has one of these as a first name.
#[rustfmt::skip]
const NO_FIRST_NAMES: [&str; 20] = [
    "world", "national", "central", "international", "global", "federal", "royal", "supreme", "high", "european",
    "african", "asian", "american", "british", "french", "german", "russian", "ukrainian", "chinese", "coast",
];

/// Endings of companies.
const ENDINGS: [&str; 13] = [
    "inc", "ltd", "llc", "llp", "plc", "gmbh", "ag", "sa", "spa", "nv", "bv", "oy", "corp",
];

/// Those who have such an office are persons.
#[rustfmt::skip]
const OFFICES: [&str; 26] = [
    "manager", "commissioner", "director", "minister", "president", "secretary", "officer", "chief", "chairman",
    "chairwoman", "king", "queen", "bishop", "archbishop", "ambassador", "judge", "captain", "general", "colonel",
    "mayor", "governor", "professor", "spokesman", "spokeswoman", "spokesperson", "leader",
];

/// Unions of states that are called by their letters.
#[rustfmt::skip]
const LETTERS: [&str; 29] = [
    "un", "eu", "nato", "osce", "imf", "who", "wto", "iaea", "unhcr", "unicef", "unesco", "opec", "asean", "icc",
    "icj", "icrc", "fbi", "cia", "nsa", "kgb", "fsb", "bbc", "cnn", "ngo", "ioc", "fifa", "uefa", "sec", "cisa",
];

/// What an actor is by its name; none where that does not tell.
pub(super) fn guessed(name: &str) -> Option<ActorKind> {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let all = STATES.lines().filter_map(|line| line.split_once(": "));
        let names = all.flat_map(|(_, names)| names.split("; "));
        names
            .map(|name| folded(&name.replace('&', " and ").to_lowercase()))
            .collect()
    });
    static KINDS: LazyLock<Vec<(ActorKind, HashSet<String>)>> = LazyLock::new(|| {
        let all = WORDS.iter();
        all.map(|(kind, words)| (*kind, words.split(',').map(folded).collect()))
            .collect()
    });
    let name = name.strip_prefix("The ").unwrap_or(name);
    // A capital within a word begins none: GmbH.
    let plain = folded(&name.replace('&', " and ").to_lowercase());
    if NAMES.contains(&plain) {
        return Some(ActorKind::State);
    }
    let is_short = name.chars().count() <= 6 && name.chars().all(char::is_uppercase);
    if is_short && LETTERS.contains(&&*plain) {
        return Some(ActorKind::Organisation);
    }
    let words: Vec<&str> = plain.split(' ').collect();
    // Who has an office is a person, of whatever.
    if words.iter().any(|word| OFFICES.contains(word)) {
        return None;
    }
    let has_ending = words.len() > 1 && words.last().is_some_and(|last| ENDINGS.contains(last));
    if has_ending || plain.ends_with(" s p a") || plain.ends_with(" s a") {
        return Some(ActorKind::Organisation);
    }
    if words
        .first()
        .is_some_and(|first| ["kingdom", "duchy", "republic", "empire"].contains(first))
    {
        return Some(ActorKind::State);
    }
    // “Church, Charlotte” is a person: what stands before a comma is a last name.
    if name.contains(',') && plain.split(' ').count() <= 3 {
        return None;
    }
    let is_of = |kind: ActorKind, known: &HashSet<String>| {
        let mut all = words.iter().enumerate();
        all.any(|(n, word)| {
            // A word alone is a name as often as not, and so is the last of two.
            let is_last = n + 1 == words.len() && words.len() < 3;
            let is_first_name = words
                .first()
                .is_none_or(|first| !NO_FIRST_NAMES.contains(first));
            let may_be_name = is_last && (n == 0 || is_first_name && LAST_NAMES.contains(word));
            known.contains(*word) && (kind == ActorKind::Collective || !may_be_name)
        })
    };
    let mut kinds = KINDS.iter();
    let found = kinds.find(|(kind, words)| is_of(*kind, words));
    found.map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_organisations_groups_and_places_are_told_from_people() {
        for (name, kind) in [
            ("Ukraine", Some(ActorKind::State)),
            ("the Netherlands", Some(ActorKind::State)),
            ("UNITED STATES", Some(ActorKind::State)),
            ("Großbritannien", Some(ActorKind::State)),
            ("Україна", Some(ActorKind::State)),
            ("Soviet Union", Some(ActorKind::State)),
            ("NATO", Some(ActorKind::Organisation)),
            ("Ministry of Defence", Some(ActorKind::Organisation)),
            ("Acme Holdings Ltd.", Some(ActorKind::Organisation)),
            (
                "Military Forces of Ukraine (2019-)",
                Some(ActorKind::Organisation),
            ),
            ("Університет Києва", Some(ActorKind::Organisation)),
            ("Protesters (Iran)", Some(ActorKind::Collective)),
            ("Striking dock workers", Some(ActorKind::Collective)),
            ("Kharkiv Oblast", Some(ActorKind::Place)),
            ("Volodymyr Zelensky", None),
            ("Church, Charlotte", None),
            ("Siemens GmbH", Some(ActorKind::Organisation)),
            ("Acme, Inc.", Some(ActorKind::Organisation)),
            ("United Nations", Some(ActorKind::Organisation)),
            ("Kingdom of Jerusalem", Some(ActorKind::State)),
            ("Trinidad and Tobago", Some(ActorKind::State)),
            ("World Bank", Some(ActorKind::Organisation)),
            ("Supreme Court", Some(ActorKind::Organisation)),
            ("Nile Basin Initiative", Some(ActorKind::Organisation)),
            ("Rose Bank", None),
            ("Commissioner of Police", None),
            ("Bank Manager", None),
            ("Banks", None),
            ("Charlotte Church", None),
            ("Church of Sweden", Some(ActorKind::Organisation)),
            ("Jordan Peterson", None),
            ("Georgia O’Keeffe", None),
            ("Eu Jin", None),
            ("", None),
        ] {
            assert_eq!(guessed(name), kind, "{name}");
        }
    }
}
