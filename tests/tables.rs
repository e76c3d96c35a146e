//! Tables in the window: opened at once where the guess is sure, else asked about; changed, added,
//! remembered.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use detente::dataset::Role as Part;
use detente::editor::{Selection, Start};
use detente::files;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use support::{Window, click, menu, open, press, retype, says, settle, with_file};

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    path
}

fn field(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/field")
        .join(name)
}

/// Picks a value of a menu that has a name.
fn pick(window: &mut Window, menu: &str, value: &str) {
    window.get_by_role_and_label(Role::ComboBox, menu).click();
    settle(window);
    click(window, value);
}

fn dates(window: &Window) -> Vec<String> {
    let dataset = window.state().state().dataset().unwrap();
    let all = dataset.events.iter();
    all.map(|event| event.when.as_deref().unwrap_or("-").to_owned())
        .collect()
}

#[test]
fn a_sure_table_opens_at_once_and_says_how_it_was_read() {
    let mut window = with_file(field("title-row.csv"));
    assert!(window.state().state().dialog.is_none());
    assert!(says(
        &window,
        "2 events, all with a date. When: Date. Title: Event. Who: Who. Source: Source."
    ));
    click(&mut window, "Dismiss");
    assert!(!says(&window, "When: Date"));
    // It can be changed later all the same.
    menu(&mut window, "File", "Change how the table is read…");
    assert!(says(&window, "How is title-row.csv to be read?"));
}

#[test]
fn a_table_in_doubt_is_asked_about() {
    let mut window = with_file(field("day-and-month-mixed.csv"));
    assert!(
        window.state().state().document.is_none(),
        "nothing is open yet"
    );
    assert!(says(&window, "How is day-and-month-mixed.csv to be read?"));
    assert!(says(&window, "which comes first where both are possible?"));
    assert!(says(&window, "read as Thursday 13 January 2022"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(dates(&window), ["2022-01-13", "2022-01-25"]);
}

#[test]
fn a_wrong_guess_is_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let table = "Seen,Reported,Event\n03/04/2014,01/05/2014,Fire\n04/04/2014,02/05/2014,Flood\n";
    let path = write(folder.path(), "reports.csv", table);
    let mut window = with_file(&path);
    assert!(says(&window, "How is reports.csv to be read?"));
    assert!(says(&window, "with the day first, or"));
    pick(&mut window, "Meaning of Seen", "When");
    pick(&mut window, "Meaning of Reported", "Keep as it is");
    click(&mut window, "In 3/4/2014: as found");
    click(&mut window, "day first");
    assert!(says(&window, "2 events, all with a date."));
    click(&mut window, "Remember this for the file");
    click(&mut window, "Open");
    assert_eq!(dates(&window), ["2014-04-03", "2014-04-04"]);
    // It is read so the next time, without a question.
    let again = with_file(&path);
    assert_eq!(dates(&again), ["2014-04-03", "2014-04-04"]);
    let mapping = fs::read_to_string(folder.path().join("reports.csv.mapping")).unwrap();
    assert!(mapping.contains(r#""day_first": true"#), "{mapping}");
}

#[test]
fn a_table_without_dates_says_so_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(
        folder.path(),
        "list.csv",
        "Who,What\nAnna,Talks\nBoris,Walks\n",
    );
    let mut window = with_file(&path);
    assert!(says(&window, "No column says when: which one does?"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().state().document.is_none());
    assert!(window.state().state().dialog.is_none());
}

#[test]
fn a_click_beside_the_question_leaves_it() {
    let mut window = with_file(field("day-and-month-mixed.csv"));
    pick(&mut window, "Meaning of title", "Description");
    window.drag_at(egui::pos2(4.0, 4.0));
    window.drop_at(egui::pos2(4.0, 4.0));
    settle(&mut window);
    assert!(says(&window, "How is day-and-month-mixed.csv to be read?"));
}

#[test]
fn what_only_the_check_found_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let table = "Date,Event,Link\n2019-03-04,Letter,https://a.example\n2019-03-05,Reply,https://\n";
    let mut window = with_file(write(folder.path(), "links.csv", table));
    click(&mut window, "Show problems");
    assert!(says(&window, "“https://”"));
}

#[test]
fn what_no_name_and_no_cell_tells_a_person_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "numbers.csv", "aaa,bbb\n1,2\n3,4\n");
    let mut window = with_file(&path);
    assert!(says(&window, "names no column for titles or dates"));
    pick(&mut window, "Meaning of aaa", "Title");
    pick(&mut window, "Meaning of bbb", "Year");
    click(&mut window, "Open");
    assert_eq!(dates(&window), ["0002", "0004"]);
}

