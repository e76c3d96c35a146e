//! What a person does while a frame takes long is done one thing after the other: what may move the
//! keyboard elsewhere, such as a shortcut, Tab or a click, ends a frame, so that what was typed after
//! it arrives where it was meant for.

use egui::{Context, Event, Key, Plugin, RawInput};
use std::collections::VecDeque;

/// What was done and waits for its frame, in order.
#[derive(Debug, Default)]
pub(super) struct InTurn {
    waiting: VecDeque<Event>,
    /// Whether what is typed is meant for a field that does not have the keyboard yet.
    pub(super) holds_keys: bool,
}

impl InTurn {
    /// Whether something waits for another frame.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// What the next frame is about.
    fn next(&mut self, is_typing: bool) -> Vec<Event> {
        let mut now = Vec::new();
        if self.holds_keys {
            let waiting = std::mem::take(&mut self.waiting).into_iter();
            let (keys, others): (Vec<Event>, Vec<Event>) = waiting.partition(is_of_keys);
            self.waiting.extend(keys);
            return others;
        }
        while let Some(event) = self.waiting.pop_front() {
            // What was typed before a press arrives before that takes the keyboard, and what lies
            // where the pointer was moved to is known before it is pressed.
            let comes_before =
                |event: &Event| is_of_keys(event) || matches!(event, Event::PointerMoved(_));
            if matches!(event, Event::PointerButton { pressed: true, .. })
                && now.iter().any(comes_before)
            {
                self.waiting.push_front(event);
                break;
            }
            let types = matches!(event, Event::Key { pressed: true, .. })
                && matches!(self.waiting.front(), Some(Event::Text(_)));
            let ends = ends_a_frame(&event, is_typing, types);
            now.push(event);
            if ends {
                // What a key types belongs to it.
                now.extend(self.waiting.pop_front_if(|_| types));
                break;
            }
        }
        now
    }
}

impl Plugin for InTurn {
    fn debug_name(&self) -> &'static str {
        "in turn"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.waiting.extend(input.events.drain(..));
        input.events = self.next(ctx.text_edit_focused());
    }
}

/// Whether something is typed, or a shortcut.
fn is_of_keys(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
    )
}

/// Whether what comes next may be meant for something that has the keyboard only then.
fn ends_a_frame(event: &Event, is_typing: bool, types: bool) -> bool {
    const WITHIN_A_TEXT: [Key; 8] = [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::Backspace,
        Key::Delete,
    ];
    match event {
        Event::PointerButton { pressed, .. } => !pressed,
        Event::Key {
            key,
            pressed: true,
            repeat: false,
            ..
        } => !(is_typing && (types || WITHIN_A_TEXT.contains(key))),
        _ => false,
    }
}
