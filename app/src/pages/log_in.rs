//! The log in page.

use super::ways::{ButtonWay, Handing, QrWay, Refresh};
use crate::{
    browser::location,
    components::{busy_button::Look, endpoint_form::EndpointForm, list::bullets, live_status::LiveStatus, rich::rich},
    journey::{Due, Visit, watch},
    text::{Language, fill},
};
use contract::{
    endpoints::{BeginLogIn, BeginLogInForm, FinishLogIn, LOG_IN_EVENTS, Nothing, RenewedBy},
    log_in::{LOG_IN, LOG_IN_PRESSED, LogIn, LogInRefusal, LogInStage, WalletRequests},
    page::Way,
};
use leptos::{either::EitherOf7, prelude::*};

/// What the middle of the page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Nothing is asked of a wallet yet.
    NotBegun,
    /// A way to share the key.
    Way(Way),
    /// A wallet has the request.
    Opened,
    /// The key was shared.
    Shared,
    /// The requests have ended.
    Expired,
    /// The wallet came back to another browser than the one that asked.
    OtherBrowser,
}

/// Both ways to the wallet, one at a time. The page begins and finishes by itself; without JavaScript there are buttons.
#[component]
pub(crate) fn LogInPage(visit: Visit, page: RwSignal<LogIn>) -> impl IntoView {
    let language = visit.language();
    let text = language.log_in();
    let site = visit.site();
    let refresh = page.with_untracked(|page| page.refresh);
    let handing = handing(visit, page);
    let Handing { wallet, way, tapped, nothing_happened, .. } = handing;
    watch(
        visit,
        LOG_IN_EVENTS,
        move || page.with(|page| due(page, way.get_untracked())),
        move || {
            let waiting = page.with_untracked(|page| matches!(page.stage, LogInStage::Waiting(_)));
            nothing_happened.set(tapped.get_untracked() && waiting);
        },
    );
    // To begin and then not to have begun: this browser keeps no cookie. The server has a page that says so.
    Effect::new(move |begun: Option<bool>| {
        let begins = page.with(|page| page.stage == LogInStage::NotBegun);
        if begins && begun == Some(true) {
            location::leave(LOG_IN_PRESSED);
        }
        !begins || begun == Some(true)
    });
    let section = Memo::new(move |_| page.with(|page| section(page, way.get())));
    let state = Signal::derive(move || {
        // A page that only loads itself logs nobody in: that takes a press.
        let alone = visit.ready.get();
        let sentence = page.with(|page| state(language, page, section.get(), way.get(), alone));
        wallet.with_value(|wallet| fill(sentence, &[("wallet", &wallet.name)]))
    });
    let help = move |sentence| {
        let site = visit.site();
        wallet.with_value(|wallet| {
            let values = [("wallet", &*wallet.name), ("organisation", &*site.organisation), ("hr", &*site.hr.name)];
            view! { <p>{rich(sentence, &values)}</p> }
        })
    };
    let advice = move || page.with(|page| page.refusal.map(|refusal| help(refused(language, refusal).1)));
    let begin = move |label: &'static str, to: Way, look: Look| {
        let continue_to = page.with_untracked(|page| page.continue_to.clone());
        let hidden = BeginLogInForm { by: RenewedBy::Button, continue_to, show: Some(to) };
        view! {
            <div on:click=move |_| way.set(to)>
                <EndpointForm to=BeginLogIn visit hidden label look/>
            </div>
        }
    };
    let finish = move |label: &'static str, look: Look| {
        view! { <EndpointForm to=FinishLogIn visit hidden=Nothing {} label look/> }
    };
    let middle = move || match section.get() {
        Section::NotBegun => {
            let first = page.with_untracked(|page| page.first);
            let look = |way| if first == way { Look::Primary } else { Look::Secondary };
            let qr = page.with_untracked(|page| page.by_qr).then(|| begin(text.ask_qr, Way::Qr, look(Way::Qr)));
            let button = begin(text.ask_button, Way::Button, look(Way::Button));
            EitherOf7::A(if first == Way::Qr { (qr, Some(button)) } else { (Some(button), qr) })
        }
        Section::Way(Way::Qr) => EitherOf7::B(view! { <QrWay handing/> }),
        Section::Way(Way::Button) => EitherOf7::C(view! { <ButtonWay handing/> }),
        Section::Opened => EitherOf7::D(view! {
            {help(text.opened_help)}
            {begin(text.start_again, way.get_untracked(), Look::Secondary)}
        }),
        Section::Shared => EitherOf7::E(finish(language.parts().continue_button, Look::Primary)),
        Section::Expired => {
            let (way, ways) = (way.get_untracked(), language.ways());
            EitherOf7::F(begin(if way == Way::Qr { ways.new_qr } else { ways.try_again }, way, Look::Primary))
        }
        Section::OtherBrowser => EitherOf7::G(view! {
            {help(text.other_browser_help)}
            {begin(text.log_in_here, way.get_untracked(), Look::Secondary)}
        }),
    };
    let checkable = Memo::new(move |_| matches!(section.get(), Section::Way(_) | Section::Opened | Section::Expired));
    let check = move || checkable.get().then(|| finish(language.sharing().check_button, Look::Secondary));
    let refreshable = move || checkable.get().then(|| view! { <Refresh handing refresh/> });
    let portal = page.with_untracked(|page| page.portal.clone());
    let lead = wallet.with_value(|wallet| {
        let sentence = if portal.is_some() { text.lead_portal } else { text.lead };
        let portal = portal.as_deref().unwrap_or_default();
        rich(sentence, &[("wallet", &*wallet.name), ("portal", portal), ("organisation", &*site.organisation)])
    });
    view! {
        <h1 class="nhsuk-heading-l nhsuk-skip-link-focused-element" tabindex="-1">{text.heading}</h1>
        {advice}
        <p>{lead}</p>
        <LiveStatus visit state/>
        {middle}
        {check}
        {refreshable}
        <h2 class="nhsuk-heading-m">{text.trouble_heading}</h2>
        {bullets(text.trouble, &[])}
    }
}

