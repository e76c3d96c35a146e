//! Who takes part, as the columns of tables name them.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its text does not open"
)]

use detente::files::table::Mapping;
use detente::files::{self, Opened};
use std::ops::ControlFlow;
use std::path::Path;

fn open(text: &str) -> Opened {
    let go_on = |_| ControlFlow::Continue(());
    let path = Path::new("a.csv");
    files::open_by(text.into(), path, &Mapping::default(), &go_on).unwrap()
}

fn people(text: &str) -> Vec<String> {
    let opened = open(text);
    let actors = opened.dataset.actors.iter();
    actors.map(|actor| actor.name.to_string()).collect()
}

/// The titles of events, and how many take part.
fn events(text: &str) -> Vec<(String, usize)> {
    let opened = open(text);
    let events = opened.dataset.events.iter();
    let events = events.map(|event| (event.title.to_string(), event.participants.len()));
    events.collect()
}

#[test]
fn family_names_first_are_turned_in_short_tables() {
    for (text, expected) in [
        // Behind semicolons a comma parts no names.
        (
            "Date,Event,Who\n2024-03-04,A,\"Ruizeta, Anka\"\n2024-03-05,B,\"Ruizeta, Anka; Webrich, Carlo\"\n",
            vec!["Anka Ruizeta", "Carlo Webrich"],
        ),
        // A given name stands behind it.
        (
            "Date,Event,Who\n2024-03-04,A,\"Ruizeta, Ana\"\n2024-03-05,B,\"Colemar, Benjamin T.\"\n",
            vec!["Ana Ruizeta", "Benjamin T. Colemar"],
        ),
        (
            "Дата,Подія,Хто\n2024-03-04,A,\"Коваль, Ірина Петрівна\"\n",
            vec!["Ірина Петрівна Коваль"],
        ),
        // These are two each.
        (
            "Date,Event,Who\n2024-03-04,A,\"Anna, Carl\"\n2024-03-05,B,\"Carl, Benjamin\"\n",
            vec!["Anna", "Carl", "Benjamin"],
        ),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

#[test]
fn parts_of_names_in_columns_of_their_own_are_one_name() {
    for (text, expected) in [
        (
            "First Name,Last Name,Date,What happened\nAna,Ruiz,2024-03-04,Born\nBen,Cole,2024-03-05,Married\n",
            vec!["Ana Ruiz", "Ben Cole"],
        ),
        (
            "Datum,Name,Vorname,Ereignis\n04.03.2024,Ruiz,Ana,Geburt\n15.03.2024,Cole,,Tod\n",
            vec!["Ana Ruiz", "Cole"],
        ),
        (
            "Apellidos,Nombre,Fecha,Suceso\nRuiz Gil,Ana,2024-03-04,Boda\n",
            vec!["Ana Ruiz Gil"],
        ),
        (
            "Date,Event,Groom First Name,Groom Surname,Bride First Name,Bride Surname\n4 Mar 1850,Wedding,John,Hill,Mary,Dean\n",
            vec!["John Hill", "Mary Dean"],
        ),
        // A list of people.
        (
            "First name,Surname,Role,Party\nAna,Ruiz,Mayor,Greens\nBen,Cole,Clerk,\n",
            vec!["Ana Ruiz", "Ben Cole"],
        ),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

#[test]
fn columns_that_name_people_by_what_they_do_are_actors() {
    let wed = "Date,Spouse 1,Spouse 2,Parish\n4 Mar 1850,John Hill,Mary Dean,Ashby\n12 May 1851,Peter Low,Ann Dyer,Corby\n";
    assert_eq!(
        people(wed),
        ["John Hill", "Mary Dean", "Peter Low", "Ann Dyer"]
    );
    let titles = events(wed);
    assert_eq!(titles[0], ("John Hill, Mary Dean".to_owned(), 2));
    let won = "Year,Winner,Loser,Score\n1990,Ana Ruiz,Ben Cole,6-3\n1991,Ben Cole,Carl Weber,7-5\n";
    assert_eq!(people(won), ["Ana Ruiz", "Ben Cole", "Carl Weber"]);
}

#[test]
fn a_word_for_nobody_is_no_actor_and_is_kept() {
    let text = "Date,Event,Who\n1850,A,unknown\n1851,B,Ben Cole\n1852,C,Anonymous\n1853,D,?\n1854,E,\"Ben Cole; unbekannt\"\n";
    assert_eq!(people(text), ["Ben Cole"]);
    let dataset = open(text).dataset;
    let kept = dataset
        .events
        .iter()
        .filter(|event| !event.more.notes.kept.is_empty());
    assert_eq!(kept.count(), 4);
}

#[test]
fn rows_that_are_left_out_name_nobody() {
    let text = "Date,Event,Who\n2024-03-04,A,Ana Ruiz\n2024-03-05,B,Ben Cole\n,,Total: 2\n2024-03-06,C,Total: 2\n";
    assert_eq!(people(text), ["Ana Ruiz", "Ben Cole", "Total: 2"]);
    let (two, _) = text.split_once(",,").unwrap();
    assert_eq!(
        people(&format!("{two},,Total: 2\n")),
        ["Ana Ruiz", "Ben Cole"]
    );
}

#[test]
fn columns_that_share_names_are_of_those_who_meet() {
    let text = "Meeting Date,Agenda item,Moved,Backed,Result\n8 Jan 2019,Budget,Foley,Chen,Carried\n22 Jan 2019,Rezoning,Chen,Dubois,Lost\n5 Feb 2019,Park,Foley,Greene,Carried\n19 Feb 2019,Road,Dubois,Foley,Carried\n";
    assert_eq!(people(text), ["Foley", "Chen", "Dubois", "Greene"]);
    assert!(events(text).iter().all(|(_, people)| *people == 2));
    // Answers are shared too.
    let text = "Date,Event,Agreed,Signed\n2019-01-01,A,Yes,No\n2019-01-02,B,No,Yes\n2019-01-03,C,Yes,Yes\n";
    assert!(people(text).is_empty());
}

#[test]
fn states_are_parted_wherever_they_stand() {
    for (text, expected) in [
        (
            "Дата;Подія;Учасники\n24.02.2022;Вторгнення;Росія, Україна\n02.03.2022;Резолюція;ООН\n",
            vec!["Росія", "Україна", "ООН"],
        ),
        (
            "Name,Date,Signatories\nB,2 May 1951,United States and Japan\nC,3 May 1952,\"Trinidad and Tobago, Bosnia and Herzegovina\"\n",
            vec![
                "United States",
                "Japan",
                "Trinidad and Tobago",
                "Bosnia and Herzegovina",
            ],
        ),
        (
            "Treaty,Signed,Parties\nNPT,1 Jul 1968,190 parties\nPact,27 Aug 1928,France; Germany; +59 others\nX,1 May 1950,France; et al.\n",
            vec!["France", "Germany"],
        ),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}
