//! Whatever somebody writes as a date: it is understood or refused; what it is understood as is read.

#![no_main]

use detente::dataset::date::{self, Date, Margins};
use detente::dataset::zone::Zone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(edtf) = date::from_entry(text) {
        let read = Date::parse(&edtf);
        assert!(read.is_ok(), "{text} is understood as {edtf}, which cannot be read");
    }
    let zone = Zone::utc();
    if let Ok((bounds, _)) = date::read(text, &zone, &Margins::default()) {
        assert!(bounds.earliest_start <= bounds.latest_start);
        assert!(bounds.earliest_end <= bounds.latest_end);
    }
});