/// The requests for a presentation, on their way to the wallet.
fn handing(visit: Visit, page: RwSignal<LogIn>) -> Handing {
    let link = move |of: fn(&WalletRequests) -> Option<String>| -> Signal<String> {
        Memo::new(move |_| page.with(|page| requests(page).and_then(of)).unwrap_or_default()).into()
    };
    page.with_untracked(|given| {
        let way = RwSignal::new(if given.by_qr { given.first } else { Way::Button });
        let demo = Memo::new(move |_| {
            page.with(|page| {
                let links = requests(page)?.try_links.as_ref()?;
                if way.get() == Way::Qr { links.qr.clone() } else { Some(links.button.clone()) }
            })
        });
        Handing {
            visit,
            text: visit.language().sharing(),
            path: LOG_IN,
            wallet: StoredValue::new(given.wallet.clone()),
            way,
            both: given.by_qr,
            qr: link(|requests| requests.qr.clone()),
            button: link(|requests| Some(requests.button.clone())),
            demo: demo.into(),
            tapped: RwSignal::new(false),
            nothing_happened: RwSignal::new(false),
        }
    })
}

const fn requests(page: &LogIn) -> Option<&WalletRequests> {
    match &page.stage {
        LogInStage::Waiting(requests) => Some(requests),
        _ => None,
    }
}

/// What the page does by itself: it asks, asks again before a request expires, and collects the log in.
fn due(page: &LogIn, way: Way) -> Option<Due> {
    let begin = |ms| {
        let form = BeginLogInForm { by: RenewedBy::Page, continue_to: page.continue_to.clone(), show: Some(way) };
        Due::send::<BeginLogIn>(ms, &form)
    };
    match &page.stage {
        LogInStage::NotBegun => Some(begin(0)),
        LogInStage::Waiting(requests) => Some(requests.renew_in.map_or_else(|| Due::look(requests.expires_in), begin)),
        LogInStage::Shared => Some(Due::send::<FinishLogIn>(0, &Nothing {})),
        LogInStage::Opened | LogInStage::Expired | LogInStage::OtherBrowser => None,
    }
}

fn section(page: &LogIn, way: Way) -> Section {
    match &page.stage {
        LogInStage::NotBegun => Section::NotBegun,
        LogInStage::Waiting(_) => Section::Way(way),
        LogInStage::Opened => Section::Opened,
        LogInStage::Shared => Section::Shared,
        LogInStage::Expired => Section::Expired,
        LogInStage::OtherBrowser => Section::OtherBrowser,
    }
}

/// What the live region says about the log in. `alone`: the page goes on by itself; without JavaScript it does not.
fn state(language: Language, page: &LogIn, section: Section, way: Way, alone: bool) -> &'static str {
    let text = language.log_in();
    match section {
        Section::NotBegun => text.not_begun,
        Section::Way(_) => language.sharing().waiting(page.checked, alone),
        Section::Opened if way == Way::Qr => text.opened,
        Section::Opened => text.opened_here,
        Section::Shared if alone => text.shared,
        Section::Shared => text.shared_for_press,
        Section::Expired if way == Way::Qr => language.ways().qr_expired,
        Section::Expired => language.ways().button_expired,
        Section::OtherBrowser => text.other_browser,
    }
}

/// Why nobody was logged in, and what to do about it.
pub(crate) fn refused(language: Language, refusal: LogInRefusal) -> (&'static str, &'static str) {
    let text = language.log_in();
    match refusal {
        LogInRefusal::Declined => (text.declined, text.declined_help),
        LogInRefusal::NotOurKey => (text.not_our_key, text.not_our_key_help),
        LogInRefusal::Expired => (text.expired, text.expired_help),
        LogInRefusal::Revoked => (text.revoked, text.revoked_help),
        LogInRefusal::Suspended => (text.suspended, text.suspended_help),
        LogInRefusal::NotActive => (text.not_active, text.not_active_help),
        LogInRefusal::Unreadable => (text.unreadable, text.unreadable_help),
        LogInRefusal::NotChecked => (text.not_checked, text.not_checked_help),
        LogInRefusal::TooLate => (text.too_late, text.too_late_help),
    }
}
