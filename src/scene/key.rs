//! What a part of a picture stands for.

/// Where an arrow between blocs begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// A bloc, by the handle of its group; [`Key::NO_GROUP`] and [`Key::OTHERS`] stand for those that
    /// have none.
    Bloc(u32),
    /// An actor of an unfolded bloc, by its handle.
    Actor(u32),
}

/// What an item stands for: a kind and small numbers. Ids and names come from the one who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Nothing that can be pointed at: ground, grid, decoration.
    #[default]
    None,
    /// An event, by its handle.
    Event(u32),
    /// An actor, by its handle.
    Actor(u32),
    /// What the first actor does to the second, by their handles.
    Tie(u32, u32),
    /// What two actors do together, by their handles, the smaller first.
    Mutual(u32, u32),
    /// A group's region, or the plate of its bloc, by its handle: a ground.
    Group(u32),
    /// The name on it, by the group's handle: it selects the group.
    GroupTitle(u32),
    /// What the first of two blocs does to the second, or both to each other.
    Bloc(End, End),
    /// The corner of a bloc, by the handle of its group: it unfolds it, or folds it again.
    Unfold(u32, bool),
    /// A period, by its handle.
    Period(u32),
    /// A lane's head, by its place from the top.
    Lane(u32),
    /// A column of a density strip: the lane's place and the column's number.
    Column(u32, u32),
    /// A fold of the axis, by the place of its gap, the longest first.
    Fold(u32),
    /// A tick of the axis, by its number from the left.
    Tick(u32),
    /// The brushed window: 0 its body, 1 its start, 2 its end.
    Window(u8),
    /// A legend row, by its number.
    Legend(u32),
}

impl Key {
    /// The bloc of those who are in no group, in the place of a group's handle.
    pub const NO_GROUP: u32 = u32::MAX;
    /// The bloc of the smallest groups, which share one.
    pub const OTHERS: u32 = u32::MAX - 1;
    const REST: End = End::Bloc(Self::OTHERS);

    /// Whether a person can point at it and select it.
    pub const fn is_selectable(self) -> bool {
        if let Self::Bloc(a, b) = self {
            // Who the others are is another matter in another window.
            return !matches!(a, Self::REST) && !matches!(b, Self::REST);
        }
        matches!(
            self,
            Self::Event(_)
                | Self::Actor(_)
                | Self::Tie(..)
                | Self::Mutual(..)
                | Self::GroupTitle(_)
        )
    }

    /// Whether something is told of it where the pointer rests on it.
    pub const fn is_told(self) -> bool {
        self.is_selectable() || matches!(self, Self::Bloc(..) | Self::Unfold(..))
    }
}
