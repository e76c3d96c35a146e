//! Every command in one table: its name, its keys, when it can be used and what it does. The
//! menus, the keyboard and the sheet of shortcuts read it; the README's table is tested against it.

use super::UiContext;
use crate::dataset::Detail;
use crate::dataset::Kind;
use crate::editor::action::Dialog;
use crate::editor::look_alikes::Reviewing;
use crate::editor::state::State;
use crate::editor::view::{Panel, Shown};
use crate::editor::{Action, Queries, navigate};
use crate::map::Counts;
use egui::{Key, KeyboardShortcut, Modifiers};

/// Something that a menu offers or a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// An empty dataset.
    New,
    /// Another file.
    Open,
    /// The bundled dataset.
    OpenSample,
    /// What a program that did not end in order has left.
    RecoverEdits,
    /// How the table is read that the dataset came from.
    ChangeImport,
    /// To the file that is open.
    Save,
    /// To another file.
    SaveAs,
    /// A picture.
    ExportImage,
    /// Writes the dataset in a format that other programs read.
    ExportData,
    /// Offers to merge actors whose names look alike.
    LookAlikes,
    /// Merges the two actors that are selected.
    Merge,
    /// Back to the welcome page.
    Close,
    /// Out.
    Quit,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Search.
    Find,
    /// The next match.
    FindNext,
    /// The match before.
    FindPrevious,
    /// To the clipboard.
    CopyImage,
    /// Reads what is on the clipboard as a table.
    Paste,
    /// What is selected.
    Delete,
    /// A new item of a list.
    Add(Kind),
    /// What is selected, before the one before it.
    MoveUp,
    /// What is selected, after the one after it.
    MoveDown,
    /// A new relation between the selected pair.
    AddRelation,
    /// Timeline and map.
    ShowBoth,
    /// Timeline alone.
    ShowTimeline,
    /// Map alone.
    ShowMap,
    /// Blocs on the map, and what stands between them.
    Blocs,
    /// The strongest ties of the map.
    MainTies,
    /// All ties of the map.
    AllTies,
    /// Time in which hardly anything happens as short as can be.
    FoldTime,
    /// The map laid out from nothing.
    ArrangeAnew,
    /// The side panel, there or away.
    TogglePanel,
    /// The filter.
    ShowFilter,
    /// Let everything pass.
    ClearFilter,
    /// What a check found.
    ShowProblems,
    /// All of it.
    FitAll,
    /// Closer.
    ZoomIn,
    /// Further.
    ZoomOut,
    /// Towards the past.
    PanLeft,
    /// Towards the future.
    PanRight,
    /// The event before.
    StepBack,
    /// The event after.
    StepForward,
    /// Bring the selection into view.
    Reveal,
    /// The selection before.
    Back,
    /// The selection after.
    Forward,
    /// Brush nothing.
    ClearWindow,
    /// Select nothing, or leave what is open.
    Escape,
    /// From timeline to map and back.
    OtherView,
    /// All keys.
    Shortcuts,
    /// Version and licences.
    About,
}

/// Where a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Edits and search.
    Edit,
    /// How it is looked at.
    View,
    /// From one thing to the next.
    Go,
    /// New items.
    Insert,
    /// Help.
    Help,
    /// Only a key.
    Keyboard,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const NONE: Modifiers = Modifiers::NONE;

/// Name, menu and keys of a command.
pub struct Entry {
    /// As a menu says it; "…" where more is asked.
    pub name: &'static str,
    /// Where it stands.
    pub menu: Menu,
    /// The keys, the first of them shown.
    pub keys: &'static [(Modifiers, Key)],
}

