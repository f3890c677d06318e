//! Asks for a presentation: one request for the wallet on this device and one for a wallet on another. Never one for
//! both: the first is tied to this browser by the way back, the second cannot be.

use super::{
    of_browser,
    progress::{Asked, Step, newest, step},
};
use crate::{
    config::ResponseMode,
    flows::{Fault, oidc::note, signed_in::LogInCookies},
    sealing::{self, Sealed},
    state::AppState,
};
use contract::endpoints::{BeginLogInForm, RenewedBy};
use domain::{Device, Duration, LogInId, Policy, PresentationRequestId, SecretToken, Timestamp};
use oid4vc::{jose::DecryptionKey, vp::request::fresh_nonce};
use rand::CryptoRng;
use store::{ConnectionTrait, log_ins::LogIn, presentation_requests::PresentationRequest};

/// Two pages of one browser that ask at the same moment get the same requests.
const SAME_MOMENT: Duration = Duration::seconds(5);
/// Two clicks, or Enter twice: what the first asked stands.
const SAME_PRESS: Duration = Duration::seconds(1);

/// What changes in the browser.
#[derive(Debug, Default)]
pub struct Begun {
    /// Secret of a log in that begins with this, for its cookie.
    pub log_in: Option<SecretToken>,
    /// The code with which a wallet came back is of no use here.
    pub forget_return: bool,
}

/// Asks, for the open page or for a person who pressed a button.
///
/// # Errors
/// When the database refuses; nothing is asked then.
pub async fn begin(state: &AppState, cookies: &LogInCookies, form: &BeginLogInForm) -> Result<Begun, Fault> {
    let found = of_browser(state, cookies).await?;
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let note = form.continue_to.clone().filter(|note| note::is_ours(state, note));
    let tx = store::connect::begin(&state.db).await?;
    let held = match found {
        Some(log_in) => store::log_ins::hold(&tx, &log_in.id, now).await?.then_some(log_in),
        None => None,
    };
    let Some(log_in) = held else {
        let token = SecretToken::new(&mut rng);
        let log_in = LogIn {
            id: LogInId::new(&mut rng),
            token_hash: token.hash(),
            continue_to: note,
            renewals: 0,
            created_at: now,
            seen_at: now,
            ended_at: None,
        };
        store::log_ins::insert(&tx, log_in.clone()).await?;
        ask(&tx, state, &mut rng, &log_in.id, now).await?;
        tx.commit().await?;
        let forget_return = form.by == RenewedBy::Button && cookies.returned.is_some();
        return Ok(Begun { log_in: Some(token), forget_return });
    };
    let requests = store::presentation_requests::of_log_in(&tx, &log_in.id).await?;
    let returned = cookies.returned.as_ref().map(SecretToken::hash);
    let step = step(&requests, returned.as_ref(), &state.settings.policy, now);
    let forget_return = form.by == RenewedBy::Button && returned.is_some() && !matches!(step, Step::Shared(_));
    let renewals = match (form.by, step) {
        // The key is shared already: this is to be finished.
        (_, Step::Shared(_)) => None,
        (RenewedBy::Button, Step::Waiting(asked)) if is_same_press(&asked, now) => None,
        (RenewedBy::Button, _) => {
            store::presentation_requests::end_open(&tx, &log_in.id, now).await?;
            Some(0)
        }
        (RenewedBy::Page, Step::NotBegun) => Some(log_in.renewals),
        (RenewedBy::Page, Step::Opened) => None,
        (RenewedBy::Page, Step::Waiting(_) | Step::Expired) => renewal(state, &log_in, &requests, now),
    };
    if let Some(renewals) = renewals {
        ask(&tx, state, &mut rng, &log_in.id, now).await?;
        store::log_ins::set(&tx, &log_in.id, renewals, note.or(log_in.continue_to)).await?;
    } else if note.is_some() {
        store::log_ins::set(&tx, &log_in.id, log_in.renewals, note).await?;
    }
    tx.commit().await?;
    state.live.moved(&log_in.id);
    Ok(Begun { log_in: None, forget_return })
}

/// Whether these were asked for just now, and no wallet has refused them.
fn is_same_press(asked: &Asked, now: Timestamp) -> bool {
    let refused = asked.same.refused_at.or_else(|| asked.cross.as_ref()?.refused_at);
    refused.is_none() && now < asked.same.created_at + SAME_PRESS
}

/// The count of renewals with which the page may ask by itself; `None`: not now, or not any more.
fn renewal(state: &AppState, log_in: &LogIn, requests: &[PresentationRequest], now: Timestamp) -> Option<i32> {
    let due = newest(requests).is_none_or(|asked| now + SAME_MOMENT >= asked.renew_at());
    (due && may_renew(state, log_in)).then_some(log_in.renewals.saturating_add(1))
}

/// Whether the open page may ask for requests by itself once more.
pub(super) fn may_renew(state: &AppState, log_in: &LogIn) -> bool {
    u32::try_from(log_in.renewals).is_ok_and(|count| count < state.settings.policy.log_in_renewals)
}

async fn ask(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    log_in: &LogInId,
    now: Timestamp,
) -> Result<(), Fault> {
    let policy = &state.settings.policy;
    let mut ways = vec![(Device::Same, policy.log_in_same_device_seconds)];
    if state.settings.log_in.by_qr {
        ways.push((Device::Cross, policy.log_in_cross_device_seconds));
    }
    for (device, seconds) in ways {
        let id = PresentationRequestId::new(rng);
        let (decryption_kid, sealed) = match state.settings.log_in.response_mode {
            ResponseMode::DirectPost => (None, None),
            ResponseMode::DirectPostJwt => {
                let key = DecryptionKey::generate(rng);
                let sealed = sealing::seal(&state.keys.presentation, id.as_str(), key.to_bytes().as_slice(), rng)?;
                (Some(key.kid().to_owned()), Some(sealed))
            }
        };
        let (decryption_key, sealed_with) =
            sealed.map(|Sealed { payload, key_id }| (Some(payload), Some(key_id))).unwrap_or_default();
        let row = PresentationRequest {
            id,
            log_in_id: log_in.clone(),
            device,
            nonce: fresh_nonce(rng),
            decryption_kid,
            decryption_key,
            sealed_with,
            created_at: now,
            expires_at: now + Policy::span(seconds),
            fetched_at: None,
            refused_at: None,
            refusal: None,
            answered_at: None,
            employee_id: None,
            access_key_id: None,
            response_code_hash: None,
            used_at: None,
            ended_at: None,
        };
        store::presentation_requests::insert(conn, row).await?;
    }
    Ok(())
}

/// The one-time key of a request, if it has one that can still be read.
pub(super) fn decryption_key(state: &AppState, request: &PresentationRequest) -> Option<DecryptionKey> {
    let (payload, key_id) = request.decryption_key.as_deref().zip(request.sealed_with.as_deref())?;
    let clear = sealing::open(&state.keys.presentation, request.id.as_str(), key_id, payload).ok()?;
    DecryptionKey::from_bytes(clear.as_slice().try_into().ok()?).ok()
}
