//! When an event of a calendar is: its start, and its end or how long it lasts.

use super::lines::Line;
use super::moment::{Clock, Duration, Moment, read, read_duration};
use super::parts::Part;
use super::reader::{Reader, keep};
use super::repeat;
use crate::files::foreign::edtf;
use crate::files::foreign::gather::Row;
use crate::files::foreign::sheets::Told;
use jiff::Unit;
use jiff::civil::Time;

/// By which Outlook says that an event lasts whole days though it gives times.
const ALL_DAY: [&str; 2] = [
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT",
];

/// A start and an end.
#[derive(Debug, Default)]
pub(super) struct When {
    start: Option<Moment>,
    end: Option<Moment>,
    /// Whether the end is the first day that is no more of it.
    is_past: bool,
    length: Option<Duration>,
    /// The names of the lines that it holds.
    held: Vec<&'static str>,
}

/// A further date of an event.
pub(super) struct Further {
    /// Where it stands.
    pub(super) line: usize,
    /// As EDTF.
    pub(super) text: String,
    /// The name of its zone, and what the file calls it.
    pub(super) zone: String,
    pub(super) id: String,
}

impl Reader<'_> {
    /// What a date of a line says, on the clock that its TZID names.
    pub(super) fn moment(&mut self, line: &Line, value: &str) -> Option<Moment> {
        let mut id = line.parameter("TZID").unwrap_or_default().to_owned();
        let mut moment = match read(value) {
            Some(moment) => moment,
            None => {
                // A name with a colon, such as “(UTC+01:00) Berlin”, that is not quoted.
                let (more, value) = value.rsplit_once(':')?;
                id = format!("{id}:{more}");
                read(value)?
            }
        };
        if line.parameter("VALUE") == Some("DATE") {
            moment.is_day = true;
        }
        if moment.is_day || moment.clock != Clock::Local || id.is_empty() {
            return Some(moment);
        }
        match self.zones.clock(&id, moment.at) {
            Some(clock) => moment.clock = clock,
            None => {
                if self.unknown.insert(id.clone()) {
                    let wrong =
                        format!("the time zone “{id}” is not known; its times are read as local");
                    self.of_all.push(Told::on(line.at, wrong));
                }
            }
        }
        Some(moment)
    }
}

impl Reader<'_> {
    /// Learns which times of events that repeat stand as events of their own (RECURRENCE-ID).
    pub(super) fn learn_moved(&mut self, part: &Part) {
        let id = part.line("UID").map(|line| line.value.trim().to_owned());
        let (Some(id), Some(line)) = (id, part.line("RECURRENCE-ID")) else {
            return;
        };
        if let Some(moment) = self.moment(line, &line.value) {
            self.moved.entry(id).or_default().push(moment);
        }
    }

    /// Those of an event.
    fn moved(&self, part: &Part) -> Vec<Moment> {
        let id = part.line("UID").map(|line| line.value.trim());
        let all = id.and_then(|id| self.moved.get(id));
        all.cloned().unwrap_or_default()
    }
}

impl When {
    /// Reads when an event is.
    pub(super) fn read(part: &Part, reader: &mut Reader<'_>) -> Self {
        let mut when = Self::default();
        when.start = when.moment("DTSTART", part, reader);
        when.end = when.moment("DTEND", part, reader);
        when.is_past = when.end.is_some();
        if part.name == "VTODO" {
            if when.end.is_none() {
                when.end = when.moment("DUE", part, reader);
            }
            if when.start.is_none() && when.end.is_none() {
                when.start = when.moment("COMPLETED", part, reader);
            }
        }
        if is_all_day(part) {
            for moment in when.start.iter_mut().chain(when.end.iter_mut()) {
                moment.is_day |= moment.at.time() == Time::midnight();
            }
        }
        let length = part.line("DURATION");
        match (
            &when.start,
            &when.end,
            length.and_then(|line| read_duration(&line.value)),
        ) {
            (Some(start), None, Some(length)) => {
                when.end = start.after(length);
                (when.is_past, when.length) = (true, Some(length));
                when.held.push("DURATION");
            }
            (Some(start), Some(end), _) => when.length = between(start, end),
            _ => {}
        }
        when
    }

