//! The QR code and the green button.

use crate::{
    components::{busy_button::Look, endpoint_form::EndpointForm, live_status::LiveStatus, rich::rich},
    journey::{Due, Visit, watch},
    pages::ways::{ButtonWay, Handing, QrWay, Refresh},
    text::{Language, fill},
};
use contract::{
    endpoints::{CheckAdded, EVENTS, Nothing, RenewOffer, RenewOfferForm, RenewedBy},
    page::{ADD, AddKey, Stage, Way},
};
use leptos::{either::EitherOf6, prelude::*};

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
    let language = visit.language();
    let text = language.add_key();
    let refresh = page.with_untracked(|page| page.refresh);
    let handing = handing(visit, page);
    let Handing { wallet, way, tapped, nothing_happened, .. } = handing;
    watch(
        visit,
        EVENTS,
        move || page.with(due),
        move || {
            let waiting = page.with_untracked(|page| page.stage == Stage::Waiting);
            nothing_happened.set(tapped.get_untracked() && waiting);
        },
    );
    let section = Memo::new(move |_| section(&page.read(), way.get()));
    let state = Signal::derive(move || {
        let alone = refresh || visit.ready.get();
        let sentence = state(language, &page.read(), section.get(), way.get(), alone);
        wallet.with_value(|wallet| fill(sentence, &[("wallet", &wallet.name)]))
    });
    let help = move |sentence| wallet.with_value(|wallet| fill(sentence, &[("wallet", &wallet.name)]));
    let middle = move || match section.get() {
        Section::Way(Way::Qr) => EitherOf6::A(view! { <QrWay handing/> }),
        Section::Way(Way::Button) => EitherOf6::B(view! { <ButtonWay handing/> }),
        Section::Adding => EitherOf6::C(view! { <p>{help(text.adding_help)}</p> }),
        Section::NotAdded => {
            EitherOf6::D(view! { <p>{help(text.not_added_help)}</p> {renew(visit, language.ways().try_again)} })
        }
        Section::AskHr => EitherOf6::E(view! { <p>{rich(text.ask_hr_help, &[("hr", &visit.site().hr.name)])}</p> }),
        Section::Expired => {
            let ways = language.ways();
            EitherOf6::F(renew(visit, if way.get_untracked() == Way::Qr { ways.new_qr } else { ways.try_again }))
        }
    };
    let checkable = Memo::new(move |_| !matches!(section.get(), Section::NotAdded | Section::AskHr));
    let check = move || {
        checkable.get().then(|| {
            let label = language.adding().check_button;
            view! { <EndpointForm to=CheckAdded visit hidden=Nothing {} label look=Look::Secondary/> }
        })
    };
    view! {
        <h1 class="nhsuk-heading-l nhsuk-skip-link-focused-element" tabindex="-1">{text.heading}</h1>
        <LiveStatus visit state/>
        {middle}
        {check}
        <Refresh handing refresh/>
    }
}

/// The offer, on its way to the wallet.
fn handing(visit: Visit, page: RwSignal<AddKey>) -> Handing {
    let link =
        Memo::new(move |_| page.with(|page| page.offer.as_ref().map(|offer| offer.link.clone()).unwrap_or_default()));
    let demo = Memo::new(move |_| page.with(|page| page.offer.as_ref().and_then(|offer| offer.try_link.clone())));
    page.with_untracked(|page| Handing {
        visit,
        text: visit.language().adding(),
        path: ADD,
        wallet: StoredValue::new(page.wallet.clone()),
        // The server's guess, until the person says otherwise.
        way: RwSignal::new(page.first),
        both: true,
        qr: link.into(),
        button: link.into(),
        demo: demo.into(),
        tapped: RwSignal::new(false),
        nothing_happened: RwSignal::new(false),
    })
}

/// What happens by itself at the end of the offer that the page shows.
fn due(page: &AddKey) -> Option<Due> {
    let renewable = matches!(page.stage, Stage::Waiting | Stage::Scanned);
    page.offer.as_ref().filter(|_| renewable).map(|offer| match offer.renew_in {
        Some(ms) => Due::send::<RenewOffer>(ms, &RenewOfferForm { by: RenewedBy::Page }),
        None => Due::look(offer.expires_in),
    })
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
fn state(language: Language, page: &AddKey, section: Section, way: Way, alone: bool) -> &'static str {
    let text = language.add_key();
    match (section, page.stage, way) {
        (Section::NotAdded | Section::AskHr, ..) => text.not_added,
        (Section::Expired, _, Way::Qr) => language.ways().qr_expired,
        (Section::Expired, _, Way::Button) => language.ways().button_expired,
        (Section::Adding, ..) => text.adding,
        (Section::Way(_), Stage::Scanned, Way::Qr) => text.scanned,
        (Section::Way(_), Stage::Scanned, Way::Button) => text.opened,
        (Section::Way(_), ..) => language.adding().waiting(page.checked, alone),
    }
}