impl Command {
    /// In the order of the menus.
    pub const ALL: [Self; 58] = [
        Self::New,
        Self::Open,
        Self::OpenSample,
        Self::RecoverEdits,
        Self::ChangeImport,
        Self::Save,
        Self::SaveAs,
        Self::ExportImage,
        Self::ExportData,
        Self::Close,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::FindNext,
        Self::FindPrevious,
        Self::CopyImage,
        Self::Paste,
        Self::LookAlikes,
        Self::Merge,
        Self::Delete,
        Self::Add(Kind::Event),
        Self::Add(Kind::Actor),
        Self::AddRelation,
        Self::Add(Kind::Source),
        Self::Add(Kind::Group),
        Self::Add(Kind::Category),
        Self::Add(Kind::Period),
        Self::Add(Kind::Bookmark),
        Self::MoveUp,
        Self::MoveDown,
        Self::ShowBoth,
        Self::ShowTimeline,
        Self::ShowMap,
        Self::Blocs,
        Self::MainTies,
        Self::AllTies,
        Self::FoldTime,
        Self::ArrangeAnew,
        Self::TogglePanel,
        Self::ShowFilter,
        Self::ClearFilter,
        Self::ShowProblems,
        Self::FitAll,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::PanLeft,
        Self::PanRight,
        Self::StepBack,
        Self::StepForward,
        Self::Reveal,
        Self::Back,
        Self::Forward,
        Self::ClearWindow,
        Self::Escape,
        Self::OtherView,
        Self::Shortcuts,
        Self::About,
    ];

    /// Its row of the table.
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub const fn entry(self) -> Entry {
        let (name, menu, keys): (_, _, &'static [(Modifiers, Key)]) = match self {
            Self::New => ("New", Menu::File, &[(CTRL, Key::N)]),
            Self::Open => ("Open…", Menu::File, &[(CTRL, Key::O)]),
            Self::OpenSample => ("Open the Alaska summit", Menu::File, &[(CTRL, Key::Num1)]),
            Self::RecoverEdits => ("Recover edits…", Menu::File, &[]),
            Self::ChangeImport => ("Change how the table is read…", Menu::File, &[]),
            Self::Save => ("Save", Menu::File, &[(CTRL, Key::S)]),
            Self::SaveAs => ("Save as…", Menu::File, &[(CTRL_SHIFT, Key::S)]),
            Self::ExportImage => ("Export image…", Menu::File, &[(CTRL, Key::E)]),
            Self::ExportData => ("Export data…", Menu::File, &[(CTRL_SHIFT, Key::E)]),
            Self::LookAlikes => ("Names that look alike…", Menu::Edit, &[]),
            Self::Merge => ("Merge the selected pair…", Menu::Edit, &[]),
            Self::Close => ("Close", Menu::File, &[(CTRL, Key::W)]),
            Self::Quit => ("Quit", Menu::File, &[(CTRL, Key::Q)]),
            Self::Undo => ("Undo", Menu::Edit, &[(CTRL, Key::Z)]),
            Self::Redo => ("Redo", Menu::Edit, &[(CTRL_SHIFT, Key::Z), (CTRL, Key::Y)]),
            Self::Find => ("Find", Menu::Edit, &[(CTRL, Key::F)]),
            Self::FindNext => ("Find next", Menu::Edit, &[(NONE, Key::F3), (CTRL, Key::G)]),
            Self::FindPrevious => (
                "Find previous",
                Menu::Edit,
                &[(Modifiers::SHIFT, Key::F3), (CTRL_SHIFT, Key::G)],
            ),
            Self::CopyImage => ("Copy image", Menu::Edit, &[(CTRL_SHIFT, Key::C)]),
            Self::Paste => ("Paste a table", Menu::Edit, &[(CTRL, Key::V)]),
            Self::Delete => ("Delete", Menu::Edit, &[(NONE, Key::Delete)]),
            Self::Add(Kind::Event) => ("Event", Menu::Insert, &[(CTRL, Key::I)]),
            Self::Add(Kind::Actor) => ("Actor", Menu::Insert, &[(CTRL_SHIFT, Key::I)]),
            Self::Add(Kind::Source) => ("Source", Menu::Insert, &[]),
            Self::Add(Kind::Group) => ("Group", Menu::Insert, &[]),
            Self::Add(Kind::Category) => ("Category", Menu::Insert, &[]),
            Self::Add(Kind::Period) => ("Period", Menu::Insert, &[]),
            Self::Add(_) => ("Bookmark of what is shown", Menu::Insert, &[(CTRL, Key::D)]),
            Self::MoveUp => ("Move up in its list", Menu::Edit, &[]),
            Self::MoveDown => ("Move down in its list", Menu::Edit, &[]),
            Self::AddRelation => ("Relation between the selected pair", Menu::Insert, &[]),
            Self::ShowBoth => (
                "Timeline and map",
                Menu::View,
                &[(Modifiers::ALT, Key::Num1)],
            ),
            Self::ShowTimeline => ("Timeline", Menu::View, &[(Modifiers::ALT, Key::Num2)]),
            Self::ShowMap => ("Map", Menu::View, &[(Modifiers::ALT, Key::Num3)]),
            Self::Blocs => ("Blocs", Menu::View, &[(Modifiers::ALT, Key::Num4)]),
            Self::MainTies => ("Main ties", Menu::View, &[(Modifiers::ALT, Key::Num5)]),
            Self::AllTies => ("All ties", Menu::View, &[(Modifiers::ALT, Key::Num6)]),
            Self::FoldTime => (
                "Fold empty time",
                Menu::View,
                &[(Modifiers::ALT, Key::Num7)],
            ),
            Self::ArrangeAnew => ("Arrange the map anew", Menu::View, &[]),
            Self::TogglePanel => ("Side panel", Menu::View, &[(CTRL, Key::B)]),
            Self::ShowFilter => ("Filter", Menu::View, &[(CTRL_SHIFT, Key::F)]),
            Self::ClearFilter => ("Clear filter", Menu::View, &[]),
            Self::ShowProblems => ("Problems", Menu::View, &[(CTRL_SHIFT, Key::M)]),
            Self::FitAll => (
                "Fit all",
                Menu::View,
                &[(NONE, Key::Num0), (NONE, Key::Home)],
            ),
            Self::ZoomIn => (
                "Zoom in",
                Menu::View,
                &[(NONE, Key::Plus), (NONE, Key::Equals)],
            ),
            Self::ZoomOut => ("Zoom out", Menu::View, &[(NONE, Key::Minus)]),
            Self::PanLeft => (
                "Move left",
                Menu::Keyboard,
                &[(Modifiers::SHIFT, Key::ArrowLeft)],
            ),
            Self::PanRight => (
                "Move right",
                Menu::Keyboard,
                &[(Modifiers::SHIFT, Key::ArrowRight)],
            ),
            Self::StepBack => ("Previous event", Menu::Go, &[(NONE, Key::ArrowLeft)]),
            Self::StepForward => ("Next event", Menu::Go, &[(NONE, Key::ArrowRight)]),
            Self::Reveal => ("Show the selection", Menu::Go, &[(NONE, Key::Enter)]),
            Self::Back => ("Back", Menu::Go, &[(Modifiers::ALT, Key::ArrowLeft)]),
            Self::Forward => ("Forward", Menu::Go, &[(Modifiers::ALT, Key::ArrowRight)]),
            Self::ClearWindow => ("Clear window", Menu::View, &[(NONE, Key::W)]),
            Self::Escape => ("Select nothing", Menu::Keyboard, &[(NONE, Key::Escape)]),
            Self::OtherView => (
                "Switch between timeline and map",
                Menu::Keyboard,
                &[(NONE, Key::F6)],
            ),
            Self::Shortcuts => ("Keyboard shortcuts", Menu::Help, &[(NONE, Key::F1)]),
            Self::About => ("About Detente", Menu::Help, &[]),
        };
        Entry { name, menu, keys }
    }

