//! A QR code, drawn the same way by the server and by the bundle.

use leptos::prelude::*;
use qrcode_generator::qr::{Encoder, ErrorCorrection};
use std::fmt::Write;

/// Light modules around the symbol (ISO/IEC 18004 asks for 4).
const QUIET_ZONE: usize = 4;

/// A QR code of error correction level M with its quiet zone. `title` is its name for those who cannot see it; the link
/// itself is of no use to them and is not in it. (A label and not a `<title>`: Leptos 0.8 makes an HTML element of that one
/// in the browser.) Nothing is drawn for a link that is too long for a QR code.
#[component]
pub(crate) fn QrCode(link: Signal<String>, title: String) -> impl IntoView {
    let symbol = Memo::new(move |_| link.with(|link| outline(link)));
    let view_box = move || {
        let size = symbol.with(|symbol| symbol.0);
        format!("0 0 {size} {size}")
    };
    view! {
        <div class="app-qr">
            <svg
                class="app-qr__image"
                viewBox=view_box
                role="img"
                aria-label=title
                focusable="false"
                shape-rendering="crispEdges"
            >
                <path fill="#fff" d="M0 0h1000v1000H0z"></path>
                <path fill="#000" d=move || symbol.with(|symbol| symbol.1.clone())></path>
            </svg>
        </div>
    }
}

/// Side of the drawing in modules, and the dark modules as an SVG path of one rectangle per run.
fn outline(link: &str) -> (usize, String) {
    let mut path = String::new();
    let Ok(symbol) = Encoder::new(ErrorCorrection::Medium).encode_bytes(link.as_bytes()) else {
        return (QUIET_ZONE, path);
    };
    let side = symbol.size();
    for (row, modules) in symbol.modules().chunks(side).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|left, right| left == right) {
            if run.first() == Some(&true) {
                let (x, y, width) = (column + QUIET_ZONE, row + QUIET_ZONE, run.len());
                // Writing to a `String` does not fail.
                let _written = write!(path, "M{x} {y}h{width}v1h-{width}z");
            }
            column += run.len();
        }
    }
    (side + 2 * QUIET_ZONE, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_holds_every_dark_module() {
        let link =
            "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fkeys.example.org%2Foid4vci%2Foffers%2Fabc";
        let (side, path) = outline(link);
        let symbol = Encoder::new(ErrorCorrection::Medium).encode_bytes(link.as_bytes()).expect("fits");
        assert_eq!(side, symbol.size() + 8);
        let dark = symbol.modules().iter().filter(|module| **module).count();
        let drawn: usize =
            path.split('M').filter_map(|run| run.split_once('h')?.1.split_once('v')?.0.parse::<usize>().ok()).sum();
        assert_eq!(drawn, dark);
        assert!(path.starts_with("M4 4h7v1h-7z"), "finder pattern at the corner of the quiet zone: {path}");
    }

    #[test]
    fn a_link_of_usual_length_is_version_9() {
        assert_eq!(outline(&"x".repeat(180)).0, 53 + 8);
    }

    #[test]
    fn a_link_that_does_not_fit_draws_nothing() {
        assert_eq!(outline(&"x".repeat(10_000)).1, "");
    }
}
