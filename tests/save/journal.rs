//! Journals: what is in them comes back, whatever happened to the program, the disk, the journal or the
//! file.

use super::*;
use detente::dataset::TO_THE_END;
use detente::dataset::history::History;
use detente::dataset::{Actor, Id, Kind};
use detente::files::journal::{
    Base, Journal, Line, Message, Origin, Recovery, Replayed, Rest, Saving, Typing, Unfit, Writer,
    read,
};
use detente::files::stamp::Content;
use std::cell::Cell;
use std::fs::File;
use std::rc::Rc;
use std::sync::mpsc;

fn base(dataset: &Dataset) -> Base {
    let content = Content::of(files::write(dataset).as_bytes());
    Base {
        origin: Origin::File("/a.detente".into()),
        content: Some(content),
        mapping: Some("{\n  \"header\": 3\n}".to_owned()),
        process: 7,
        started: 1_755_300_000,
    }
}

/// A journal of edits of a dataset.
fn journal(path: &Path, dataset: &Dataset, edits: &[Edit]) {
    let mut journal = Journal::start(path, &base(dataset), &[], &Disk).unwrap();
    let mut now = dataset.clone();
    for (n, edit) in edits.iter().enumerate() {
        now = now.after(edit).unwrap();
        journal
            .append(&[Line::edit(n, edit, &now, None)], &Disk)
            .unwrap();
    }
}

/// What a journal makes of a dataset that is opened from a file.
fn recovered(recovery: &Recovery, dataset: &Dataset) -> (Dataset, Replayed) {
    let content = Content::of(files::write(dataset).as_bytes());
    let opened = reopened(dataset);
    let replayed = recovery.replay(&opened, Some(content), false);
    (all(&opened, &replayed.edits), replayed)
}

proptest! {
    // Each waits for the disk some dozens of times.
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// What a journal gives back, carried out on the file as it is opened anew, is what was
    /// there when the machine went down, also when the file was saved in between.
    #[test]
    fn a_journal_gives_back_every_edit(seed: u64, torn in 0usize..200) {
        let mut dice = Dice::new(seed);
        let (_folder, path) = folder();
        let opened = reopened(&dice.dataset());
        let saved = all(&opened, &edits(&mut dice, &opened));
        for start in [opened, saved] {
            let made = edits(&mut dice, &start);
            journal(&path, &start, &made);
            let recovery = read(&path).unwrap();
            prop_assert_eq!(recovery.base.as_ref(), Some(&base(&start)));
            prop_assert_eq!(recovery.names().len(), made.len());
            prop_assert_eq!(recovery.damaged, 0);
            let (end, replayed) = recovered(&recovery, &start);
            prop_assert_eq!(&replayed.unfit, &[]);
            prop_assert_eq!(end, all(&start, &made));

            // The machine went down while the last record was written.
            let bytes = fs::read(&path).unwrap();
            let first = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
            let left = bytes.len().saturating_sub(torn).max(first);
            save(&bytes[..left], &path, &Disk).unwrap();
            let cut = read(&path).unwrap();
            prop_assert_eq!(&cut.names()[..], &recovery.names()[..cut.names().len()]);
            let whole = bytes[..left].iter().filter(|b| **b == b'\n').count();
            // A record that lacks only its line's end is whole.
            let whole = whole + usize::from(left + 1 == bytes.len());
            prop_assert_eq!(cut.names().len() + 1, whole);
        }
    }

    /// Any byte of a journal may be damaged: all other records are found, and the damage is told.
    #[test]
    fn damage_costs_a_record_and_not_the_journal(seed: u64, at: prop::sample::Index, to: u8) {
        let mut dice = Dice::new(seed);
        let (_folder, path) = folder();
        let opened = reopened(&dice.dataset());
        let made = edits(&mut dice, &opened);
        journal(&path, &opened, &made);
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        let is_changed = bytes[at] != to;
        bytes[at] = to;
        save(&bytes, &path, &Disk).unwrap();
        let recovery = read(&path).unwrap();
        let found = recovery.names().len() + usize::from(recovery.base.is_some());
        if is_changed {
            // A line break more or less is a record more or two fewer.
            prop_assert!((1..=2).contains(&recovery.damaged), "{} damaged", recovery.damaged);
            prop_assert!(found + 2 > made.len(), "{found} of {}", made.len() + 1);
        } else {
            prop_assert_eq!(found, made.len() + 1);
        }
        // Whatever is missing, the rest is made or told.
        let (_, replayed) = recovered(&recovery, &opened);
        let told = replayed.edits.len() + replayed.unfit.len() + replayed.held;
        prop_assert_eq!(told, recovery.names().len());
    }
}

