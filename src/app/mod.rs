//! The window: panels, dialogs, shortcuts.
//!
//! Each frame runs one way: [`App::ui`](App) shows every part from the editor's state and its newest
//! answers; a part changes nothing, it pushes [`Action`]s; after the frame the editor carries them out.

mod canvas;
mod chart;
pub mod command;
mod dialog;
mod files_dialog;
mod imported;
mod in_turn;
mod keyboard;
mod memo;
mod menu;
mod menu_row;
mod motion;
pub mod paint;
mod panel;
mod parts;
mod run;
mod status;
mod style;
mod toolbar;
mod tooltip;
mod welcome;
mod widgets;
mod window_state;

pub use run::{Renderer, run};

use crate::editor::{Action, Editor, Host, Queries, Raster, SharedHost, Start, State};
use crate::scene::{Emphasis, Measure, Theme};
use in_turn::InTurn;
use panel::draft::{Draft, TextField};
use std::sync::Arc;
use window_state::WindowState;

/// The window as the editor knows it.
struct Toolkit(egui::Context);

impl Host for Toolkit {
    fn wake(&self) {
        self.0.request_repaint();
    }

    fn copy(&self, picture: Raster) {
        self.0.copy_image(image(&picture));
    }
}

/// A picture as the toolkit knows it.
fn image(picture: &Raster) -> egui::ColorImage {
    let pixels = picture.rgba.chunks_exact(4).map(|p| match p {
        [r, g, b, a] => egui::Color32::from_rgba_unmultiplied(*r, *g, *b, *a),
        _ => egui::Color32::TRANSPARENT,
    });
    egui::ColorImage::new(picture.size, pixels.collect())
}

/// The longest that keys wait for a title, in seconds: where none comes they are commands again.
const LONGEST_WAIT: f64 = 2.0;

/// The program's window.
pub struct App {
    editor: Editor,
    host: SharedHost,
    /// Where the editor's draft is typed.
    typed_in: Option<TextField>,
    /// What the window remembers from frame to frame.
    window: WindowState,
    shown_title: String,
    shown_theme: Option<bool>,
    /// Since when a new item's title waits for the keyboard, in seconds of the toolkit's clock.
    title_wanted: Option<f64>,
    /// Whether something that was done waits for another frame.
    has_more: bool,
    /// Whether something that was drawn last is still on its way.
    is_moving: bool,
    /// Whether the system was told that the window closes.
    is_closing: bool,
}

