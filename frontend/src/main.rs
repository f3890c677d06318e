//! The bundle that brings the pages to life in the browser.

fn main() {
    console_error_panic_hook::set_once();
    app::hydrate();
}
