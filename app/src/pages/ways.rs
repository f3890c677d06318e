//! The two ways to the wallet: a QR code for another device, a button for this one. The pages that add a key and that share
//! one differ in the words and in the links.

use crate::{
    browser::{focus, location, timer},
    components::{
        copy_button::CopyButton,
        details::Details,
        list::{bullets, steps},
        qr_code::QrCode,
        rich::rich,
    },
    journey::Visit,
    text::{fill, keys::Handover},
};
use contract::{page::Way, site::Wallet};
use leptos::{either::Either, ev::MouseEvent, prelude::*};

/// What is handed to the wallet, and on which page.
#[derive(Clone, Copy)]
pub(crate) struct Handing {
    pub(crate) visit: Visit,
    /// What is said about it.
    pub(crate) text: &'static Handover,
    /// Path of the page.
    pub(crate) path: &'static str,
    /// The wallet, with the steps in it.
    pub(crate) wallet: StoredValue<Wallet>,
    /// The way that is shown.
    pub(crate) way: RwSignal<Way>,
    /// The page has both ways.
    pub(crate) both: bool,
    /// Content of the QR code.
    pub(crate) qr: Signal<String>,
    /// Link of the button.
    pub(crate) button: Signal<String>,
    /// Preview only: a link that opens the demo wallet instead.
    pub(crate) demo: Signal<Option<String>>,
    /// The button was used.
    pub(crate) tapped: RwSignal<bool>,
    /// Somebody came back from it without any progress.
    pub(crate) nothing_happened: RwSignal<bool>,
}

/// The part of the address that chooses a way.
pub(crate) const fn show(way: Way) -> &'static str {
    match way {
        Way::Qr => "show=qr",
        Way::Button => "show=button",
    }
}

/// A computer shows the code, a phone scans it.
#[component]
pub(crate) fn QrWay(handing: Handing) -> impl IntoView {
    let Handing { visit, text, wallet, qr, .. } = handing;
    let ways = visit.language().ways();
    let site = visit.site();
    let wallet = wallet.get_value();
    let values = [("wallet", &*wallet.name), ("hr", &*site.hr.name), ("host", &*site.host)];
    let help = bullets(text.cannot_scan_help, &values);
    view! {
        <h2 class="nhsuk-heading-m" id="way" tabindex="-1">{text.qr_heading}</h2>
        <div class="app-beside">
            <div>
                {steps(&wallet.steps_on_computer)}
                <p>{rich(text.scan_only_with, &values)}</p>
            </div>
            <QrCode link=qr title=fill(text.qr_title, &values)/>
        </div>
        <TryDemo handing/>
        <OtherWay handing to=Way::Button words=ways.use_phone/>
        <Details summary=ways.cannot_scan>
            {help}
            <CopyButton visit link=qr/>
        </Details>
    }
}

/// The phone that shows the page has the wallet. The link opens only when somebody selects it.
#[component]
pub(crate) fn ButtonWay(handing: Handing) -> impl IntoView {
    let Handing { visit, text, path, wallet, button, tapped, nothing_happened, .. } = handing;
    let ways = visit.language().ways();
    let site = visit.site();
    let wallet = wallet.get_value();
    let values = [("wallet", &*wallet.name), ("hr", &*site.hr.name), ("host", &*site.host)];
    let name = wallet.name.clone();
    let hint = move || {
        nothing_happened.get().then(|| {
            view! { <p>{rich(ways.nothing_happened, &[("wallet", &name), ("path", path)])}</p> }
        })
    };
    let help = bullets(text.nothing_opens_help, &values);
    view! {
        <h2 class="nhsuk-heading-m" id="way" tabindex="-1">{text.button_heading}</h2>
        {steps(&wallet.steps_on_phone)}
        <a class="nhsuk-button app-wallet-button" href=move || button.get() draggable="false" on:click=move |_| tapped.set(true)>
            {fill(ways.open_wallet, &values)}
        </a>
        {hint}
        <TryDemo handing/>
        <OtherWay handing to=Way::Qr words=ways.use_computer/>
        <Details summary=ways.nothing_opens>
            {help}
            <CopyButton visit link=button/>
        </Details>
    }
}

/// Preview only: the demo wallet, in a tab of its own, so that this page can be watched.
#[component]
fn TryDemo(handing: Handing) -> impl IntoView {
    let words = handing.visit.language().ways().try_demo;
    let demo = handing.demo;
    move || demo.get().map(|link| view! { <p><a href=link target="_blank" rel="noopener">{words}</a></p> })
}

/// Changes the way: a link without the bundle, at once with it. Focus goes to what has appeared.
#[component]
fn OtherWay(handing: Handing, to: Way, words: &'static str) -> impl IntoView {
    let Handing { path, way, both, .. } = handing;
    both.then(|| {
        let address = format!("{path}?{}", show(to));
        let target = address.clone();
        let change = move |event: MouseEvent| {
            event.prevent_default();
            way.set(to);
            location::show(&target, false);
            timer::next_frame(|| focus::focus_first(&["#way"]));
        };
        view! { <p><a href=address on:click=change>{words}</a></p> }
    })
}

/// For a browser without JavaScript: this page loaded again every 10 seconds, once somebody asks for it.
#[component]
pub(crate) fn Refresh(handing: Handing, refresh: bool) -> impl IntoView {
    let Handing { visit, path, way, .. } = handing;
    let ways = visit.language().ways();
    move || {
        let show = show(way.get());
        (!visit.ready.get()).then(|| {
            if refresh {
                Either::Left(
                    view! { <p>{ways.refresh_on} " " <a href=format!("{path}?{show}")>{ways.refresh_stop}</a></p> },
                )
            } else {
                let address = format!("{path}?{show}&refresh=10");
                Either::Right(view! { <p><a href=address>{ways.refresh_start}</a></p> })
            }
        })
    }
}
