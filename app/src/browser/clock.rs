//! What time it is.

use std::time::Duration;

/// Time since 1970 by the browser's clock, which goes on while the device sleeps.
pub(crate) fn now() -> Duration {
    Duration::try_from_secs_f64(js_sys::Date::now() / 1000.0).unwrap_or_default()
}
