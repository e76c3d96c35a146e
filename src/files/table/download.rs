//! Tables that many people download, known by their columns: what each column means, and what titles
//! are made from.
//!
//! Columns as documented by GDELT (codebooks of 1.0 and 2.0 events), ACLED (codebook of 2024), UCDP
//! (Georeferenced Event Dataset 24.1), ICEWS (Harvard Dataverse, 28075) and POLECAT (Harvard Dataverse,
//! AJGVIT). The roots of CAMEO and the types of PLOVER that they become: Schrodt 2012; Halterman and others
//! 2023.

/// A table that many people download.
pub(super) struct Download {
    /// What it is called.
    pub(super) name: &'static str,
    /// Names of columns that all tables of it have, and by which it is known.
    known_by: &'static [&'static str],
    /// What columns mean, by their names; others are kept.
    pub(super) meanings: &'static [(&'static str, &'static str)],
    /// The column whose words begin a title, before the names of those who take part.
    pub(super) title: &'static str,
    /// Whether rows of one id are of one event, each with a source of its own.
    pub(super) joins_rows: bool,
    /// Codes of a column, and what they stand for.
    codes: &'static [(&'static str, Codes)],
}

/// What codes stand for: the first letters of a cell.
pub(super) type Codes = &'static [(&'static str, &'static str)];

impl Download {
    /// The download that a header is of.
    pub(super) fn of(names: &[String]) -> Option<&'static Self> {
        let has = |wanted: &&str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
        ALL.iter()
            .find(|download| download.known_by.iter().all(has))
    }

    /// What the codes of a column stand for.
    pub(super) fn codes(&self, column: &str) -> Codes {
        let codes = self.codes.iter().find(|(name, _)| *name == column);
        codes.map_or(&[], |(_, codes)| codes)
    }
}

/// What a code stands for.
pub(super) fn decoded(codes: Codes, cell: &str) -> Option<&'static str> {
    let code = codes.iter().find(|(code, _)| cell.starts_with(code));
    code.map(|(_, words)| *words)
}

/// The columns of GDELT's mentions (codebook 2.0).
const OF_MENTIONS: &str = "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName \
    MentionIdentifier SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence \
    MentionDocLen MentionDocTone MentionDocTranslationInfo Extras";

/// The names of the columns of GDELT's events or mentions, which have no header, by a row of them.
pub(super) fn gdelt_names(row: &[String]) -> Option<Vec<String>> {
    let are_digits = |cell: Option<&String>, count: Option<usize>| {
        cell.is_some_and(|cell| {
            let is_number = !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
            is_number && count.is_none_or(|count| cell.len() == count)
        })
    };
    // The last two columns may be left out where they are empty.
    let are_mentions = [1, 2].iter().all(|n| are_digits(row.get(*n), Some(14)))
        && are_digits(row.get(3), Some(1))
        && (14..=16).contains(&row.len());
    if are_mentions && are_digits(row.first(), None) {
        let names = OF_MENTIONS.split_whitespace().map(str::to_owned);
        return Some(names.take(row.len()).collect());
    }
    if !are_digits(row.first(), None)
        || !are_digits(row.get(1), Some(8))
        || !are_digits(row.get(2), Some(6))
    {
        return None;
    }
    let has_second_level = match row.len() {
        61 => true,
        57 | 58 => false,
        _ => return None,
    };
    let mut names: Vec<String> = Vec::new();
    let plain = |names: &mut Vec<String>, all: &str| {
        names.extend(all.split_whitespace().map(str::to_owned));
    };
    plain(
        &mut names,
        "GLOBALEVENTID SQLDATE MonthYear Year FractionDate",
    );
    for actor in ["Actor1", "Actor2"] {
        let parts = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code \
            Type1Code Type2Code Type3Code";
        names.extend(
            parts
                .split_whitespace()
                .map(|part| format!("{actor}{part}")),
        );
    }
    plain(
        &mut names,
        "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources \
         NumArticles AvgTone",
    );
    for place in ["Actor1Geo", "Actor2Geo", "ActionGeo"] {
        let parts = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID";
        let parts = parts.split_whitespace();
        let parts = parts.filter(|part| has_second_level || *part != "ADM2Code");
        names.extend(parts.map(|part| format!("{place}_{part}")));
    }
    plain(&mut names, "DATEADDED SOURCEURL");
    names.truncate(row.len());
    Some(names)
}

const CAMEO_WORDS: Codes = &[
    ("01", "Make a statement"),
    ("02", "Appeal"),
    ("03", "Intend to cooperate"),
    ("04", "Consult"),
    ("05", "Cooperate diplomatically"),
    ("06", "Cooperate materially"),
    ("07", "Provide aid"),
    ("08", "Yield"),
    ("09", "Investigate"),
    ("10", "Demand"),
    ("11", "Disapprove"),
    ("12", "Reject"),
    ("13", "Threaten"),
    ("14", "Protest"),
    ("15", "Exhibit force"),
    ("16", "Reduce relations"),
    ("17", "Coerce"),
    ("18", "Assault"),
    ("19", "Fight"),
    ("20", "Mass violence"),
];

