//! A new authenticator app: its QR code, and the key to type in.

use crate::{
    components::{qr_code::QrCode, rich::rich},
    text::Language,
};
use leptos::prelude::*;

/// How the secret comes into the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApp {
    /// For the QR code.
    pub uri: String,
    /// To type in, in groups of four.
    pub typed: String,
}

/// Draws them.
pub(super) fn new_app(language: Language, app: &NewApp) -> AnyView {
    let text = language.officers();
    let (link, title) = (Signal::stored(app.uri.clone()), text.qr_title.to_owned());
    view! {
        <p>{rich(text.set_up_app, &[])}</p>
        <QrCode link title/>
        <p>{text.set_up_scan} " " <a href=app.uri.clone()>{text.open_app}</a></p>
        <p>{rich(text.set_up_typed, &[("key", &app.typed)])}</p>
    }
    .into_any()
}
