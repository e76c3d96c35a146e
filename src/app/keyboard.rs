//! Who has the keyboard next, where the toolkit does not know it.

use egui::{Context, Id, Key, Plugin};

/// What is known of it.
#[derive(Debug, Default)]
struct Keyboard {
    /// What had it last.
    last: Option<Id>,
    /// Whether a menu that was opened with a key wants it.
    is_for_menu: bool,
    /// The frame in which a row that opens another menu had it last.
    at_sub_menu: Option<u64>,
}

impl Plugin for Keyboard {
    fn debug_name(&self) -> &'static str {
        "keyboard"
    }
}

fn with<R>(ctx: &Context, f: impl FnOnce(&mut Keyboard) -> R) -> R {
    let keyboard = ctx.plugin_or_default::<Keyboard>();
    let mut keyboard = keyboard.lock();
    f(&mut keyboard)
}

/// Tab goes on from here, if nothing has the keyboard.
pub(super) fn tab_from(ctx: &Context, id: Id) {
    with(ctx, |keyboard| keyboard.last = Some(id));
}

/// Tab goes on from what had the keyboard last, also after Enter has handed in what was typed there.
pub(super) fn go_on_from_last(ctx: &Context) {
    let is_tab = ctx.input(|i| i.key_pressed(Key::Tab));
    match ctx.memory(egui::Memory::focused) {
        Some(focused) => tab_from(ctx, focused),
        None if is_tab => {
            let last = with(ctx, |keyboard| keyboard.last);
            if let Some(last) = last.filter(|last| ctx.read_response(*last).is_some()) {
                ctx.memory_mut(|memory| memory.request_focus(last));
            }
        }
        None => {}
    }
}

/// The first row that can be used gets the keyboard: its menu was opened with it.
pub(super) fn give_to_menu(ctx: &Context) {
    with(ctx, |keyboard| keyboard.is_for_menu = true);
    ctx.request_repaint();
}

/// Whether a menu that has just been opened with a key wants the keyboard; told once.
pub(super) fn take_for_menu(ctx: &Context) -> bool {
    with(ctx, |keyboard| std::mem::take(&mut keyboard.is_for_menu))
}

/// A row that opens another menu has the keyboard, or that menu is open.
pub(super) fn at_sub_menu(ctx: &Context) {
    let frame = ctx.cumulative_frame_nr();
    with(ctx, |keyboard| keyboard.at_sub_menu = Some(frame));
}

/// Whether a row that opens another menu has the keyboard, or that menu is open: the arrows are for
/// it.
pub(super) fn is_at_sub_menu(ctx: &Context) -> bool {
    let frame = with(ctx, |keyboard| keyboard.at_sub_menu);
    frame.is_some_and(|frame| frame + 1 >= ctx.cumulative_frame_nr())
}