/// Statements (01) are no type of PLOVER.
const CAMEO_TYPES: Codes = &[
    ("01", ""),
    ("02", "REQUEST"),
    ("03", "AGREE"),
    ("04", "CONSULT"),
    ("05", "SUPPORT"),
    ("06", "COOPERATE"),
    ("07", "AID"),
    ("08", "CONCEDE"),
    ("09", "ACCUSE"),
    ("10", "REQUEST"),
    ("11", "ACCUSE"),
    ("12", "REJECT"),
    ("13", "THREATEN"),
    ("14", "PROTEST"),
    ("15", "MOBILIZE"),
    ("16", "SANCTION"),
    ("17", "COERCE"),
    ("18", "ASSAULT"),
    ("19", "ASSAULT"),
    ("20", "ASSAULT"),
];

const ALL: &[Download] = &[
    Download {
        name: "GDELT",
        known_by: &["GLOBALEVENTID", "SQLDATE", "EventRootCode"],
        meanings: &[
            ("GLOBALEVENTID", "id"),
            ("SQLDATE", "when"),
            ("Actor1Name", "from"),
            ("Actor2Name", "to"),
            ("EventRootCode", "category"),
            ("EventBaseCode", "action"),
            ("GoldsteinScale", "tone"),
            ("ActionGeo_FullName", "place"),
            ("ActionGeo_Lat", "lat"),
            ("ActionGeo_Long", "lon"),
            ("SOURCEURL", "url"),
        ],
        joins_rows: false,
        title: "EventRootCode",
        codes: &[
            ("EventRootCode", CAMEO_WORDS),
            ("EventBaseCode", CAMEO_TYPES),
        ],
    },
    Download {
        name: "GDELT’s mentions",
        known_by: &["GLOBALEVENTID", "MentionTimeDate", "MentionIdentifier"],
        meanings: &[
            ("GLOBALEVENTID", "id"),
            ("EventTimeDate", "when"),
            ("MentionSourceName", "source"),
            ("MentionIdentifier", "url"),
        ],
        title: "GLOBALEVENTID",
        codes: &[],
        joins_rows: true,
    },
    Download {
        name: "Preceden",
        known_by: &["Layer Name", "Event Name", "Event Start Date"],
        meanings: &[
            ("Layer Name", "category"),
            ("Event ID", "id"),
            ("Event Name", "title"),
            ("Event Notes", "description"),
            ("Event Start Date", "start"),
            ("Event Start Approximate", "start approximate"),
            ("Event End Date", "end"),
            ("Event End Approximate", "end approximate"),
        ],
        title: "Event Name",
        codes: &[],
        joins_rows: false,
    },
    Download {
        name: "ACLED",
        known_by: &["event_id_cnty", "event_date", "actor1"],
        meanings: &[
            ("event_id_cnty", "id"),
            ("event_date", "when"),
            ("time_precision", "precision"),
            ("event_type", "category"),
            // Which is the first and which the second says nothing of who began.
            ("actor1", "actors"),
            ("assoc_actor_1", "actors"),
            ("actor2", "actors"),
            ("assoc_actor_2", "actors"),
            ("location", "place"),
            ("latitude", "lat"),
            ("longitude", "lon"),
            ("source", "source"),
            ("notes", "description"),
        ],
        joins_rows: false,
        title: "sub_event_type",
        codes: &[],
    },
    Download {
        name: "UCDP",
        known_by: &["relid", "side_a", "side_b", "date_start"],
        meanings: &[
            ("id", "id"),
            ("date_start", "start"),
            ("date_end", "end"),
            ("side_a", "actors"),
            ("side_b", "actors"),
            ("type_of_violence", "category"),
            ("where_coordinates", "place"),
            ("latitude", "lat"),
            ("longitude", "lon"),
            ("source_headline", "title"),
            ("source_office", "source"),
            ("source_article", "description"),
        ],
        joins_rows: false,
        title: "type_of_violence",
        codes: &[(
            "type_of_violence",
            &[
                ("1", "State-based violence"),
                ("2", "Non-state violence"),
                ("3", "One-sided violence"),
            ],
        )],
    },
    Download {
        name: "ICEWS",
        known_by: &[
            "Event ID",
            "Event Date",
            "Source Name",
            "CAMEO Code",
            "Target Name",
        ],
        meanings: &[
            ("Event ID", "id"),
            ("Event Date", "when"),
            ("Source Name", "from"),
            ("Target Name", "to"),
            ("Event Text", "category"),
            ("Intensity", "tone"),
            ("Publisher", "source"),
            ("City", "place"),
            ("Latitude", "lat"),
            ("Longitude", "lon"),
        ],
        joins_rows: false,
        title: "Event Text",
        codes: &[],
    },
    Download {
        name: "POLECAT",
        known_by: &["Event ID", "Event Type", "Actor Name", "Recipient Name"],
        meanings: &[
            ("Event ID", "id"),
            ("Event Date", "when"),
            ("Event Type", "action"),
            ("Event Mode", "category"),
            ("Actor Name", "from"),
            ("Recipient Name", "to"),
            ("Intensity", "tone"),
            ("Placename", "place"),
            ("Latitude", "lat"),
            ("Longitude", "lon"),
            ("Source", "source"),
        ],
        joins_rows: false,
        title: "Event Type",
        codes: &[],
    },
];
