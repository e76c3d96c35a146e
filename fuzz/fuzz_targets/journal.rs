//! Whatever bytes a journal has: it is read, and what is in it is made again or told.

#![no_main]

use detente::dataset::Dataset;
use detente::files::journal::Recovery;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let bytes = include_bytes!("../../tests/support/example.detente").to_vec();
    let go_on = |_| std::ops::ControlFlow::Continue(());
    let opened = detente::files::open(bytes, std::path::Path::new("a.detente"), &go_on);
    opened.expect("the example opens").dataset
});

fuzz_target!(|bytes: &[u8]| {
    let recovery = Recovery::of_bytes(bytes);
    for must in [false, true] {
        let replayed = recovery.replay(&DATASET, None, must);
        let told = replayed.held + replayed.edits.len() + replayed.unfit.len();
        assert_eq!(told, recovery.names().len());
        let end = replayed.edits.iter().try_fold(DATASET.clone(), |d, edit| d.after(edit));
        assert!(end.is_ok(), "an edit that is made fits");
    }
});
