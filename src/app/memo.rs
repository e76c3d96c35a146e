//! Caches of what was drawn, which the toolkit keeps from frame to frame.
//!
//! What is in one can be made anew. What a person has done is in the editor's state or in the
//! [`WindowState`](super::window_state::WindowState).

use egui::{Context, Id};
use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::{Arc, Weak};

/// The place of a cache.
pub(super) struct Memo<T> {
    id: Id,
    of: PhantomData<T>,
}

impl<T: Clone + Send + Sync + 'static> Memo<T> {
    /// The cache of this name.
    pub(super) fn new(name: impl Hash + Debug) -> Self {
        Self {
            id: Id::unique(name),
            of: PhantomData,
        }
    }

    pub(super) fn get(&self, ctx: &Context) -> Option<T> {
        ctx.data(|data| data.get_temp(self.id))
    }

    pub(super) fn keep(&self, ctx: &Context, value: T) {
        ctx.data_mut(|data| data.insert_temp(self.id, value));
    }
}

/// What was made of something last; made anew if that was something else.
pub(super) fn made_of<K, V>(
    ctx: &Context,
    name: impl Hash + Debug,
    of: K,
    make: impl FnOnce() -> V,
) -> V
where
    K: PartialEq + Clone + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    let memo = Memo::<(K, V)>::new(name);
    if let Some((_, made)) = memo.get(ctx).filter(|(last, _)| *last == of) {
        return made;
    }
    let made = make();
    memo.keep(ctx, (of, made.clone()));
    made
}

/// An answer that is the same only as itself: while it is kept, though weakly, no other has its
/// address.
pub(super) struct Same<T>(Weak<T>);

impl<T> Same<T> {
    pub(super) fn of(answer: &Arc<T>) -> Self {
        Self(Arc::downgrade(answer))
    }

    /// A number that no other answer has at the same time.
    pub(super) fn address(&self) -> usize {
        self.0.as_ptr().addr()
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.0, &other.0)
    }
}