    /// The keys as a person reads them, for this system.
    pub fn keys_text(self, ctx: &egui::Context) -> Option<String> {
        let (modifiers, key) = *self.entry().keys.first()?;
        Some(keys_text(ctx, modifiers, key))
    }

    /// What it does now; none while it cannot be used.
    pub fn action(self, state: &State, queries: &Queries) -> Option<Action> {
        let open = state.document.as_ref();
        let document = |action| open.map(|_| action);
        match self {
            Self::New => Some(Action::New),
            Self::Open => Some(Action::Open),
            Self::OpenSample => Some(Action::OpenSample),
            Self::Paste => Some(Action::Paste),
            Self::RecoverEdits => Some(Action::LookForEdits),
            Self::ChangeImport => open?.import.as_ref().map(|_| Action::ChangeImport),
            Self::Quit => Some(Action::Quit),
            Self::Shortcuts => Some(Action::Dialog(Some(Dialog::Shortcuts))),
            Self::About => Some(Action::Dialog(Some(Dialog::About))),
            Self::Undo => open?.history.to_undo().map(|_| Action::Undo),
            Self::Redo => open?.history.to_redo().map(|_| Action::Redo),
            Self::FindNext | Self::FindPrevious => {
                queries.found(&state.find.query).filter(|f| f.count > 0)?;
                let by = if self == Self::FindNext { 1 } else { -1 };
                Some(Action::FindStep(by))
            }
            Self::Delete => {
                state.selection?.item()?;
                document(Action::Delete)
            }
            Self::MoveUp | Self::MoveDown => {
                state.selection?.item()?;
                document(Action::Move(if self == Self::MoveUp { -1 } else { 1 }))
            }
            Self::Merge => {
                let (first, second) = state.selection?.ends()?;
                document(Action::AskMerge(first, second))
            }
            Self::AddRelation => {
                let (from, to) = state.selection?.ends()?;
                document(Action::AddRelation(from, to))
            }
            Self::Escape => document(Action::Select(None)).filter(|_| state.selection.is_some()),
            Self::Reveal => document(Action::Reveal).filter(|_| state.selection.is_some()),
            Self::ClearWindow => {
                document(Action::Window(None)).filter(|_| state.view.window.is_some())
            }
            Self::ClearFilter => {
                document(Action::ClearFilter).filter(|_| state.view.filter != Default::default())
            }
            Self::Back => navigate::visitable(state, -1).map(|_| Action::Visit(-1)),
            Self::Forward => navigate::visitable(state, 1).map(|_| Action::Visit(1)),
            Self::Blocs => {
                let counts = queries.planned_now().map(|planned| planned.counts());
                let level = state.view.level.choosing(Detail::Blocs);
                document(Action::Level(level)).filter(|_| counts.is_some_and(has_blocs))
            }
            Self::MainTies => document(Action::Level(state.view.level.choosing(Detail::Main))),
            Self::AllTies => document(Action::Level(state.view.level.choosing(Detail::All))),
            Self::FoldTime => document(Action::FoldTime(state.view.is_unfolded)),
            Self::TogglePanel => document(Action::Panel(match state.panel {
                Panel::Hidden => Panel::Selection,
                _ => Panel::Hidden,
            })),
            _ => document(self.plain_action()?),
        }
    }

