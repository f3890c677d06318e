//! The QR code and the green button.

use crate::{
    components::{busy_button::Look, endpoint_form::EndpointForm, live_status::LiveStatus, rich::rich},
    journey::{Visit, watch},
    text::{fill, keys},
};
use contract::{
    endpoints::{CheckAdded, Nothing, RenewOffer, RenewOfferForm, RenewedBy},
    page::{ADD, AddKey, Stage, Way},
};
use leptos::{either::EitherOf6, prelude::*};

use super::ways::{ButtonWay, QrWay};

/// What the middle of the page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// A way to add the key.
    Way(Way),
    /// The wallet is at work.
    Adding,
    /// The wallet did not add it.
    NotAdded,
    /// The wallet did not add it, too often.
    AskHr,
    /// The offer has ended.
    Expired,
}

/// Both ways to the wallet, one at a time; the section is drawn anew only when it is another one.
#[component]
pub(crate) fn AddKeyPage(visit: Visit, page: RwSignal<AddKey>) -> impl IntoView {
    let text = visit.language().add_key();
    let wallet = page.with_untracked(|page| page.wallet.name.clone());
    let refresh = page.with_untracked(|page| page.refresh);
    let wallet = StoredValue::new(wallet);
    // The server's guess, until the person says otherwise.
    let way = RwSignal::new(page.with_untracked(|page| page.first));
    let tapped = RwSignal::new(false);
    let nothing_happened = RwSignal::new(false);
    watch(visit, page, move || {
        let waiting = page.with_untracked(|page| page.stage == Stage::Waiting);
        nothing_happened.set(tapped.get_untracked() && waiting);
    });
    let section = Memo::new(move |_| section(&page.read(), way.get()));
    let state = Signal::derive(move || {
        let alone = refresh || visit.ready.get();
        let sentence = state(text, &page.read(), section.get(), way.get(), alone);
        wallet.with_value(|wallet| fill(sentence, &[("wallet", wallet)]))
    });
    let middle = move || match section.get() {
        Section::Way(Way::Qr) => EitherOf6::A(view! { <QrWay visit page way/> }),
        Section::Way(Way::Button) => EitherOf6::B(view! { <ButtonWay visit page way tapped nothing_happened/> }),
        Section::Adding => {
            let help = wallet.with_value(|wallet| fill(text.adding_help, &[("wallet", wallet)]));
            EitherOf6::C(view! { <p>{help}</p> })
        }
        Section::NotAdded => {
            let help = wallet.with_value(|wallet| fill(text.not_added_help, &[("wallet", wallet)]));
            EitherOf6::D(view! { <p>{help}</p> {renew(visit, text.try_again)} })
        }
        Section::AskHr => EitherOf6::E(view! { <p>{rich(text.ask_hr_help, &[("hr", &visit.site().hr.name)])}</p> }),
        Section::Expired => {
            let label = if way.get_untracked() == Way::Qr { text.new_qr } else { text.try_again };
            EitherOf6::F(renew(visit, label))
        }
    };
    let checkable = Memo::new(move |_| !matches!(section.get(), Section::NotAdded | Section::AskHr));
    let check = move || {
        checkable.get().then(|| {
            view! {
                <EndpointForm to=CheckAdded visit hidden=Nothing {} label=text.check_button look=Look::Secondary/>
            }
        })
    };
    view! {
        <h1 class="nhsuk-heading-l nhsuk-skip-link-focused-element" tabindex="-1">{text.heading}</h1>
        <LiveStatus visit state/>
        {middle}
        {check}
        <Refresh visit refresh way/>
    }
}

/// For a browser without JavaScript: this page loaded again every 10 seconds, once somebody asks for it.
#[component]
fn Refresh(visit: Visit, refresh: bool, way: RwSignal<Way>) -> impl IntoView {
    let text = visit.language().add_key();
    move || {
        let show = super::ways::show(way.get());
        (!visit.ready.get()).then(|| {
            let link = if refresh {
                rich(&format!("{} [{}]({ADD}?{show})", text.refresh_on, text.refresh_stop), &[])
            } else {
                rich(&format!("[{}]({ADD}?{show}&refresh=10)", text.refresh_start), &[])
            };
            view! { <p class="app-no-script">{link}</p> }
        })
    }
}

fn renew(visit: Visit, label: &'static str) -> impl IntoView {
    let hidden = RenewOfferForm { by: RenewedBy::Button };
    view! { <EndpointForm to=RenewOffer visit hidden label/> }
}

fn section(page: &AddKey, way: Way) -> Section {
    match (page.stage, &page.offer) {
        (Stage::Adding, _) => Section::Adding,
        (Stage::NotAdded, _) => Section::NotAdded,
        (Stage::AskHr, _) => Section::AskHr,
        (Stage::Waiting | Stage::Scanned, None) => Section::Expired,
        (Stage::Waiting | Stage::Scanned, Some(_)) => Section::Way(way),
    }
}

/// What the live region says about the key. `alone`: the page updates by itself; without JavaScript it does not.
fn state(text: &'static keys::AddKey, page: &AddKey, section: Section, way: Way, alone: bool) -> &'static str {
    match (section, page.stage, way) {
        (Section::NotAdded | Section::AskHr, ..) => text.not_added,
        (Section::Expired, _, Way::Qr) => text.qr_expired,
        (Section::Expired, _, Way::Button) => text.button_expired,
        (Section::Adding, ..) => text.adding,
        (Section::Way(_), Stage::Scanned, Way::Qr) => text.scanned,
        (Section::Way(_), Stage::Scanned, Way::Button) => text.opened,
        (Section::Way(_), ..) => match (page.checked, alone) {
            (true, true) => text.not_heard,
            (true, false) => text.not_heard_after_press,
            (false, true) => text.waiting,
            (false, false) => text.waiting_for_press,
        },
    }
}