#[test]
fn actors_and_ties_are_added_to_the_open_dataset() {
    let folder = tempfile::tempdir().unwrap();
    let events = "Date,Event,From,To\n2019-03-04,Letter,Mayor Holt,Harbour board\n";
    let path = write(folder.path(), "events.csv", events);
    let mut window = with_file(&path);
    let actors =
        "Id,Label,Type,Group\n1,mayor\u{a0}ho\u{200b}lt,person,Town\n2,Lena Holt,person,Town\n";
    let more = write(folder.path(), "people.csv", actors);
    menu(&mut window, "File", "Open…");
    retype(&mut window, "Path", &more.display().to_string());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(says(&window, "How is people.csv to be read?"));
    click(&mut window, "Add to the open dataset");
    let state = window.state().state();
    let dataset = state.dataset().unwrap();
    let names: Vec<_> = dataset
        .actors
        .iter()
        .map(|actor| actor.name.to_string())
        .collect();
    assert_eq!(names, ["Mayor Holt", "Harbour board", "Lena Holt"]);
    let holt = dataset.actors.iter().next().unwrap();
    let town = dataset.groups.iter().next().unwrap();
    assert_eq!((holt.group.as_ref(), &*town.name), (Some(&town.id), "Town"));
    let event = dataset.events.iter().next().unwrap();
    assert_eq!(event.participants[0].role, Part::From);
    assert_eq!(event.participants[0].actor, holt.id);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let state = window.state().state();
    assert_eq!(state.dataset().unwrap().actors.len(), 2, "one step back");
}

#[test]
fn the_header_and_the_rest_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    let table = "2019;first\n2020;second\n";
    let path = write(folder.path(), "bare.txt", table);
    let mut window = with_file(&path);
    if window.state().state().dialog.is_none() {
        menu(&mut window, "File", "Change how the table is read…");
    }
    click(&mut window, "Header: none");
    click(&mut window, "line 1");
    assert!(says(&window, "1 event"));
    press(&mut window, Modifiers::NONE, Key::Escape);
}

#[test]
fn a_sure_table_can_be_added_to_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(
        folder.path(),
        "a.csv",
        "Date,Event,Who\n2019-03-04,Letter,Anna\n",
    );
    let more = write(
        folder.path(),
        "b.csv",
        "Date,Event,Who\n2019-03-05,Reply,anna\n2019-03-06,End,Boris\n",
    );
    let mut window = with_file(&path);
    menu(&mut window, "Insert", "Event");
    press(&mut window, Modifiers::NONE, Key::Escape);
    let open = |window: &mut Window| {
        menu(window, "File", "Open…");
        retype(window, "Path", &more.display().to_string());
        press(window, Modifiers::NONE, Key::Enter);
    };
    open(&mut window);
    assert!(!says(&window, "Save changes"), "nothing is lost yet");
    click(&mut window, "Add to the open dataset");
    let dataset = |window: &Window| window.state().state().dataset().unwrap().clone();
    assert_eq!(
        (dataset(&window).events.len(), dataset(&window).actors.len()),
        (4, 2)
    );
    // To open it instead, what becomes of the changes is asked.
    open(&mut window);
    click(&mut window, "Open");
    assert!(says(&window, "Save changes to a.csv?"));
    click(&mut window, "Discard");
    assert_eq!(dataset(&window).events.len(), 2);
}

fn paste(window: &mut Window, text: &str) {
    window.event(egui::Event::Paste(text.to_owned()));
    settle(window);
}

