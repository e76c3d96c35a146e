//! Which names are alike, and which are not.

use super::*;

/// What is found among actors of one name each.
fn found(names: &[&str], is_person: bool) -> Vec<Pair> {
    let kinds = vec![is_person; names.len()];
    let names: Vec<Vec<String>> = names.iter().map(|name| vec![(*name).to_owned()]).collect();
    look_alikes(&names, &kinds)
}

fn likeness(one: &str, other: &str, is_person: bool) -> Option<Likeness> {
    let one_way = found(&[one, other], is_person).first().map(|p| p.likeness);
    let other_way = found(&[other, one], is_person).first().map(|p| p.likeness);
    assert_eq!(one_way, other_way, "{one} | {other}");
    one_way
}

#[test]
fn persons_that_are_one_are_offered() {
    use Likeness::{Letters, Short, Spelling, Words};
    for (one, other, wanted) in [
        ("Zelensky, Volodymyr", "Volodymyr Zelensky", Words),
        ("Orbán Viktor", "Viktor Orban", Words),
        ("President Emmanuel Macron", "Emmanuel Macron", Words),
        ("Mme Christine Lagarde", "Christine Lagarde", Words),
        ("Herr Klaus Steinmetz", "Klaus Steinmetz", Words),
        ("президент Зеленський", "Зеленський", Words),
        ("Novak Đoković", "Novak Djokovic", Words),
        ("Jürgen Müller", "Juergen Mueller", Words),
        ("Søren Łódź", "Soren Lodz", Words),
        ("Ramzan Kadyrov", "Ramzan Kadyrov (Chechnya)", Words),
        ("Ban Ki-moon", "Ban Ki Moon", Words),
        ("Elizabeth O'Connor", "Elizabeth OConnor", Words),
        ("Louis XIV", "Louis the Fourteenth", Words),
        (
            "William, of Ockham, 1285?-1349?",
            "William of Ockham",
            Words,
        ),
        ("Thomas, Aquinas, Saint", "Thomas Aquinas", Words),
        ("Volodymyr Zelensky", "Володимир Зеленський", Letters),
        ("Volodymyr Zelenskyy", "Володимир Зеленський", Letters),
        ("Aleksandar Vucic", "Александар Вучић", Letters),
        ("Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης", Letters),
        ("Petar Parvanov", "Петър Първанов", Letters),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy", Spelling),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj", Spelling),
        ("Volodymyr Zelensky", "Vladimir Zelenski", Spelling),
        ("Vladimir Putin", "Vladimir Poutine", Spelling),
        ("Yevgeny Prigozhin", "Evgueni Prigojine", Spelling),
        ("Mikhail Khodorkovsky", "Michail Chodorkowski", Spelling),
        ("William of Ockham", "Guillelmus de Ockham", Spelling),
        ("Aleksandr Solzhenitsyn", "Alexandre Soljenitsyne", Spelling),
        ("Rosa Luxemburg", "Rosa Luxembourg", Spelling),
        ("Thaksin Shinawatra", "Thaksin Shinawattra", Spelling),
        ("Husni Mubarak", "Hosni Mubarak", Spelling),
        ("V. Zelensky", "Volodymyr Zelensky", Short),
        ("Y. Tymoshenko", "Юлія Тимошенко", Short),
        ("V. I. Lenin", "Vladimir Lenin", Short),
        ("John A. Whitfield", "John Whitfield", Short),
        ("Zelensky", "Volodymyr Zelensky", Short),
        ("von der Leyen", "Ursula von der Leyen", Short),
        ("President Biden", "Joe Biden", Short),
    ] {
        assert_eq!(likeness(one, other, true), Some(wanted), "{one} | {other}");
    }
}