#[test]
fn what_is_no_journal_is_read_and_told() {
    let (_folder, path) = folder();
    for (bytes, damaged) in [(&b""[..], 1), (b"{", 1), (b"[]\n", 1), (b"\xff\n\xff\n", 2)] {
        save(bytes, &path, &Disk).unwrap();
        let recovery = read(&path).unwrap();
        assert_eq!((recovery.base, recovery.damaged), (None, damaged));
    }
}

/// What a writer is told of a file that was opened.
fn opened(base: Base, dataset: &Dataset) -> Message {
    Message::Base {
        base,
        held: Box::new(dataset.clone()),
        edits: Some(Vec::new()),
        now: Box::new(dataset.clone()),
        typing: None,
    }
}

fn event(id: &str, title: &str) -> Event {
    Event::titled(Id::new(id), title)
}

fn of_events(events: &[(&str, &str)]) -> Dataset {
    Dataset {
        events: events.iter().map(|(id, title)| event(id, title)).collect(),
        ..Dataset::default()
    }
}

fn titles(dataset: &Dataset) -> Vec<String> {
    let titles = dataset.events.iter().map(|event| event.title.to_string());
    titles.collect()
}

/// Edits of somebody: one event is renamed, one is added after it, one is removed, one goes first.
fn four_edits(dataset: &Dataset) -> Vec<Edit> {
    let (b, _) = dataset.events.find("b").unwrap();
    let rename = Edit::put("Rename", dataset, b, |event: &mut Event| {
        event.title = "Bee".into();
    });
    let next = dataset.events.next_handle();
    let add = Edit {
        name: "Add".into(),
        changes: vec![Change::Event(ListChange::Insert {
            handle: next,
            at: dataset.events.place(b).unwrap() + 1,
            item: Box::new(event("new", "New")),
        })],
    };
    let mut edits: Vec<Edit> = rename.into_iter().chain([add]).collect();
    let now = all(dataset, &edits);
    let (c, _) = now.events.find("c").unwrap();
    edits.extend(Edit::remove::<Event>("Delete", &now, c));
    let now = all(dataset, &edits);
    let (d, _) = now.events.find("d").unwrap();
    edits.push(Edit {
        name: "Move".into(),
        changes: vec![Change::Event(ListChange::Move {
            handle: d,
            from: now.events.place(d).unwrap(),
            to: 0,
        })],
    });
    edits
}

