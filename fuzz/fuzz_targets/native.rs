//! Whatever bytes a native file has: it is refused, or it opens, and what is written of it opens as
//! the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let go_on = |_| ControlFlow::Continue(());
    let open = |bytes: Vec<u8>| detente::files::open(bytes, Path::new("a.detente"), &go_on);
    let Ok(opened) = open(bytes.to_vec()) else {
        return;
    };
    let written = detente::files::write(&opened.dataset);
    let again = open(written.clone().into_bytes()).expect("what was written opens");
    assert_eq!(detente::files::write(&again.dataset), written);
});