#[test]
fn persons_that_are_two_are_not_offered() {
    for (one, other) in [
        ("Mary Smith", "Mark Smith"),
        ("Ivan Petrov", "Ivana Petrova"),
        ("Ivan Petrov", "Ivana Petrov"),
        ("Ivan Petrov", "Ivan Petrova"),
        ("Volodymyr Zelensky", "Olena Zelenska"),
        ("Зеленський", "Зеленська"),
        ("Louis XIV", "Louis XV"),
        ("Henri IV", "Henry IV"),
        ("King Philip II", "Emperor Philip II"),
        ("Ivanov, Ivan, 1950-", "Ivanov, Ivan, 1975-"),
        ("Pliny the Elder", "Pliny the Younger"),
        ("John Smith Jr.", "John Smith Sr."),
        ("Mr Taylor", "Mrs Taylor"),
        ("John Paul", "Paul John"),
        ("Marie Dupont", "Mario Dupont"),
        ("Joan Peters", "John Peters"),
        ("Amina Mohammed", "Amira Mohammed"),
        ("William of Tyre", "William of Tours"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("M. Smith", "John Smith"),
        ("Volodymyr", "Volodymyr Zelensky"),
        ("Andrii Melnyk", "Andrii Melnychuk"),
        ("George W. Bush", "George H. W. Bush"),
        ("John Chandler", "John Handler"),
        ("Kate Bell", "Nate Bell"),
        ("John Smith (priest)", "John Smith (poet)"),
    ] {
        assert_eq!(likeness(one, other, true), None, "{one} | {other}");
    }
}

#[test]
fn others_that_are_one_are_offered() {
    use Likeness::{Letters, Short, Spelling, Words};
    for (one, other, wanted) in [
        ("Apple Inc.", "Apple", Words),
        ("Acme Holdings Limited", "Acme Holdings Ltd.", Words),
        ("ООО Ромашка", "Ромашка", Words),
        ("Nestlé S.A.", "Nestle", Words),
        ("Johnson & Johnson", "Johnson and Johnson", Words),
        ("The Bank of England", "Bank of England", Words),
        ("Wagner-Group", "Wagner Group", Words),
        ("MercyCorps", "Mercy Corps", Words),
        ("World War II", "Second World War", Words),
        ("M23", "M-23", Words),
        ("Mer\u{ad}cy Corps\u{200b}", "Mercy-Corps", Words),
        ("Government of Ukraine", "Ukraine Government", Words),
        ("Civilians (Mali)", "CIVILIANS MALI", Words),
        ("Харків", "Kharkiv", Letters),
        ("Газпром", "PJSC Gazprom", Letters),
        ("Kyiv", "Kiev", Spelling),
        ("Ministry of Defence", "Ministry of Defense", Spelling),
        ("Al-Qaeda", "Al Qaida", Spelling),
        ("Tajikistan", "Tajikstan", Spelling),
        ("Halliburton", "Haliburton", Spelling),
        ("Abbey of Saint-Denis", "Abbey of St. Denis", Spelling),
        ("UN", "United Nations", Short),
        (
            "U.N. Security Council",
            "United Nations Security Council",
            Short,
        ),
        ("ICRC", "International Committee of the Red Cross", Short),
        ("IBM", "International Business Machines Corp.", Short),
        ("WHO", "World Health Organization (WHO)", Short),
    ] {
        assert_eq!(likeness(one, other, false), Some(wanted), "{one} | {other}");
    }
}

#[test]
fn others_that_are_two_are_not_offered() {
    for (one, other) in [
        ("Event 1", "Event 2"),
        ("17th Guards Brigade", "71st Guards Brigade"),
        ("World War I", "World War II"),
        ("North Korea", "South Korea"),
        ("Northern Command", "Southern Command"),
        ("Upper Lorraine", "Lower Lorraine"),
        ("York", "New York"),
        ("Minister", "Deputy Minister"),
        (
            "Ministry of Defence of Mali",
            "Ministry of Defence of Malta",
        ),
        (
            "Ministry of Defence of Ukraine",
            "Ministry of Defence of Russia",
        ),
        ("Iran", "Iraq"),
        ("Mali", "Malta"),
        ("Niger", "Nigeria"),
        ("Austria", "Australia"),
        ("Slovakia", "Slovenia"),
        ("Dominica", "Dominican Republic"),
        ("Republic of the Congo", "Democratic Republic of the Congo"),
        ("USAGOV", "USAMIL"),
        ("UNHCR", "UNHRC"),
        (
            "Police Forces of Mali (2010-2015)",
            "Police Forces of Mali (2015-2020)",
        ),
        ("Civilians (Ukraine)", "Civilians (Russia)"),
        ("Bank of China", "Bank of Canada"),
        ("Atlantic Shipping", "Atlantis Shipping"),
        (
            "Embassy of Russia in Ukraine",
            "Embassy of Ukraine in Russia",
        ),
        ("University of Miami", "Miami University"),
        ("Acme Holdings LLC", "Acme Holdings Ltd"),
        ("Austria", "Austrian"),
        ("UN", "Ukrainian navy"),
        ("AU", "United Nations"),
        ("Sumy", "Suma"),
        ("class d", "class l"),
        ("Group A", "Group B"),
        ("Area ٣", "Area ٤"),
    ] {
        assert_eq!(likeness(one, other, false), None, "{one} | {other}");
    }
}

#[test]
fn a_short_name_is_offered_only_where_it_is_sure() {
    let short = |names: &[&str], is_person: bool| found(names, is_person).len();
    assert_eq!(short(&["Zelensky", "Volodymyr Zelensky"], true), 1);
    assert_eq!(
        short(
            &["Zelensky", "Volodymyr Zelensky", "Oleksandr Zelensky"],
            true
        ),
        0
    );
    // Two spellings of one person are one who has the name; it is offered with the first of them.
    let all = found(
        &["Zelensky", "Volodymyr Zelensky", "Volodymyr Zelenskyy"],
        true,
    );
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(short(&["M. Smith", "Mary Smith", "John Smith"], true), 1);
    assert_eq!(short(&["M. Smith", "Mary Smith", "Mark Smith"], true), 0);
    assert_eq!(
        short(
            &["George Bush", "George W. Bush", "George H. W. Bush"],
            true
        ),
        0
    );
    assert_eq!(short(&["AP", "Associated Press"], false), 1);
    assert_eq!(short(&["AP", "Associated Press", "Air Police"], false), 0);
}

#[test]
fn other_names_of_an_actor_count() {
    let names = |all: &[&[&str]]| -> Vec<Vec<String>> {
        let all = all.iter();
        all.map(|names| names.iter().map(|name| (*name).to_owned()).collect())
            .collect()
    };
    let pairs = look_alikes(
        &names(&[
            &["Russia", "Russian Federation"],
            &["Mali"],
            &["Federation, Russian"],
        ]),
        &[false; 3],
    );
    let [pair] = pairs.as_slice() else {
        panic!("{pairs:?}")
    };
    assert_eq!((pair.first, pair.second), (0, 2));
    assert_eq!(
        pair.names,
        ("Russian Federation".into(), "Federation, Russian".into())
    );
    // An own number is stronger than a name that two share.
    let kings = names(&[&["Louis XIV", "Le roi Louis"], &["Louis XV", "Louis"]]);
    assert_eq!(look_alikes(&kings, &[true, true]), []);
    // A person's title is no title elsewhere, nor where it is not said what an actor is.
    assert_eq!(
        look_alikes(&names(&[&["General Motors"], &["Motors"]]), &[]),
        []
    );
    assert_eq!(look_alikes(&[], &[]), []);
}

#[test]
fn pairs_are_told_once_and_in_order() {
    let names = [
        "V. Zelensky",
        "Volodymyr Zelenskyy",
        "Zelensky, Volodymyr",
        "Volodymyr Zelensky",
        "Зеленський Володимир",
    ];
    let all = found(&names, true);
    assert!(all.is_sorted_by_key(|pair| (pair.likeness, pair.first, pair.second)));
    let mut places: Vec<_> = all.iter().map(|pair| (pair.first, pair.second)).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), all.len());
    assert!(all.iter().all(|pair| pair.first < pair.second));
    assert_eq!(all, found(&names, true));
    assert_eq!(
        all.first().map(|pair| (pair.first, pair.second)),
        Some((2, 3))
    );
}

