//! Names in cells, by example.

use super::names::Parting;
use crate::dataset::spelling::key;

fn names(cells: &[&str]) -> Vec<Vec<String>> {
    let parting = Parting::of(cells.iter().copied(), true);
    let of = |cell: &&str| {
        parting
            .names(cell)
            .into_iter()
            .map(|name| name.name)
            .collect()
    };
    cells.iter().map(of).collect()
}

#[test]
fn what_stands_alone_elsewhere_is_a_name() {
    let found = names(&[
        "Mayor Holt, Lena Barker and Tom Reed",
        "Holt, Mayor",
        "Mayor Holt / Lena Barker",
        "Mayor Holt\nLena Barker",
        "Mayor Holt & Lena Barker",
        "Lena Barker, Tom Reed, and Mayor Holt",
    ]);
    let three = ["Mayor Holt", "Lena Barker", "Tom Reed"];
    assert_eq!(found[0], three);
    assert_eq!(found[1], ["Mayor Holt"]);
    for two in &found[2..5] {
        assert_eq!(*two, ["Mayor Holt", "Lena Barker"]);
    }
    assert_eq!(found[5], ["Lena Barker", "Tom Reed", "Mayor Holt"]);
}

#[test]
fn a_name_with_a_joint_in_it_is_one() {
    let cells = [
        "Ministry of Health and Social Care",
        "Smith, Jones and Partners",
        "Port Authority",
        "AC/DC",
    ];
    for (cell, found) in cells.iter().zip(names(&cells)) {
        assert_eq!(found, [*cell]);
    }
}

#[test]
fn a_ministry_is_one_however_often_it_stands_in_a_list() {
    let found = names(&[
        "Police, Ministerio de Minas y Energía",
        "Ministerio de Minas y Energía, Mission",
        "Police y Mission",
        "Mission",
        "Police",
    ]);
    assert_eq!(found[0], ["Police", "Ministerio de Minas y Energía"]);
    assert_eq!(found[2], ["Police", "Mission"]);
}

#[test]
fn lists_of_people_that_stand_once_are_parted() {
    let found = names(&[
        "Ramesses II, Muwatalli II",
        "Miltiades, Datis, Artaphernes",
        "Khufu",
    ]);
    assert_eq!(found[0], ["Ramesses II", "Muwatalli II"]);
    assert_eq!(found[1], ["Miltiades", "Datis", "Artaphernes"]);
}

#[test]
fn titles_and_what_stands_in_brackets_are_apart() {
    let cells = [
        "Ilse Marrow",
        "Zelensky",
        "Ilse Marrow (nurse)",
        "Police (Kyiv)",
        "Police (Lviv)",
        "Police",
    ];
    let parting = Parting::of(cells.into_iter(), true);
    let of = |cell: &str| parting.names(cell).remove(0);
    let marrow = of("Ilse Marrow (nurse)");
    assert_eq!(marrow.name, "Ilse Marrow");
    assert_eq!(marrow.written.as_deref(), Some("Ilse Marrow (nurse)"));
    assert_eq!(of("Roy Teague (Dep. 188:15)").name, "Roy Teague");
    assert_eq!(of("Police (Kyiv)").name, "Police (Kyiv)");
    assert_eq!(of("Mr Smith").name, "Mr Smith");
    assert_eq!(of("Dr. Nadim Sefu").name, "Nadim Sefu");
    assert_eq!(of("Protesters (Norland)").name, "Protesters (Norland)");
    let president = of("President Zelensky");
    assert_eq!(
        (president.name.as_str(), president.has_title),
        ("Zelensky", true)
    );
    assert_eq!(of("President of Russia").name, "President of Russia");
    assert_eq!(parting.names("none"), []);
}

#[test]
fn family_names_first_are_turned_where_all_are() {
    let found = names(&[
        "Scholz, Olaf",
        "Macron, Emmanuel",
        "Sánchez, Pedro",
        "Meloni, Giorgia",
        "Tusk, Donald",
        "Orbán, Viktor",
        "Rutte, Mark",
        "Stubb, Alexander",
    ]);
    assert_eq!(
        found.concat()[..3],
        ["Olaf Scholz", "Emmanuel Macron", "Pedro Sánchez"]
    );
    // A few pairs may be two each.
    let found = names(&["Orlov, Brandt", "Foley, Dubois"]);
    assert_eq!(found[0], ["Orlov, Brandt"]);
    let found = names(&["Ukraine, Russia", "France, Germany", "Spain, Italy"]);
    assert_eq!(found[0], ["Ukraine", "Russia"]);
    let found = names(&["Scholz, Olaf", "Olaf Scholz"]);
    assert_eq!(found.concat(), ["Olaf Scholz", "Olaf Scholz"]);
    // Two people, not one: each stands before the other somewhere.
    let found = names(&["Trump, Putin", "Putin, Trump", "Putin, Macron", "Macron"]);
    assert_eq!(found[0], ["Trump", "Putin"]);
}

#[test]
fn unseen_signs_and_spaces_do_not_tell_names_apart() {
    for name in [
        "Olaf  Scholz",
        "Olaf\u{a0}Scholz",
        "olaf\u{200b} SCHOLZ",
        " Olaf Scholz ",
    ] {
        assert_eq!(key(name), "olaf scholz", "{name:?}");
    }
    assert_eq!(key("Mira Nova\u{301}k"), key("Mira Novák"));
}
