//! Whatever bytes a table has: it is refused, or it opens, and can be saved.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let go_on = |_| ControlFlow::Continue(());
    for name in ["a.csv", "a.jsonl"] {
        let Ok(opened) = detente::files::open(bytes.to_vec(), Path::new(name), &go_on) else {
            continue;
        };
        let written = detente::files::write(&opened.dataset).into_bytes();
        let again = detente::files::open(written, Path::new("a.detente"), &go_on);
        assert!(again.is_ok(), "what was written opens");
    }
});