impl App {
    /// Sets up fonts and style, and starts opening what the person asked for.
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        style::install_fonts(ctx);
        ctx.add_plugin(InTurn::default());
        let host: SharedHost = Arc::new(Toolkit(ctx.clone()));
        Self {
            editor: Editor::new(host.clone(), start),
            host,
            typed_in: None,
            window: WindowState::default(),
            shown_title: String::new(),
            shown_theme: None,
            title_wanted: None,
            has_more: false,
            is_moving: false,
            is_closing: false,
        }
    }

    /// Whether no background work is under way and nothing moves: what is shown is final.
    pub fn is_settled(&self) -> bool {
        !self.editor.is_working() && !self.is_moving && !self.has_more
    }

    /// What the person sees and has done.
    pub fn state(&self) -> &State {
        &self.editor.state
    }

    fn theme(&self, ctx: &egui::Context) -> &'static Theme {
        let system_is_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        match self.editor.state.settings.dark.unwrap_or(system_is_dark) {
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
        if self.editor.state.hovered != hovered {
            self.editor.state.hovered = hovered;
            ctx.request_repaint();
        }
    }

    /// What is typed while a new item's title waits for the keyboard waits too.
    fn hold_keys(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|i| i.time);
        let is_soon = match self.editor.state.wants_title {
            true => {
                let since = *self.title_wanted.get_or_insert(now);
                self.window.added = Some(since);
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
        let is_asked = dialog::is_to_come(&self.editor.state, &self.window.dialog);
        in_turn.holds_keys = is_asked || is_soon && self.editor.state.dialog.is_none();
        self.has_more = in_turn.is_waiting();
        if self.has_more {
            ctx.request_repaint();
        }
    }

    /// What the system asks: done once what is typed was handed in.
    fn asked(&mut self, ctx: &egui::Context) -> Option<Action> {
        let mut asked = None;
        let is_asked_to_close = ctx.input(|i| i.viewport().close_requested());
        if is_asked_to_close && !self.editor.may_close() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            asked = Some(Action::Quit);
        }
        // A question is answered first.
        let is_asked = self.editor.state.dialog.is_some();
        let dropped = ctx.input(|i| i.raw.dropped_files.last().cloned());
        let dropped = dropped.filter(|_| !is_asked);
        let dropped = dropped.map(|file| Action::OpenPath(file.path().to_owned()));
        let pasted = ctx.input(|i| {
            let mut all = i.events.iter().rev();
            all.find_map(|event| match event {
                egui::Event::Paste(text) => Some(text.clone()),
                _ => None,
            })
        });
        // A text field takes it.
        let pasted = pasted.filter(|_| !is_asked && !ctx.text_edit_focused());
        dropped.or(pasted.map(Action::ReadPasted)).or(asked)
    }

    /// The editor carries out what was done, and the system what the editor asks of it.
    fn apply(&mut self, ctx: &egui::Context, mut actions: Vec<Action>) {
        for action in &mut actions {
            // Who has the keyboard is known to the toolkit.
            if *action == Action::OtherView {
                *action = Action::Active(canvas::other_view(ctx, &self.editor.state.view));
            }
            // So is the clipboard.
            if *action == Action::Paste {
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
        }
        self.editor.apply(actions);
        files_dialog::show(&self.host, &mut self.editor.state);
        if self.editor.state.is_leaving() && !self.is_closing {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            self.is_closing = true;
        }
    }

    fn restyle(&mut self, ctx: &egui::Context, theme: &Theme) {
        if self.shown_theme != Some(theme.is_dark()) {
            style::apply(ctx, theme);
            self.shown_theme = Some(theme.is_dark());
        }
        let title = self.editor.state.window_title();
        if title != self.shown_title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
    }
}

/// What every part of the window needs to show itself.
pub struct UiContext<'a> {
    /// What the person sees and has done.
    pub state: &'a State,
    /// What is known of it so far.
    pub queries: &'a Queries,
    /// The colours.
    pub theme: &'static Theme,
    /// Text widths.
    pub measure: &'a Arc<Measure>,
    /// What is being typed into a field.
    draft: Option<Draft>,
    /// What the window remembers from frame to frame.
    window: WindowState,
    /// What is to be done after the frame.
    pub actions: Vec<Action>,
}

impl UiContext<'_> {
    /// To be done after the frame.
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// What stands out in both views.
    fn emphasis(&self) -> Emphasis {
        self.queries.emphasis(self.state)
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let theme = self.theme(&ctx);
        self.restyle(&ctx, theme);
        self.editor.state.is_dark = theme.is_dark();
        let (polled, asked) = (self.editor.poll(), self.asked(&ctx));
        self.apply(&ctx, polled);
        self.editor.ask();
        keyboard::go_on_from_last(&ctx);
        let typed = self.editor.state.draft.take();
        let draft = typed.zip(self.typed_in.take());
        let draft = draft.map(|(typed, place)| Draft { typed, place });
        let mut cx = UiContext {
            state: &self.editor.state,
            queries: &self.editor.queries,
            theme,
            measure: &self.editor.measure,
            draft,
            window: std::mem::take(&mut self.window),
            actions: asked.into_iter().collect(),
        };
        command::read_keys(&mut cx, &ctx);
        menu::show(&mut cx, ui);
        if self.editor.state.document.is_some() {
            toolbar::show(&mut cx, ui);
            imported::show(&mut cx, ui);
            status::show(&mut cx, ui);
            panel::show(&mut cx, ui);
            canvas::show(&mut cx, ui);
            panel::settle(&mut cx, &ctx);
        } else {
            toolbar::show(&mut cx, ui);
            status::show(&mut cx, ui);
            welcome::show(&mut cx, ui);
        }
        dialog::show(&mut cx, &ctx);
        let (mut actions, draft, window) = (cx.actions, cx.draft, cx.window);
        self.window = window;
        let draft = draft.map(|draft| (draft.typed, draft.place));
        (self.editor.state.draft, self.typed_in) = draft.unzip();
        self.is_moving = motion::is_moving(&ctx) || self.window.dialog.is_resized;
        if self.editor.is_working() {
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
