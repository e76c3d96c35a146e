//! The window: state, panels, dialogs, shortcuts, background jobs.
//!
//! Each frame runs one way: [`App::ui`](App) shows every part from the [`State`] and the newest
//! [`Answers`]; a part changes nothing, it pushes [`Action`]s; after the frame they are applied,
//! in order, in one place (`apply`). What may take long runs as a `job` on a snapshot.

pub mod action;
pub mod answers;
mod apply;
mod asked;
mod canvas;
mod chart;
pub mod command;
mod deletion;
mod dialog;
mod document;
mod documents;
mod edits;
pub mod export;
mod files_dialog;
mod groups;
mod in_turn;
mod job;
mod journal_writer;
mod menu;
mod menu_row;
mod motion;
mod navigate;
pub mod paint;
mod panel;
mod parts;
mod planned;
pub mod recovery;
pub mod related;
mod run;
mod saving;
mod settings;
pub mod state;
mod status;
mod style;
mod toolbar;
mod welcome;
mod widgets;
mod words;

pub use action::Action;
pub use asked::Answers;
pub use document::{Document, Opening};
pub use run::{Renderer, run};
pub use settings::{Settings, StateFolder};
pub use state::{Selection, State};

use crate::scene::{Measure, Theme};
use in_turn::InTurn;
use journal_writer::JournalWriter;
use panel::draft::Draft;
use saving::Leaving;
use std::path::PathBuf;
use std::sync::Arc;

/// What the window starts with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// A file to open; none: what `sample` says.
    pub file: Option<PathBuf>,
    /// Open the bundled dataset when there is no file.
    pub sample: bool,
    /// Where settings and recovery files are kept; none: nowhere.
    pub folder: Option<PathBuf>,
    /// Use the system's file dialogs; without them a path is typed.
    pub native_dialogs: bool,
}

/// The longest that keys wait for a title, in seconds: where none comes they are commands again.
const LONGEST_WAIT: f64 = 2.0;

/// The program's window.
pub struct App {
    state: State,
    answers: Answers,
    measure: Arc<Measure>,
    folder: StateFolder,
    journal: Option<JournalWriter>,
    shown_title: String,
    shown_theme: Option<bool>,
    /// Since when a new item's title waits for the keyboard, in seconds of the toolkit's clock.
    title_wanted: Option<f64>,
    /// When an item was added last.
    added: Option<f64>,
    /// Whether something that was done waits for another frame.
    has_more: bool,
    /// Whether something that was drawn last is still on its way.
    is_moving: bool,
}