    /// The moment that a line of a name says.
    fn moment(
        &mut self,
        name: &'static str,
        part: &Part,
        reader: &mut Reader<'_>,
    ) -> Option<Moment> {
        let line = part.line(name)?;
        let moment = reader.moment(line, &line.value)?;
        self.held.push(name);
        Some(moment)
    }

    /// Puts it into the columns of a row, and what cannot be read beside them.
    pub(super) fn put(&self, part: &Part, row: &mut Row, reader: &mut Reader<'_>) {
        let text = match (&self.start, &self.end) {
            (Some(start), Some(end)) => span(start, end, self.is_past),
            (Some(start), None) => Some(start.edtf()),
            (None, Some(end)) => Some(end.edtf()),
            (None, None) => None,
        };
        match (text, &self.start) {
            (Some(text), _) => row.put("DTSTART", "when", &text),
            (None, Some(start)) => {
                row.put("DTSTART", "when", &start.edtf());
                let told = "the end is before the start, so the start alone is the date";
                reader.sheets.tell(part.at, told);
                for name in ["DTEND", "DUE", "DURATION"] {
                    if let Some(line) = part.line(name) {
                        keep(row, line);
                    }
                }
            }
            (None, None) => {}
        }
        if let Some(zone) = self
            .start
            .as_ref()
            .or(self.end.as_ref())
            .and_then(Moment::zone)
        {
            row.put("TZID", "zone", zone);
        }
        self.put_lines(part, row, reader);
    }

    /// Keeps what the date does not hold: names of zones, parameters, and what cannot be read.
    fn put_lines(&self, part: &Part, row: &mut Row, reader: &mut Reader<'_>) {
        let zone = row.cell("zone").unwrap_or_default().to_owned();
        let mut ids: Vec<&str> = Vec::new();
        for name in ["DTSTART", "DTEND", "DUE", "DURATION"] {
            let Some(line) = part.line(name) else {
                continue;
            };
            if let Some(id) = line
                .parameter("TZID")
                .filter(|id| *id != zone && !ids.contains(id))
            {
                row.put("TZID (as written)", "keep", id);
                ids.push(id);
            }
            let other = line.other_parameters(&["TZID", "VALUE"]);
            row.put(&format!("{name} (parameters)"), "keep", &other);
            if self.held.contains(&name) || line.value.trim().is_empty() {
                continue;
            }
            if name == "DTSTART" && row.cell("when").is_none() {
                row.put("DTSTART", "when", line.value.trim());
            } else {
                keep(row, line);
            }
            let is_length = name == "DURATION" && read_duration(&line.value).is_some();
            if !is_length && read(&line.value).is_none() {
                let wrong = format!(
                    "“{}” is no date of a calendar; it stands as it is",
                    line.value
                );
                reader.sheets.tell(line.at, wrong);
            }
        }
    }

    /// The further dates of an event (RDATE); what cannot be read is kept.
    pub(super) fn others(
        &self,
        part: &Part,
        row: &mut Row,
        reader: &mut Reader<'_>,
    ) -> Vec<Further> {
        let mut all = Vec::new();
        for line in part.lines.iter().filter(|line| line.name == "RDATE") {
            for value in line
                .value
                .split(',')
                .filter(|value| !value.trim().is_empty())
            {
                let (start, end) = match value.split_once('/') {
                    Some((start, end)) => (start, Some(end)),
                    None => (value, None),
                };
                let Some(start) = reader.moment(line, start) else {
                    let wrong = format!("“{value}” is no date of a calendar; it stands as it is");
                    reader.sheets.tell(line.at, wrong);
                    row.put("RDATE", "keep", value);
                    continue;
                };
                if self.start.as_ref() == Some(&start) {
                    continue;
                }
                let end = match end {
                    Some(end) => match read_duration(end) {
                        Some(length) => start.after(length),
                        None => reader.moment(line, end),
                    },
                    None => self.length.and_then(|length| start.after(length)),
                };
                all.push(further(line, &start, end.as_ref(), true));
            }
        }
        all
    }