#[test]
fn what_a_spreadsheet_copies_can_be_pasted() {
    let mut window = open(Start::default());
    let copied = "Date\tEvent\tWho\r\n4 March 2019\tLetter\tAnna\r\n5 March 2019\tReply\tBoris\r\n";
    paste(&mut window, copied);
    assert!(says(&window, "How is a pasted table to be read?"));
    assert!(says(&window, "read as Monday 4 March 2019"));
    assert!(
        !says(&window, "Remember this"),
        "there is no file beside which it could be"
    );
    pick(&mut window, "Meaning of Who", "Place");
    click(&mut window, "Open");
    assert_eq!(dates(&window), ["2019-03-04", "2019-03-05"]);
    assert!(window.state().state().is_changed(), "no file has it");
    // What is pasted later is added, or opened in place of it.
    paste(&mut window, "Date,Event\n2020,Talks\n");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(dates(&window), ["2019-03-04", "2019-03-05", "2020"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(dates(&window).len(), 2);
    paste(&mut window, "Date,Event\n2021,Walk\n");
    click(&mut window, "Open");
    assert!(says(&window, "Save changes"));
    click(&mut window, "Discard");
    assert_eq!(dates(&window), ["2021"]);
}

#[test]
fn what_is_no_table_is_not_pasted() {
    let mut window = with_file(field("title-row.csv"));
    paste(&mut window, "harbour");
    assert!(says(&window, "What is on the clipboard is no table"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    // A text field takes what is pasted itself.
    window.get_by_label("Find").click();
    settle(&mut window);
    paste(&mut window, "Date,Event\n2020,Talks\n");
    assert_eq!(window.state().state().dialog, None);
}

#[test]
fn events_are_exported_for_other_programs() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = support::opened();
    let export = |window: &mut Window, name: &str| {
        menu(window, "File", "Export data…");
        assert!(
            says(
                window,
                "This leaves out relations, groups, periods, bookmarks, who is mentioned or absent, "
            ),
            "what is left out is told first"
        );
        click(window, "Format");
        click(window, "JSON Lines (.jsonl)");
        click(window, "Export");
        retype(
            window,
            "Path",
            &folder.path().join(name).display().to_string(),
        );
        press(window, Modifiers::NONE, Key::Enter);
    };
    export(&mut window, "summit.jsonl");
    let written = fs::read_to_string(folder.path().join("summit.jsonl")).unwrap();
    let count = window.state().state().dataset().unwrap().events.len();
    assert_eq!(written.lines().count(), count);
    assert!(says(&window, "Exported to "));
    assert!(
        !window.state().state().is_changed(),
        "nothing of the dataset is another"
    );
    export(&mut window, "summit.jsonl");
    assert!(says(&window, "Replace summit.jsonl?"));
}

#[test]
fn names_that_look_alike_are_merged_or_kept_apart() {
    let mut window = with_file(field("look-alikes.csv"));
    assert!(says(&window, "pairs of names look alike"));
    let names = |window: &Window| {
        let dataset = window.state().state().dataset().unwrap();
        let all = dataset.actors.iter();
        all.map(|actor| actor.name.to_string()).collect::<Vec<_>>()
    };
    let before = names(&window);
    assert!(before.contains(&"Volodymyr Zelenskyy".to_owned()));
    menu(&mut window, "Edit", "Names that look alike…");
    assert!(says(&window, "Names that look alike"));
    click(
        &mut window,
        "Merge: Volodymyr Zelensky and Volodymyr Zelenskyy",
    );
    assert!(!names(&window).contains(&"Volodymyr Zelenskyy".to_owned()));
    // It was made to stay instead of the other.
    click(&mut window, "Volodymyr Zelenskiy · 1 event");
    click(
        &mut window,
        "Merge: Volodymyr Zelenskiy and Volodymyr Zelensky",
    );
    let now = names(&window);
    assert!(now.contains(&"Volodymyr Zelenskiy".to_owned()), "{now:?}");
    assert!(!now.contains(&"Volodymyr Zelensky".to_owned()), "{now:?}");
    click(
        &mut window,
        "Merge: Volodymyr Zelenskiy and President Zelensky",
    );
    // What is kept apart is not offered again.
    click(&mut window, "Keep apart: José Álvarez and Jose Alvarez");
    assert!(says(&window, "No two actors look alike."));
    click(&mut window, "Close");
    assert!(
        !says(&window, "look alike"),
        "nothing is left to be decided"
    );
    // Each is one step.
    menu(
        &mut window,
        "Edit",
        "Undo keeping “José Álvarez” and “Jose Alvarez” apart",
    );
    menu(
        &mut window,
        "Edit",
        "Undo merging of “President Zelensky” into “Volodymyr Zelenskiy”",
    );
    menu(
        &mut window,
        "Edit",
        "Undo merging of “Volodymyr Zelensky” into “Volodymyr Zelenskiy”",
    );
    menu(
        &mut window,
        "Edit",
        "Undo merging of “Volodymyr Zelenskyy” into “Volodymyr Zelensky”",
    );
    assert_eq!(names(&window), before);
}

#[test]
fn a_date_that_cannot_be_read_is_mended_among_the_problems() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(
        folder.path(),
        "harbour.csv",
        "title,when\nA,2019-05-01\nB,2019-05-02\nC,soon\n",
    );
    let mut window = with_file(path);
    click(&mut window, "Open");
    click(&mut window, "Show problems");
    assert!(says(&window, "“soon” is not a date"));
    retype(&mut window, "When", "3 May 2019");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(dates(&window), ["2019-05-01", "2019-05-02", "2019-05-03"]);
    assert!(!says(&window, "“soon” is not a date"), "it is mended");
    assert!(!says(&window, "with one that cannot be read"));
    assert!(!says(&window, "Show problems"));
}

/// What the list of problems says, each row as it is read out.
fn problems(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_label_contains("is not a date");
    rows.filter_map(|row| row.accesskit_node().label())
        .collect()
}

/// Gives the first field of a name another text.
fn retype_first(window: &mut Window, name: &str, text: &str) {
    let field = |window: &Window, act: &dyn Fn(egui_kittest::Node<'_>)| {
        act(window.get_all_by_label(name).next().unwrap());
    };
    field(window, &|field| field.focus());
    settle(window);
    press(window, Modifiers::COMMAND, Key::A);
    field(window, &|field| field.type_text(text));
    settle(window);
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn a_problem_keeps_its_words_while_others_are_mended() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "title,when\nA,2019-05-01\nB,2019-05-02\nC,soon\nD,later\nE,2019-13\n";
    let mut window = with_file(write(folder.path(), "harbour.csv", rows));
    click(&mut window, "Open");
    click(&mut window, "3 problems");
    let before = problems(&window);
    assert_eq!(before.len(), 3, "{before:?}");
    retype_first(&mut window, "When", "3 May 2019");
    assert_eq!(
        dates(&window).get(2).map(String::as_str),
        Some("2019-05-03")
    );
    assert_eq!(
        problems(&window),
        before[1..],
        "as they were, in their place in the file"
    );
    assert!(says(&window, "2 problems"));
}

/// How many pairs the dialog of names offers.
fn count(window: &Window) -> usize {
    window.query_all_by_label_contains("Merge: ").count()
}

#[test]
fn names_keep_their_places_while_one_is_picked_and_merging_is_undone_where_it_is_done() {
    let mut window = with_file(field("look-alikes.csv"));
    assert!(says(&window, "pairs of names look alike."));
    click(&mut window, "Review names…");
    let both = [
        "Volodymyr Zelensky · 2 events",
        "Volodymyr Zelenskyy · 1 event",
    ];
    let places = |window: &Window| {
        let place = |name: &str| window.get_all_by_label(name).next().unwrap().rect();
        both.map(place)
    };
    let (before, pairs) = (places(&window), count(&window));
    click(&mut window, both[1]);
    assert_eq!(places(&window), before, "nothing has moved");
    let merge = "Merge: Volodymyr Zelenskyy and Volodymyr Zelensky";
    window.get_by_label(merge).focus();
    press(&mut window, Modifiers::NONE, Key::Tab);
    let apart = "Keep apart: Volodymyr Zelenskyy and Volodymyr Zelensky";
    assert!(window.get_by_label(apart).is_focused());
    click(&mut window, both[0]);
    assert_eq!(places(&window), before);
    click(&mut window, both[1]);
    click(&mut window, merge);
    assert!(count(&window) < pairs);
    // It is undone where it was done, and what was picked stays so.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window), pairs);
    assert!(says(&window, merge));
    press(&mut window, Modifiers::COMMAND, Key::Y);
    let left = count(&window);
    assert!(left < pairs);
    click(&mut window, "Close");
    let told = |count: usize| match count {
        1 => "1 pair of names looks alike.".to_owned(),
        _ => format!("{count} pairs of names look alike."),
    };
    assert!(says(&window, &told(left)), "{left}");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(says(&window, &told(pairs)), "the line is of now");
}

#[test]
fn the_fuller_name_is_suggested_to_stay() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "title,when,from,to\nA,2020,J. Smith,Anna Berg\nB,2021,J. Smith,Anna Berg\n\
                C,2022,John Smith,Anna Berg\n";
    let mut window = with_file(write(folder.path(), "smith.csv", rows));
    menu(&mut window, "Edit", "Names that look alike…");
    click(&mut window, "Merge: John Smith and J. Smith");
    let dataset = window.state().state().dataset().unwrap();
    let names: Vec<&str> = dataset.actors.iter().map(|actor| &*actor.name).collect();
    assert_eq!(names, ["Anna Berg", "John Smith"]);
}

#[test]
fn who_is_kept_apart_stays_so_in_the_file() {
    let mut window = with_file(field("look-alikes.csv"));
    menu(&mut window, "Edit", "Names that look alike…");
    let before = count(&window);
    click(&mut window, "Keep apart: José Álvarez and Jose Alvarez");
    assert_eq!(count(&window), before - 1);
    let dataset = window.state().state().dataset().unwrap().clone();
    let jose = dataset
        .actors
        .iter()
        .find(|actor| &*actor.name == "José Álvarez")
        .unwrap();
    let other = dataset
        .actors
        .iter()
        .find(|actor| &*actor.name == "Jose Alvarez")
        .unwrap();
    assert_eq!(
        jose.differs_from.as_slice(),
        std::slice::from_ref(&other.id)
    );
    // Read from its file, it is not asked about again.
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "apart.detente", &files::write(&dataset));
    let mut again = with_file(path);
    menu(&mut again, "Edit", "Names that look alike…");
    assert_eq!(count(&again), before - 1);
    // It is an edit like any other.
    click(&mut window, "Close");
    menu(
        &mut window,
        "Edit",
        "Undo keeping “José Álvarez” and “Jose Alvarez” apart",
    );
    menu(&mut window, "Edit", "Names that look alike…");
    assert_eq!(count(&window), before);
}