impl App {
    /// Sets up fonts and style, and starts opening what the person asked for.
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        style::install_fonts(ctx);
        let folder = StateFolder::new(start.folder);
        let mut state = State::new(folder.load());
        state.has_native_dialogs = start.native_dialogs;
        let mut app = Self {
            state,
            answers: Answers::default(),
            measure: Arc::new(Measure::new()),
            folder,
            journal: None,
            shown_title: String::new(),
            shown_theme: None,
            title_wanted: None,
            added: None,
            has_more: false,
            is_moving: false,
        };
        ctx.add_plugin(InTurn::default());
        app.look_for_edits(ctx, false);
        if let Some(path) = start.file {
            app.apply(ctx, vec![Action::OpenPath(path)]);
        } else if start.sample {
            app.apply(ctx, vec![Action::OpenSample]);
        }
        app
    }

    /// Whether no background work is under way and nothing moves: what is shown is final.
    pub fn is_settled(&self) -> bool {
        !self.is_working() && !self.is_moving && !self.has_more
    }

    fn is_working(&self) -> bool {
        let has_answers = self.answers.is_settled();
        !has_answers || self.state.opening.is_some() || self.state.is_waiting()
    }

    /// What the person sees and has done.
    pub fn state(&self) -> &State {
        &self.state
    }

    fn theme(&self, ctx: &egui::Context) -> &'static Theme {
        let system_is_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        match self.state.settings.dark.unwrap_or(system_is_dark) {
            true => &Theme::DARK,
            false => &Theme::LIGHT,
        }
    }

    /// What the pointer is on is said anew in every frame; where nobody says it, it is on nothing.
    fn hover(&mut self, ctx: &egui::Context, actions: &mut Vec<Action>) {
        let mut hovered = None;
        actions.retain(|action| match action {
            Action::Hover(key) => {
                hovered = hovered.or(*key);
                false
            }
            _ => true,
        });
        if self.state.hovered != hovered {
            self.state.hovered = hovered;
            ctx.request_repaint();
        }
    }

    /// What is typed while a new item's title waits for the keyboard waits too.
    fn hold_keys(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|i| i.time);
        let is_soon = match self.state.wants_title {
            true => {
                let since = *self.title_wanted.get_or_insert(now);
                self.added = Some(since);
                now - since < LONGEST_WAIT
            }
            false => {
                self.title_wanted = None;
                false
            }
        };
        let in_turn = ctx.plugin_or_default::<InTurn>();
        let mut in_turn = in_turn.lock();
        // A dialog that has not been shown yet takes the keyboard first.
        let is_asked = dialog::is_to_come(&self.state, ctx);
        in_turn.holds_keys = is_asked || is_soon && self.state.dialog.is_none();
        self.has_more = in_turn.is_waiting();
        if self.has_more {
            ctx.request_repaint();
        }
    }

    fn restyle(&mut self, ctx: &egui::Context, theme: &Theme) {
        if self.shown_theme != Some(theme.is_dark()) {
            style::apply(ctx, theme);
            self.shown_theme = Some(theme.is_dark());
        }
        let title = self.state.window_title();
        if title != self.shown_title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
    }
}

/// What every part of the window needs to show itself.
pub struct Show<'a> {
    /// What the person sees and has done.
    pub state: &'a State,
    /// What is known of it so far.
    pub answers: &'a Answers,
    /// The colours.
    pub theme: &'static Theme,
    /// Text widths.
    pub measure: &'a Arc<Measure>,
    /// What is being typed into a field.
    draft: Option<Draft>,
    /// When an item was added last, in seconds of the toolkit's clock.
    added: Option<f64>,
    /// What is to be done after the frame.
    pub actions: Vec<Action>,
}

impl Show<'_> {
    /// To be done after the frame.
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // Only where the person has closed the window, or has nothing to lose, it is not needed any more.
        if let Some(journal) = self.journal.take() {
            if self.state.leaving == Leaving::MayClose {
                journal.end();
            }
            journal.leave();
        }
        self.folder.store();
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let theme = self.theme(&ctx);
        self.restyle(&ctx, theme);
        let (polled, asked) = self.poll(&ctx);
        self.apply(&ctx, polled);
        self.answers.ask(&self.state, &self.measure, &ctx);
        widgets::go_on_from_last_focus(&ctx);
        let draft = self.state.draft.take();
        let mut show = Show {
            state: &self.state,
            answers: &self.answers,
            theme,
            measure: &self.measure,
            draft,
            added: self.added,
            actions: asked.into_iter().collect(),
        };
        command::read_keys(&mut show, &ctx);
        menu::show(&mut show, ui);
        if self.state.document.is_some() {
            toolbar::show(&mut show, ui);
            status::show(&mut show, ui);
            panel::show(&mut show, ui);
            canvas::show(&mut show, ui);
            panel::settle(&mut show, &ctx);
        } else {
            toolbar::show(&mut show, ui);
            status::show(&mut show, ui);
            welcome::show(&mut show, ui);
        }
        dialog::show(&mut show, &ctx);
        let mut actions = show.actions;
        self.state.draft = show.draft;
        self.is_moving = motion::is_moving(&ctx);
        if self.is_working() {
            // Work that is under way says how far it is.
            ctx.request_repaint_after(std::time::Duration::from_millis(100));
        }
        self.hover(&ctx, &mut actions);
        self.apply(&ctx, actions);
        self.hold_keys(&ctx);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        let ground = if self.shown_theme == Some(true) {
            Theme::DARK.ground
        } else {
            Theme::LIGHT.ground
        };
        ground.to_normalized_gamma_f32()
    }
}