    /// The times at which the event comes again by its rule, without those that are taken out (EXDATE) or
    /// stand elsewhere; what is not shown of them is told. And whether the first is one of these.
    pub(super) fn again(&self, part: &Part, reader: &mut Reader<'_>) -> (Vec<Further>, bool) {
        let rules = || part.lines.iter().filter(|line| line.name == "RRULE");
        let (Some(rule), Some(start)) = (rules().next(), &self.start) else {
            if let Some(rule) = rules().next() {
                reader
                    .sheets
                    .tell(rule.at, "this repeats from no date; the rule is kept");
            }
            return (Vec::new(), false);
        };
        let is_alone = rules().count() == 1 && part.line("EXRULE").is_none();
        let Some(times) = repeat::times(start, &rule.value).filter(|_| is_alone) else {
            let told = "this event repeats; its first time is shown, the rule is kept";
            reader.sheets.tell(part.at, told);
            return (Vec::new(), false);
        };
        if times.goes_on {
            let shown = match times.starts.as_slice() {
                [_, .., last] => format!("it is shown until {}", last.at.date()),
                _ => "its first time is shown".to_owned(),
            };
            let told = format!("this event repeats without end; {shown}, the rule is kept");
            reader.sheets.tell(part.at, told);
        }
        let mut without = reader.moved(part);
        for line in part.lines.iter().filter(|line| line.name == "EXDATE") {
            let values = line.value.split(',');
            without.extend(values.filter_map(|value| reader.moment(line, value)));
        }
        let is_shown = |next: &&Moment| !without.iter().any(|out| repeat::is_same(out, next));
        let others = times.starts.iter().skip(1).filter(is_shown);
        let all = others.map(|next| {
            let end = self.length.and_then(|length| next.after(length));
            further(rule, next, end.as_ref(), self.is_past)
        });
        (all.collect(), !is_shown(&start))
    }
}

/// A further date of an event, which a line says.
fn further(line: &Line, start: &Moment, end: Option<&Moment>, is_past: bool) -> Further {
    let text = end.and_then(|end| span(start, end, is_past));
    Further {
        line: line.at,
        text: text.unwrap_or_else(|| start.edtf()),
        zone: start.zone().unwrap_or_default().to_owned(),
        id: line.parameter("TZID").unwrap_or_default().to_owned(),
    }
}

/// Whether Outlook says that an event lasts whole days.
fn is_all_day(part: &Part) -> bool {
    let says_so = |name: &&str| {
        let line = part.line(name);
        line.is_some_and(|line| line.value.trim().eq_ignore_ascii_case("TRUE"))
    };
    ALL_DAY.iter().any(says_so)
}

/// How long it is from one moment to another: days where both are days.
fn between(start: &Moment, end: &Moment) -> Option<Duration> {
    if start.is_day && end.is_day {
        let days = end.at.date().since(start.at.date()).ok()?.get_days();
        return Some(Duration {
            days: days.into(),
            seconds: 0,
        });
    }
    let span = end.in_utc()?.since((Unit::Second, start.in_utc()?)).ok()?;
    Some(Duration {
        days: 0,
        seconds: span.get_seconds(),
    })
}

/// A start and an end as EDTF, whose ends belong to it; none where the end is before the start.
fn span(start: &Moment, end: &Moment, is_past: bool) -> Option<String> {
    if start.is_day && end.is_day {
        let (first, next) = (start.at.date(), end.at.date());
        let last = if is_past && next > first {
            next.yesterday().ok()?
        } else {
            next
        };
        return (last >= first).then(|| edtf::interval(&edtf::day(first), &edtf::day(last)));
    }
    if end.in_utc()? < start.in_utc()? {
        return None;
    }
    if start.clock == end.clock || start.is_day || end.is_day {
        return Some(edtf::interval(&start.edtf(), &end.edtf()));
    }
    let (start, end) = (start.edtf_with_offset(), end.edtf_with_offset());
    Some(edtf::interval(&start, &end))
}