#[test]
fn two_actors_that_a_person_chooses_are_merged() {
    let folder = tempfile::tempdir().unwrap();
    let table = "title,when,from,to\nVisit,2020,Anna Berg,Xaver Pohl\nCall,2021,Anna Berg,Carl\nLetter,2022,Xaver Pohl,Carl\n";
    let mut window = with_file(write(folder.path(), "visits.csv", table));
    let dataset = |window: &Window| window.state().state().dataset().unwrap().clone();
    let before = dataset(&window);
    let handle = |name: &str| {
        let mut all = before.actors.entries();
        all.find(|(_, actor)| &*actor.name == name).unwrap().0
    };
    click(&mut window, "Anna Berg");
    click(&mut window, "Tie to Xaver Pohl");
    click(&mut window, "Merge…");
    assert!(says(&window, "Merge actors"));
    assert!(!says(&window, "Keep apart"));
    click(&mut window, "Cancel");
    assert_eq!(window.state().state().dialog, None);
    menu(&mut window, "Edit", "Merge the selected pair…");
    click(&mut window, "Xaver Pohl · 2 events");
    click(&mut window, "Merge: Xaver Pohl and Anna Berg");
    let after = dataset(&window);
    let names: Vec<&str> = after.actors.iter().map(|actor| &*actor.name).collect();
    assert_eq!(names, ["Xaver Pohl", "Carl"]);
    let (_, stays) = after.actors.at(0).unwrap();
    assert_eq!(stays.aliases, ["Anna Berg"]);
    assert_eq!(window.state().state().dialog, None);
    let selected = window.state().state().selection;
    assert_eq!(selected, Some(Selection::Actor(handle("Xaver Pohl"))));
    menu(
        &mut window,
        "Edit",
        "Undo merging of “Anna Berg” into “Xaver Pohl”",
    );
    assert_eq!(dataset(&window).actors.len(), 3);
}

