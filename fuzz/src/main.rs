//! libFuzzer around the target that `FUZZ_TARGET` names; `scripts/fuzz` builds and starts it.
#![no_main]

use std::sync::LazyLock;

static TARGET: LazyLock<fuzz::Target> = LazyLock::new(fuzz::named_in_environment);

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    (*TARGET)(input);
});