    /// What it does whenever a dataset is open.
    fn plain_action(self) -> Option<Action> {
        Some(match self {
            Self::Save => Action::Save,
            Self::SaveAs => Action::SaveAs,
            Self::ExportImage => Action::ExportDialog,
            Self::ExportData => Action::DataDialog(None),
            Self::LookAlikes => Action::Dialog(Some(Dialog::LookAlikes(Reviewing::default()))),
            Self::Close => Action::Close,
            Self::Find => Action::FocusFind,
            Self::CopyImage => Action::CopyImage,
            Self::Add(kind) => Action::Add(kind),
            Self::ShowBoth => Action::Shown(Shown::Both),
            Self::ShowTimeline => Action::Shown(Shown::Timeline),
            Self::ShowMap => Action::Shown(Shown::Map),
            Self::ArrangeAnew => Action::ArrangeAnew,
            Self::ShowFilter => Action::Panel(Panel::Filter),
            Self::ShowProblems => Action::Panel(Panel::Problems),
            Self::FitAll => Action::FitAll,
            Self::ZoomIn => Action::Zoom(1.0 / 1.5),
            Self::ZoomOut => Action::Zoom(1.5),
            Self::PanLeft => Action::Pan(-0.25),
            Self::PanRight => Action::Pan(0.25),
            Self::StepBack => Action::Step(-1),
            Self::StepForward => Action::Step(1),
            Self::OtherView => Action::OtherView,
            _ => return None,
        })
    }
}

/// Whether a map can show blocs: fewer than two groups with somebody alive are none.
pub(super) const fn has_blocs(counts: Counts) -> bool {
    counts.groups > 1
}

/// Keys as a person reads them: what stands on the key, where that is a sign.
pub(super) fn keys_text(ctx: &egui::Context, modifiers: Modifiers, key: Key) -> String {
    let text = ctx.format_shortcut(&KeyboardShortcut::new(modifiers, key));
    let sign = match key {
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        _ => return text,
    };
    let names = [key.name(), key.symbol_or_name()];
    let before = names.iter().find_map(|name| text.strip_suffix(name));
    before.map_or(text.clone(), |before| format!("{before}{sign}"))
}