#[test]
fn a_problem_of_a_calendar_says_of_which_event_it_is_and_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20251003\r\n\
                SUMMARY:Day of Unity\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let mut window = with_file(write(folder.path(), "class.ics", text));
    click(&mut window, "1 problem");
    assert!(says(
        &window,
        "“Day of Unity”: this event repeats without end"
    ));
    // It is no matter of a field, and stays told.
    menu(&mut window, "Insert", "Event");
    assert!(says(&window, "1 problem"));
}

#[test]
fn a_problem_of_a_foreign_file_goes_to_its_item() {
    let calendar = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20251001\nSUMMARY:Start\nEND:VEVENT\n\
                    BEGIN:VEVENT\nDTSTART;VALUE=DATE:20251003\nSUMMARY:Day of Unity\nRRULE:FREQ=YEARLY\nEND:VEVENT\n\
                    END:VCALENDAR\n";
    let network = "<gexf><graph defaultedgetype='directed'>\n<nodes>\n<node id='a' label='Ada'/>\n\
                   <node id='b' label='Bo'/>\n</nodes>\n<edges>\n<edge source='a' target='b'/>\n\
                   <edge source='b' target='a' start='2020-05-02' end='2019-01-01'/>\n</edges></graph></gexf>\n";
    let folder = tempfile::tempdir().unwrap();
    for (name, text, told, place) in [
        ("class.ics", calendar, "repeats without end", 1),
        ("flows.gexf", network, "ends before it starts", 1),
    ] {
        let mut window = with_file(write(folder.path(), name, text));
        click(&mut window, "1 problem");
        window.get_by_label_contains(told).click();
        settle(&mut window);
        let selection = window.state().state().selection.unwrap();
        let item = selection.item().unwrap();
        let dataset = window.state().state().dataset().unwrap();
        assert_eq!(dataset.place(item), Some(place), "{name}");
    }
}