#[test]
fn many_pairs_are_cut() {
    let names: Vec<String> = (0..40_000).map(|n| format!("Name {}", n / 2)).collect();
    let names: Vec<Vec<String>> = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            vec![if n % 2 == 0 {
                name.clone()
            } else {
                format!("The {name}")
            }]
        })
        .collect();
    let pairs = look_alikes(&names, &vec![false; names.len()]);
    assert_eq!(pairs.len(), MOST_PAIRS);
    assert_eq!(
        pairs.last().map(|pair| pair.second),
        Some(2 * MOST_PAIRS - 1)
    );
}

#[test]
fn any_text_is_read() {
    let samples = [
        "President Volodymyr Zelensky, Jr. (1978-), ООО «Ромашка» S.A. XIV 17th",
        "Ἀλέξιος Κομνηνός U.N. d'Ivoire ŒuvreİıÆß 12й",
        "\u{200f}محمد بن سلمان, 习近平; \u{301}\u{ad} क्षत्रिय --- ,,, '' .",
    ];
    let mut all: Vec<Vec<String>> = vec![vec![], vec![String::new(), " ".into()]];
    let mut seed = 11_u64;
    for sample in samples {
        for (at, _) in sample.char_indices() {
            all.push(vec![sample[..at].to_owned(), sample[at..].to_owned()]);
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mut bytes = sample.as_bytes().to_vec();
            bytes[at] = seed.to_be_bytes()[0];
            all.push(vec![String::from_utf8_lossy(&bytes).into_owned()]);
        }
    }
    for is_person in [true, false] {
        let pairs = look_alikes(&all, &vec![is_person; all.len()]);
        assert!(pairs.iter().all(|pair| pair.second < all.len()));
    }
}
