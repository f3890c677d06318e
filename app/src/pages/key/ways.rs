//! The two ways to the wallet: a QR code for another device, a button for this one.

use crate::{
    browser::location,
    components::{
        copy_button::CopyButton,
        details::Details,
        list::{bullets, steps},
        qr_code::QrCode,
        rich::rich,
    },
    journey::Visit,
    text::fill,
};
use contract::page::{ADD, AddKey, Way};
use leptos::{ev::MouseEvent, prelude::*};

/// The part of the address that chooses a way.
pub(super) const fn show(way: Way) -> &'static str {
    match way {
        Way::Qr => "show=qr",
        Way::Button => "show=button",
    }
}

/// The offer's link, for as long as a section with a link is drawn.
fn link_of(page: RwSignal<AddKey>) -> Signal<String> {
    Memo::new(move |_| page.with(|page| page.offer.as_ref().map(|offer| offer.link.clone()).unwrap_or_default())).into()
}

/// A computer shows the code, a phone scans it.
#[component]
pub(super) fn QrWay(visit: Visit, page: RwSignal<AddKey>, way: RwSignal<Way>) -> impl IntoView {
    let text = visit.language().add_key();
    let site = visit.site();
    let wallet = page.with_untracked(|page| page.wallet.clone());
    let values = [("wallet", &*wallet.name), ("hr", &*site.hr.name)];
    let link = link_of(page);
    let help = bullets(text.cannot_scan_help, &values);
    view! {
        <h2 class="nhsuk-heading-m" id="way" tabindex="-1">{text.qr_heading}</h2>
        {steps(&wallet.steps_on_computer)}
        <p>{fill(text.scan_only_with, &values)}</p>
        <QrCode link title=fill(text.qr_title, &values)/>
        <TryDemo visit page/>
        <p><OtherWay way to=Way::Button words=text.use_phone/></p>
        <Details summary=text.cannot_scan>
            {help}
            <CopyButton visit link/>
        </Details>
    }
}

/// The phone that shows the page has the wallet. The link opens only when somebody selects it.
#[component]
pub(super) fn ButtonWay(
    visit: Visit,
    page: RwSignal<AddKey>,
    way: RwSignal<Way>,
    /// The button was used.
    tapped: RwSignal<bool>,
    /// Somebody came back from it without any progress.
    nothing_happened: RwSignal<bool>,
) -> impl IntoView {
    let text = visit.language().add_key();
    let site = visit.site();
    let wallet = page.with_untracked(|page| page.wallet.clone());
    let values = [("wallet", &*wallet.name), ("hr", &*site.hr.name)];
    let link = link_of(page);
    let name = wallet.name.clone();
    let hint =
        move || nothing_happened.get().then(|| view! { <p>{rich(text.nothing_happened, &[("wallet", &name)])}</p> });
    let help = bullets(text.nothing_opens_help, &values);
    view! {
        <h2 class="nhsuk-heading-m" id="way" tabindex="-1">{text.button_heading}</h2>
        {steps(&wallet.steps_on_phone)}
        <a class="nhsuk-button app-wallet-button" href=move || link.get() draggable="false" on:click=move |_| tapped.set(true)>
            {fill(text.open_wallet, &values)}
        </a>
        <p>{rich(text.come_back, &values)}</p>
        {hint}
        <TryDemo visit page/>
        <p><OtherWay way to=Way::Qr words=text.use_computer/></p>
        <Details summary=text.nothing_opens>
            {help}
            <CopyButton visit link/>
        </Details>
    }
}

/// Preview only: the demo wallet, in a tab of its own, so that this page can be watched.
#[component]
fn TryDemo(visit: Visit, page: RwSignal<AddKey>) -> impl IntoView {
    let words = visit.language().add_key().try_demo;
    let link = Memo::new(move |_| page.with(|page| page.offer.as_ref().and_then(|offer| offer.try_link.clone())));
    move || link.get().map(|link| view! { <p><a href=link target="_blank" rel="noopener">{words}</a></p> })
}

/// Changes the way: a link without the bundle, at once with it. Focus goes to what has appeared.
#[component]
fn OtherWay(way: RwSignal<Way>, to: Way, words: &'static str) -> impl IntoView {
    let address = format!("{ADD}?{}", show(to));
    let target = address.clone();
    let change = move |event: MouseEvent| {
        event.prevent_default();
        way.set(to);
        location::show(&target, false);
        crate::browser::timer::next_frame(|| crate::browser::focus::focus_first(&["#way"]));
    };
    view! { <a href=address on:click=change>{words}</a> }
}