#[test]
fn any_zone_is_found_by_its_name() {
    let mut window = with_file(field("day-and-month-mixed.csv"));
    click(&mut window, "Zone: UTC");
    let found = |window: &Window, name: &str| window.query_by_label(name).is_some();
    assert!(found(&window, "Europe/Kyiv"), "a usual one");
    window.get_by_label("Find a zone").click();
    settle(&mut window);
    window.get_by_label("Find a zone").type_text("buenos aires");
    settle(&mut window);
    click(&mut window, "America/Argentina/Buenos_Aires");
    assert!(says(&window, "Zone: America/Argentina/Buenos_Aires"));
    assert!(!found(&window, "Europe/Kyiv"), "the menu is closed");
    click(&mut window, "Zone: America/Argentina/Buenos_Aires");
    window.get_by_label("Find a zone").focus();
    settle(&mut window);
    window
        .get_by_label("Find a zone")
        .type_text("Atlantic/Reyk");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(says(&window, "Zone: Atlantic/Reykjavik"));
}

#[test]
fn who_is_in_no_event_is_said_to_have_relations() {
    let folder = tempfile::tempdir().unwrap();
    let network = "<gexf><graph><nodes><node id='a' label='Ada'/><node id='b' label='Bo'/></nodes>\
                   <edges><edge source='a' target='b'/></edges></graph></gexf>";
    let mut window = with_file(write(folder.path(), "flows.gexf", network));
    let node = window.get_all_by_label("Ada").next().unwrap();
    let at = node.rect().center();
    window.event(egui::Event::PointerMoved(at));
    for _ in 0..90 {
        window.step();
    }
    assert!(says(&window, "Has 1 relation"), "the tooltip");
    window.drag_at(at);
    window.drop_at(at);
    settle(&mut window);
    let selection = window.state().state().selection;
    assert!(matches!(selection, Some(Selection::Actor(_))));
    assert!(says(&window, "Has 1 relation."), "the panel");
}
