//! Which fields are edited as text, what they are called, and what stands in them while they are
//! empty.

use super::selection::Selection;

/// What a text is a part of: an item, or the dataset.
pub(crate) type Of = Option<Selection>;

/// A field that is edited as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// Of an event, a source or the dataset.
    Title,
    /// A date.
    When,
    /// Markdown.
    Description,
    /// −10 to +10.
    Tone,
    /// Words with commas between them.
    Tags,
    /// Where.
    Place,
    /// Left out of what is published.
    Note,
    /// Of an actor.
    Name,
    /// For tight places.
    Short,
    /// An office.
    Role,
    /// Names with semicolons between them.
    Aliases,
    /// Along a tie.
    Label,
    /// A word of the dataset's own for a relation.
    Kind,
    /// Of a source.
    Publisher,
    /// Who wrote it.
    Author,
    /// On the web.
    Url,
    /// When it was published.
    Published,
    /// Where in a source: the place of the citation.
    Locator(usize),
}

impl Field {
    /// As undo names it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::When => "date",
            Self::Description => "description",
            Self::Tone => "tone",
            Self::Tags => "tags",
            Self::Place => "place",
            Self::Note => "private note",
            Self::Name => "name",
            Self::Short => "short name",
            Self::Role => "role",
            Self::Aliases => "other names",
            Self::Label => "label",
            Self::Kind => "kind",
            Self::Publisher => "publisher",
            Self::Author => "author",
            Self::Url => "address",
            Self::Published => "date of publication",
            Self::Locator(_) => "locator",
        }
    }

    /// As a journal calls it.
    pub(crate) fn key(self) -> String {
        match self {
            Self::Locator(n) => format!("locator {n}"),
            _ => self.word().to_owned(),
        }
    }

    pub(crate) fn of_key(key: &str) -> Option<Self> {
        if let Some(place) = key.strip_prefix("locator ") {
            return place.parse().ok().map(Self::Locator);
        }
        ALL.into_iter().find(|field| field.word() == key)
    }

    /// What stands in it while it is empty.
    pub(crate) const fn hint(self, of: Of) -> &'static str {
        match (self, of) {
            (Self::Title, _) => "Without a title",
            (Self::Name, _) => "Without a name",
            (Self::Label, _) => "Without a label",
            (Self::When, Some(Selection::Relation(_))) => "At all times",
            (Self::When, _) => "Undated",
            (Self::Description, _) => "In Markdown",
            (Self::Tone, _) => "−10 to +10",
            (Self::Tags, _) => "Words, with commas between",
            (Self::Place, _) => "Where",
            (Self::Note, Some(Selection::Source(_))) => "A remark",
            (Self::Note, _) => "Left out of what is published",
            (Self::Short, _) => "For tight places",
            (Self::Role, _) => "Office or part",
            (Self::Aliases, _) => "Names, with semicolons between",
            (Self::Kind, _) => "One word",
            (Self::Publisher, _) => "Who published it",
            (Self::Author, _) => "Who wrote it",
            (Self::Url, _) => "https://",
            (Self::Published, _) => "When",
            (Self::Locator(_), _) => "Where in it",
        }
    }
}

/// All but those that there are several of.
pub(crate) const ALL: [Field; 17] = [
    Field::Title,
    Field::When,
    Field::Description,
    Field::Tone,
    Field::Tags,
    Field::Place,
    Field::Note,
    Field::Name,
    Field::Short,
    Field::Role,
    Field::Aliases,
    Field::Label,
    Field::Kind,
    Field::Publisher,
    Field::Author,
    Field::Url,
    Field::Published,
];