/// Keys of commands, where no field and no dialog has the keyboard. Keys with more modifiers are
/// tried first, so that Ctrl+Shift+Z is not taken for Ctrl+Z.
pub(super) fn read_keys(cx: &mut UiContext<'_>, ctx: &egui::Context) {
    // A dialog has all keys; where it makes edits one after the other, each can be undone there.
    let is_asked = cx.state.dialog.is_some();
    let is_edited_in =
        matches!(&cx.state.dialog, Some(Dialog::LookAlikes(asked)) if asked.chosen.is_none());
    if is_asked && !is_edited_in {
        return;
    }
    // An open menu has the plain keys.
    let is_in_menu = egui::Popup::is_any_open(ctx);
    let focused = ctx.memory(egui::Memory::focused);
    let is_typing = ctx.text_edit_focused();
    // A text field that has the keyboard keeps all plain keys, a button or list those it may use.
    let is_elsewhere = focused.is_some_and(|id| !super::canvas::ids().contains(&id));
    let [_, map] = super::canvas::ids();
    let is_on_map = focused == Some(map);
    // Escape leaves a text field, and does nothing more then: egui takes the keyboard from it before
    // the frame.
    let is_left = std::mem::replace(&mut cx.window.was_typing, is_typing) && !is_typing;
    let is_blank = super::panel::is_blank(cx, ctx);
    let mut keys: Vec<(Command, Modifiers, Key)> = Command::ALL
        .iter()
        .flat_map(|c| c.entry().keys.iter().map(|(m, k)| (*c, *m, *k)))
        .collect();
    keys.sort_by_key(|(_, m, _)| std::cmp::Reverse(weight(*m)));
    for (command, modifiers, key) in keys {
        let undoes = matches!(command, Command::Undo | Command::Redo);
        let is_taken = is_asked && !undoes
            || is_in_menu && !modifiers.command
            || is_typing && edits_text(key) && !(is_blank && undoes)
            || is_left && command == Command::Escape
            || is_elsewhere && !modifiers.command && !modifiers.alt && !is_nobody_elses(key, is_typing)
            // On the map they go from actor to actor.
            || is_on_map && matches!(command, Command::StepBack | Command::StepForward | Command::Reveal);
        if is_taken {
            continue;
        }
        let action = command.action(cx.state, cx.queries);
        // What cannot be done now keeps its keys: Redo must not become Undo with Shift.
        let keeps = action.is_some() || modifiers != Modifiers::NONE;
        if !keeps {
            continue;
        }
        let times = ctx.input_mut(|i| i.count_and_consume_key(modifiers, key));
        if times > 0 {
            egui::Popup::close_all(ctx);
            cx.actions
                .extend(std::iter::repeat_n(action, times).flatten());
        }
    }
}

fn weight(modifiers: Modifiers) -> u8 {
    [
        modifiers.alt,
        modifiers.shift,
        modifiers.command || modifiers.ctrl,
    ]
    .into_iter()
    .map(u8::from)
    .sum()
}

/// Keys that edit text, alone or with Ctrl or Alt: a text field keeps them.
fn edits_text(key: Key) -> bool {
    matches!(
        key,
        Key::Z | Key::Y | Key::C | Key::V | Key::X | Key::A | Key::ArrowLeft | Key::ArrowRight
    )
}

/// Keys that no button and no list has a use for.
fn is_nobody_elses(key: Key, is_typing: bool) -> bool {
    let is_function_key = matches!(key, Key::F1 | Key::F3 | Key::F6);
    is_function_key || !is_typing && matches!(key, Key::Num0 | Key::Plus | Key::Equals | Key::Minus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = BTreeSet::new();
        for command in Command::ALL {
            for (modifiers, key) in command.entry().keys {
                assert!(
                    seen.insert(format!("{modifiers:?} {key:?}")),
                    "{command:?} {key:?}"
                );
            }
        }
    }

    #[test]
    fn names_are_in_sentence_case_and_short() {
        for command in Command::ALL {
            let name = command.entry().name;
            assert!(name.len() <= 36, "{name}");
            let mut words = name
                .split(' ')
                .filter(|w| !["Alaska", "Detente"].contains(w));
            assert!(
                words
                    .next()
                    .is_some_and(|w| w.starts_with(char::is_uppercase)),
                "{name}"
            );
            assert!(words.all(|w| w.starts_with(char::is_lowercase)), "{name}");
            assert!(!name.ends_with('.'), "{name}");
        }
    }
}