#[test]
fn what_fits_a_file_that_has_changed_is_made_and_the_rest_is_told() {
    let (_folder, path) = folder();
    let was = of_events(&[("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]);
    journal(&path, &was, &four_edits(&was));
    let recovery = read(&path).unwrap();
    let names = |replayed: &Replayed| -> Vec<String> {
        let unfit = replayed.unfit.iter();
        unfit.map(|unfit| unfit.name.clone()).collect()
    };
    // Somebody has put others between, and renamed one that is to be removed.
    let now = of_events(&[
        ("x", "X"),
        ("a", "A"),
        ("b", "B"),
        ("y", "Y"),
        ("c", "See"),
        ("d", "D"),
    ]);
    let (end, replayed) = recovered(&recovery, &now);
    assert_eq!(titles(&end), ["D", "X", "A", "Bee", "New", "Y", "See"]);
    assert_eq!(names(&replayed), ["Delete"]);
    assert_eq!(replayed.unfit[0].why, "the event “c” has changed since");
    // All of it, whatever stands there.
    let copy = recovery.replay(&now, None, true);
    assert_eq!(copy.unfit, []);
    assert_eq!(
        titles(&all(&now, &copy.edits)),
        ["D", "X", "A", "Bee", "New", "Y"]
    );
    // What is gone cannot be renamed, and a copy has it all the same.
    let now = of_events(&[("a", "A")]);
    let (end, replayed) = recovered(&recovery, &now);
    assert_eq!(titles(&end), ["A", "New"]);
    assert_eq!(names(&replayed), ["Rename", "Move"]);
    let copy = recovery.replay(&now, None, true);
    assert!(titles(&all(&now, &copy.edits)).contains(&"Bee".to_owned()));
}

#[test]
fn nothing_is_recovered_twice() {
    let (_folder, path) = folder();
    let was = of_events(&[("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]);
    let edits = four_edits(&was);
    journal(&path, &was, &edits);
    let recovery = read(&path).unwrap();
    // Saved, but the program was killed before its journal knew: the file has all of them.
    let saved = all(&was, &edits);
    let (end, replayed) = recovered(&recovery, &saved);
    assert_eq!(titles(&end), titles(&saved));
    assert_eq!(
        (replayed.edits.len(), replayed.unfit.len()),
        (0, 0),
        "{replayed:?}"
    );
}

/// Events that are made and then named, as the window makes them: each has the same id until it has a
/// name.
fn made_and_named(names: &[&str]) -> Vec<Edit> {
    let mut now = Dataset::default();
    let mut edits = Vec::new();
    for name in names {
        let made = Edit::append("New", &now, event("new-event", "New event"));
        now = now.after(&made).unwrap();
        let handle = now.events.at(now.events.len() - 1).unwrap().0;
        let named = Edit::put("Name", &now, handle, |event: &mut Event| {
            event.id = Id::new(name);
            event.title = (*name).into();
        });
        let named = named.unwrap();
        now = now.after(&named).unwrap();
        edits.extend([made, named]);
    }
    edits
}

#[test]
fn what_is_damaged_takes_nothing_along_and_nothing_is_made_again() {
    let (_folder, path) = folder();
    let start = Dataset::default();
    journal(
        &path,
        &start,
        &made_and_named(&["one", "two", "three", "four"]),
    );
    let mut bytes = fs::read(&path).unwrap();
    // The name of the second is damaged.
    let line = bytes.split_inclusive(|byte| *byte == b'\n').take(4);
    let at = line.map(<[u8]>::len).sum::<usize>() + 40;
    bytes[at] ^= 1;
    save(&bytes, &path, &Disk).unwrap();
    let recovery = read(&path).unwrap();
    assert_eq!((recovery.damaged, recovery.names().len()), (1, 7));
    let (end, replayed) = recovered(&recovery, &start);
    assert_eq!(replayed.unfit, []);
    assert_eq!(titles(&end), ["one", "New event", "three", "four"]);
    // It was saved, and the journal is recovered once more.
    let (again, replayed) = recovered(&recovery, &end);
    assert_eq!(titles(&again), titles(&end), "{replayed:?}");
}

#[test]
fn no_id_is_given_that_somebody_else_has_given_meanwhile() {
    let (_folder, path) = folder();
    let start = Dataset::default();
    journal(&path, &start, &made_and_named(&["dinner", "lunch"]));
    let now = of_events(&[("dinner", "Another dinner")]);
    let (end, replayed) = recovered(&read(&path).unwrap(), &now);
    assert_eq!(titles(&end), ["lunch", "Another dinner", "New event"]);
    assert_eq!(replayed.unfit.len(), 1);
    assert_eq!(replayed.unfit[0].why, "there is another event “dinner”");
}

#[test]
fn edits_are_listed_with_the_name_that_they_gave() {
    let (_folder, path) = folder();
    let start = Dataset::default();
    journal(&path, &start, &made_and_named(&["Dinner", "Name"]));
    let names = read(&path).unwrap().names();
    assert_eq!(names, ["New", "Name to “Dinner”", "New", "Name"]);
}

/// Names of the first event, one after the other.
fn renamed(dataset: &Dataset, names: &[&str]) -> Vec<Edit> {
    let mut now = dataset.clone();
    let edits = names.iter().map(|name| {
        let (a, _) = now.events.at(0).unwrap();
        let edit = Edit::put("Rename", &now, a, |event: &mut Event| {
            event.title = (*name).into()
        });
        let edit = edit.unwrap();
        now = now.after(&edit).unwrap();
        edit
    });
    edits.collect()
}

#[test]
fn what_was_undone_and_done_again_is_made_in_a_file_that_has_changed() {
    let (_folder, path) = folder();
    let was = of_events(&[("a", "A")]);
    journal(&path, &was, &renamed(&was, &["B", "A", "B"]));
    let recovery = read(&path).unwrap();
    let now = of_events(&[("a", "A"), ("x", "X")]);
    let (end, replayed) = recovered(&recovery, &now);
    assert_eq!(titles(&end), ["B", "X"], "{replayed:?}");
}

#[test]
fn a_damaged_edit_before_a_save_takes_none_after_it_along() {
    let (_folder, path) = folder();
    let was = of_events(&[("a", "A")]);
    let edits = renamed(&was, &["B", "C", "D"]);
    let saved = all(&was, &edits[..2]);
    let saving = Saving {
        file: path.with_extension("detente"),
        content: Content::of(files::write(&saved).as_bytes()),
        edits: 2,
    };
    let end = all(&was, &edits);
    let mut journal = Journal::start(&path, &base(&was), &[], &Disk).unwrap();
    let lines = [
        Line::edit(0, &edits[0], &saved, None),
        Line::edit(1, &edits[1], &saved, None),
        Line::saving(&saving),
        Line::edit(2, &edits[2], &end, None),
    ];
    journal.append(&lines, &Disk).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let first = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    bytes[first + 40] ^= 1;
    save(&bytes, &path, &Disk).unwrap();
    let recovery = read(&path).unwrap();
    assert_eq!((recovery.damaged, recovery.names().len()), (1, 2));
    let (recovered, replayed) = recovered(&recovery, &saved);
    assert_eq!(titles(&recovered), ["D"], "{replayed:?}");
}

#[test]
fn what_was_recovered_leaves_only_the_rest_in_its_journal() {
    let (_folder, path) = folder();
    let was = of_events(&[("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]);
    journal(&path, &was, &four_edits(&was));
    let other = path.with_extension("other");
    let mut writer = Writer::new(other, Disk);
    let rest = Rest {
        base: base(&was),
        edits: vec![2],
        typing: None,
    };
    writer
        .take(Message::Forget(path.clone(), Some(rest)))
        .unwrap();
    let recovery = read(&path).unwrap();
    assert_eq!(recovery.names(), ["Delete"]);
    assert_eq!(recovery.base, Some(base(&was)));
}

#[test]
fn a_journal_is_forgotten_once_a_full_disk_has_room() {
    let (folder, path) = folder();
    let start = Dataset::default();
    journal(&path, &start, &made_and_named(&["one"]));
    let disk = Mortal {
        left: Rc::new(Cell::new(usize::MAX)),
        failing: Rc::default(),
    };
    let mut writer = Writer::new(folder.path().join("b.journal"), disk.clone());
    let edit = made_and_named(&["one"]).remove(0);
    disk.failing.set(2);
    let after = Box::new(start.after(&edit).unwrap());
    writer.take(Message::Edit(edit, after, None)).unwrap_err();
    writer
        .take(Message::Forget(path.clone(), None))
        .unwrap_err();
    assert!(path.exists());
    // The file was saved.
    writer.take(opened(Base::default(), &start)).unwrap();
    assert!(!path.exists());
}

#[test]
fn a_journal_that_outgrows_its_file_is_written_anew() {
    let (_folder, path) = folder();
    let start = reopened(&of_events(&[("a", "A"), ("b", "B"), ("c", "C")]));
    let mut writer = Writer::new(path.clone(), Disk);
    writer.take(opened(base(&start), &start)).unwrap();
    let mut now = start.clone();
    let mut take = |now: &mut Dataset, edit: Edit| {
        *now = now.after(&edit).unwrap();
        writer
            .take(Message::Edit(edit, Box::new(now.clone()), None))
            .unwrap();
    };
    let long = "A long description. ".repeat(5_000);
    for n in 0..200 {
        let (b, _) = now.events.find("b").unwrap();
        let edit = Edit::put("Describe", &now, b, |event: &mut Event| {
            event.title = format!("{n} {long}").as_str().into();
        });
        take(&mut now, edit.unwrap());
    }
    let (a, _) = now.events.find("a").unwrap();
    let delete = Edit::remove::<Event>("Delete", &now, a).unwrap();
    take(&mut now, delete);
    let add = Edit::append("Add", &now, event("d", "D"));
    take(&mut now, add);
    writer
        .take(Message::Typing(Some(typing("by May"))))
        .unwrap();
    writer.hurry().unwrap();
    // 200 descriptions of 100 kB, before and after, were written.
    let length = fs::metadata(&path).unwrap().len();
    assert!(length < 12_000_000, "{length}");
    let recovery = read(&path).unwrap();
    assert_eq!(typed(&recovery), Some(typing("by May")));
    let (end, replayed) = recovered(&recovery, &start);
    assert_eq!(replayed.unfit, []);
    assert!(end == now);
    // What does not fit a file that has changed takes nothing else along.
    let other = of_events(&[("a", "A"), ("b", "Bee"), ("c", "C")]);
    let (end, replayed) = recovered(&recovery, &other);
    let is_of_it = |unfit: &Unfit| unfit.why == "the event “b” has changed since";
    assert!(replayed.unfit.iter().all(is_of_it), "{:?}", replayed.unfit);
    assert!(titles(&end).contains(&"D".to_owned()));
}

#[test]
fn a_journal_that_somebody_removed_is_written_again() {
    let (_folder, path) = folder();
    let start = reopened(&of_events(&[("a", "A")]));
    let mut writer = Writer::new(path.clone(), Disk);
    writer.take(opened(base(&start), &start)).unwrap();
    let mut now = start.clone();
    for edit in renamed(&start, &["B", "C"]) {
        fs::remove_file(&path).ok();
        now = now.after(&edit).unwrap();
        let told = Message::Edit(edit, Box::new(now.clone()), None);
        writer.take(told).unwrap();
    }
    let (end, replayed) = recovered(&read(&path).unwrap(), &start);
    assert_eq!(titles(&end), ["C"], "{replayed:?}");
}

#[test]
fn a_journal_that_is_removed_while_a_file_is_saved_loses_no_later_edit() {
    let (_folder, path) = folder();
    let start = reopened(&of_events(&[("a", "A")]));
    let edits = renamed(&start, &["B", "C", "D"]);
    let saved = all(&start, &edits[..2]);
    let mut writer = Writer::new(path.clone(), Disk);
    writer.take(opened(base(&start), &start)).unwrap();
    for n in 0..2 {
        let now = all(&start, &edits[..=n]);
        let told = Message::Edit(edits[n].clone(), Box::new(now), None);
        writer.take(told).unwrap();
    }
    writer.take(Message::Snapshot).unwrap();
    fs::remove_file(&path).unwrap();
    let end = all(&start, &edits);
    let told = Message::Edit(edits[2].clone(), Box::new(end), None);
    writer.take(told).unwrap();
    let content = Content::of(files::write(&saved).as_bytes());
    let (answer, _done) = mpsc::channel();
    let file = path.with_extension("detente");
    writer.take(Message::Saving(file, content, answer)).unwrap();
    let recovery = read(&path).unwrap();
    // Before the file was replaced all of it is had again; after that what came later is not taken for
    // saved.
    assert_eq!(titles(&recovered(&recovery, &start).0), ["D"]);
    let replayed = recovered(&recovery, &saved).1;
    assert_eq!((replayed.held, replayed.unfit.len()), (0, 1));
}

#[test]
fn records_that_are_there_twice_or_in_another_order_are_each_one() {
    let (_folder, path) = folder();
    let start = Dataset::default();
    journal(&path, &start, &made_and_named(&["one", "two", "three"]));
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let twice: String = lines.iter().rev().flat_map(|line| [*line, *line]).collect();
    save(twice.as_bytes(), &path, &Disk).unwrap();
    let recovery = read(&path).unwrap();
    assert_eq!((recovery.damaged, recovery.names().len()), (0, 6));
    let (end, replayed) = recovered(&recovery, &start);
    assert_eq!(replayed.unfit, []);
    assert_eq!(titles(&end), ["one", "two", "three"]);
}

#[test]
fn edits_after_those_that_a_file_has_are_made() {
    let (_folder, path) = folder();
    let was = of_events(&[("a", "A"), ("b", "B")]);
    let rename = |dataset: &Dataset, to: &'static str| {
        let (a, _) = dataset.events.find("a").unwrap();
        Edit::put("Rename", dataset, a, |event: &mut Event| {
            event.title = to.into()
        })
        .unwrap()
    };
    let first = rename(&was, "AA");
    let saved = all(&was, std::slice::from_ref(&first));
    // There and back again: by what stands in the file alone this could be either.
    let second = rename(&saved, "A");
    let end = all(&saved, std::slice::from_ref(&second));
    let saving = Saving {
        file: path.with_extension("detente"),
        content: Content::of(files::write(&saved).as_bytes()),
        edits: 1,
    };
    let mut journal = Journal::start(&path, &base(&was), &[], &Disk).unwrap();
    let lines = [
        Line::edit(0, &first, &saved, None),
        Line::edit(1, &second, &end, None),
        Line::saving(&saving),
    ];
    journal.append(&lines, &Disk).unwrap();
    let recovery = read(&path).unwrap();
    assert_eq!(recovery.savings, [saving]);
    for start in [&was, &saved] {
        let (recovered, replayed) = recovered(&recovery, start);
        assert_eq!(titles(&recovered), titles(&end));
        assert_eq!(replayed.unfit, []);
    }
}

/// What was being typed, without what its item was known by.
fn typed(recovery: &Recovery) -> Option<Typing> {
    let typing = recovery.typing.clone()?;
    Some(Typing {
        checksum: None,
        ..typing
    })
}

fn typing(text: &str) -> Typing {
    Typing {
        of: Some((Kind::Event, Id::new("a"))),
        field: "date".to_owned(),
        text: text.to_owned(),
        place: 0,
        checksum: None,
    }
}

#[test]
fn what_is_typed_is_in_the_journal_until_it_is_an_edit() {
    let (_folder, path) = folder();
    let (send, receive) = mpsc::channel();
    let dataset = of_events(&[("a", "A")]);
    send.send(opened(base(&dataset), &dataset)).unwrap();
    for text in ["b", "by", "by May"] {
        send.send(Message::Typing(Some(typing(text)))).unwrap();
    }
    drop(send);
    Writer::new(path.clone(), Disk).run(&receive, |_| {});
    let recovery = read(&path).unwrap();
    assert_eq!(typed(&recovery), Some(typing("by May")));
    let mut journal = Journal::start(&path, &Base::default(), &[], &Disk).unwrap();
    let lines = [Line::typing(Some(&typing("by"))), Line::typing(None)];
    journal.append(&lines, &Disk).unwrap();
    assert_eq!(read(&path).unwrap().typing, None);
}

#[cfg(unix)]
#[test]
fn a_journal_is_for_its_owner_and_knows_any_path() {
    use std::os::unix::ffi::OsStringExt as _;
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _) = folder();
    let path = folder
        .path()
        .join("state")
        .join("recovery")
        .join("1.journal");
    let file = std::ffi::OsString::from_vec(b"/home/\xff\xfe.detente".to_vec());
    let base = Base {
        origin: Origin::File(file.into()),
        ..Base::default()
    };
    Journal::start(&path, &base, &[], &Disk).unwrap();
    assert_eq!(read(&path).unwrap().base, Some(base));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
}

/// A disk that takes so many steps more; from then on, the power is off. In the middle, some steps fail.
#[derive(Clone)]
struct Mortal {
    left: Rc<Cell<usize>>,
    /// How many steps fail before the disk has room again.
    failing: Rc<Cell<usize>>,
}

impl Mortal {
    fn step(&self) -> io::Result<()> {
        if self.left.get() == 0 {
            return Err(io::Error::other("the power is off"));
        }
        self.left.set(self.left.get() - 1);
        if self.failing.get() > 0 {
            self.failing.set(self.failing.get() - 1);
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl FileSystem for Mortal {
    fn create(&self, path: &Path, public: bool) -> io::Result<NamedTempFile> {
        self.step()?;
        Disk.create(path, public)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let done = self.step();
        // A disk that is full, or loses its power, has taken a part.
        let taken = if done.is_ok() {
            bytes.len()
        } else {
            bytes.len() / 2
        };
        let is_off = done.is_err() && self.left.get() == 0;
        Disk.write(file, &bytes[..if is_off { taken / 2 } else { taken }])?;
        done
    }

    fn cut(&self, file: &mut File, length: u64) -> io::Result<()> {
        self.step()?;
        Disk.cut(file, length)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.step()?;
        Disk.sync(file)
    }

    fn rename(&self, file: NamedTempFile, path: &Path) -> io::Result<File> {
        self.step()?;
        Disk.rename(file, path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        Disk.sync_folder(folder)
    }
}

#[derive(Clone, Debug)]
enum Step {
    Edit(u8),
    Undo,
    Save,
    /// An edit is made while a file is being saved.
    SaveAndEdit(u8),
    Fail(usize),
    /// Something is typed.
    Type(u8),
    /// What was typed becomes an edit.
    HandIn,
    /// Half a second passes.
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => any::<u8>().prop_map(Step::Edit),
        2 => Just(Step::Undo),
        2 => Just(Step::Save),
        2 => any::<u8>().prop_map(Step::SaveAndEdit),
        1 => (1usize..4).prop_map(Step::Fail),
        3 => any::<u8>().prop_map(Step::Type),
        2 => Just(Step::HandIn),
        3 => Just(Step::Wait),
    ];
    prop::collection::vec(step, 1..12)
}

/// A window without a window: what is open, its file and its journal.
struct Session {
    history: History,
    held: (u64, Dataset),
    told: u64,
    /// What is being typed, and whether that was told.
    typing: Option<Typing>,
    is_typing_told: bool,
    file: PathBuf,
    disk: Mortal,
    writer: Writer<Mortal>,
    /// All that the file has ever been.
    versions: Vec<Dataset>,
    /// What was open since the journal last had all of it.
    since: Vec<Dataset>,
    /// The same, with what was being typed.
    typed_since: Vec<(Dataset, Option<Typing>)>,
    /// Whether a file was written of which the journal, for want of room, does not know.
    is_unmarked: bool,
}

impl Session {
    fn new(folder: &Path, disk: &Mortal) -> Self {
        let dataset = of_events(&[("a", "A"), ("b", "B"), ("c", "C")]);
        let file = folder.join("a.detente");
        save(files::write(&dataset).as_bytes(), &file, &Disk).unwrap();
        let dataset = reopened(&dataset);
        let mut session = Self {
            history: History::opened(dataset.clone()),
            held: (0, dataset.clone()),
            told: 0,
            typing: None,
            is_typing_told: true,
            file,
            disk: disk.clone(),
            writer: Writer::new(folder.join("a.journal"), disk.clone()),
            versions: vec![dataset.clone()],
            since: vec![dataset.clone()],
            typed_since: vec![(dataset, None)],
            is_unmarked: false,
        };
        session.rebase();
        session
    }

    fn rebase(&mut self) {
        let base = Base {
            origin: Origin::File(self.file.clone()),
            content: Some(Content::of(files::write(&self.held.1).as_bytes())),
            ..Base::default()
        };
        let told = Message::Base {
            base,
            held: Box::new(self.held.1.clone()),
            edits: self.history.edits_since(self.held.0),
            now: Box::new(self.history.dataset().clone()),
            typing: self.typing.clone(),
        };
        self.writer.take(told).ok();
        self.told = self.history.revision();
        self.is_typing_told = true;
    }

    fn keep(&mut self) {
        match self.history.edits_since(self.told) {
            Some(edits) => {
                for edit in edits {
                    let now = Box::new(self.history.dataset().clone());
                    let told = Message::Edit(edit, now, self.typing.clone());
                    self.writer.take(told).ok();
                    self.is_typing_told = true;
                }
                self.told = self.history.revision();
            }
            None => self.rebase(),
        }
        if !self.is_typing_told {
            let typing = Message::Typing(self.typing.clone());
            self.writer.take(typing).ok();
            self.is_typing_told = true;
        }
    }

    /// What is open is one of those that may be had again.
    fn note(&mut self) {
        let now = self.history.dataset();
        self.since.push(now.clone());
        self.typed_since.push((now.clone(), self.typing.clone()));
    }

    fn edit(&mut self, kind: u8) {
        let dataset = self.history.dataset();
        let len = dataset.events.len().max(1);
        let handle = dataset.events.at(usize::from(kind) % len).map(|(h, _)| h);
        let name = format!("{kind} of {}", self.history.revision());
        let edit = match (kind % 4, handle) {
            (0, Some(handle)) => Edit::put("Rename", dataset, handle, |event: &mut Event| {
                event.title = name.as_str().into();
            }),
            (1, Some(handle)) => Edit::remove::<Event>("Delete", dataset, handle),
            (2, _) => Some(Edit::append(
                "Add",
                dataset,
                Actor {
                    id: Id::new(&name),
                    ..Actor::default()
                },
            )),
            _ => Some(Edit::append("Add", dataset, event(&name, &name))),
        };
        if let Some(edit) = edit {
            self.history.apply(edit).unwrap();
        }
        self.keep();
    }

    fn save(&mut self, meanwhile: Option<u8>) {
        let dataset = self.history.dataset().clone();
        let revision = self.history.revision();
        self.writer.take(Message::Snapshot).ok();
        let bytes = files::write(&dataset);
        let (answer, _done) = mpsc::channel();
        let content = Content::of(bytes.as_bytes());
        let saving = Message::Saving(self.file.clone(), content, answer);
        if let Some(kind) = meanwhile {
            self.edit(kind);
        }
        self.is_unmarked |= self.writer.take(saving).is_err();
        self.versions.push(dataset.clone());
        let saved = save_over(
            bytes.as_bytes(),
            &self.file,
            SaveOptions::default(),
            &self.disk,
        );
        if saved.is_ok() {
            self.history.mark_saved(revision);
            self.held = (revision, dataset);
            self.rebase();
            self.is_unmarked &= self.writer.is_behind();
        }
    }

    fn take(&mut self, step: &Step) {
        if !self.writer.is_behind() {
            self.since.clear();
        }
        self.note();
        match step {
            Step::Edit(kind) => self.edit(*kind),
            Step::Type(text) => {
                self.typing = Some(typing(&text.to_string()));
                self.is_typing_told = false;
                self.keep();
            }
            Step::HandIn => {
                if self.typing.take().is_some() {
                    self.edit(3);
                }
            }
            Step::Wait => {
                let is_written = self.writer.hurry().is_ok() && !self.writer.is_behind();
                if is_written {
                    self.since.clear();
                    self.typed_since.clear();
                }
            }
            Step::Undo => {
                self.history.undo();
                self.keep();
            }
            Step::Save => self.save(None),
            Step::SaveAndEdit(kind) => self.save(Some(*kind)),
            Step::Fail(times) => self.disk.failing.set(*times),
        }
    }
}

/// Wherever the power goes off: the file is one that was saved, and what was done up to the step in
/// which it went off is had again, once.
fn killed_after(steps: &[Step], left: usize) {
    let (folder, _) = folder();
    let disk = Mortal {
        left: Rc::new(Cell::new(usize::MAX)),
        failing: Rc::default(),
    };
    let mut session = Session::new(folder.path(), &disk);
    disk.left.set(left);
    for step in steps {
        session.take(step);
        if disk.left.get() == 0 {
            break;
        }
    }
    // Room again: the next edit brings what was refused.
    if disk.left.get() > 0 {
        disk.failing.set(0);
        session.take(&Step::Edit(3));
    }
    if disk.left.get() > 0 && !session.writer.is_behind() {
        session.since.clear();
    }
    session.note();
    let bytes = fs::read(&session.file).unwrap();
    let file = files::open(bytes.clone(), &session.file, TO_THE_END);
    let file = file.unwrap().dataset;
    assert!(session.versions.contains(&file), "a file that nobody saved");
    let path = folder.path().join("a.journal");
    let recovery = if path.exists() {
        read(&path).unwrap()
    } else {
        Recovery::default()
    };
    let replayed = recovery.replay(&file, Some(Content::of(&bytes)), false);
    if !session.is_unmarked {
        assert_eq!(&replayed.unfit, &[]);
        let end = all(&file, &replayed.edits);
        let since: Vec<_> = session.since.iter().map(titles).collect();
        assert!(
            session.since.contains(&end),
            "{:?} is none of {since:?}",
            titles(&end)
        );
        let possible = session.typed_since.iter();
        let possible: Vec<_> = possible.map(|(of, typing)| (titles(of), typing)).collect();
        let found = (end.clone(), typed(&recovery));
        assert!(
            session.typed_since.contains(&found),
            "{:?} is none of {possible:?}",
            (titles(&end), found.1)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_is_lost_wherever_a_program_is_killed(steps in steps(), left in 0usize..120) {
        killed_after(&steps, left);
    }
}

#[test]
fn nothing_is_lost_or_made_twice_at_any_step_of_a_save() {
    // One event is renamed again and again: by its name alone nobody can tell what the file has.
    let scripts = [
        vec![Step::Edit(0), Step::Edit(0), Step::Save, Step::Edit(0)],
        vec![Step::Edit(0), Step::SaveAndEdit(0), Step::Undo, Step::Save],
        vec![
            Step::Edit(0),
            Step::Edit(0),
            Step::Undo,
            Step::SaveAndEdit(1),
        ],
        vec![Step::Edit(0), Step::Fail(1), Step::Edit(0), Step::Edit(2)],
        vec![Step::Type(1), Step::Wait, Step::HandIn, Step::Edit(0)],
        vec![
            Step::Type(1),
            Step::Wait,
            Step::Edit(0),
            Step::Wait,
            Step::Save,
        ],
    ];
    for script in scripts {
        for left in 0..70 {
            killed_after(&script, left);
        }
    }
}
