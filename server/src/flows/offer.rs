//! Credential offers (OpenID4VCI 1.0, section 4). The row of an offer holds no secret: what the wallet gets is derived
//! from the offer's id and a key outside the database, and only its hash is stored. So a reload shows the same offer,
//! and a stolen database redeems nothing.

use super::{
    Fault,
    audit::{Actor, record},
    ladder::{self, Progress},
    messages::{self, Message},
    visit::{Cookies, Journey, Visit, find, may_offer},
};
use crate::{
    config::OfferBy,
    keys::{Keys, mac},
    state::AppState,
};
use contract::endpoints::RenewedBy;
use domain::{Duration, OfferId, Policy, SecretToken, SessionState, Timestamp};
use hmac::Mac;
use oid4vc::vci::{
    WireSecret,
    offer::{CredentialOffer, OfferEndpoint, TxCode},
};
use rand::CryptoRng;
use store::{ConnectionTrait, offers::Offer, sessions::FlowSession};

/// Name of the one credential configuration.
pub const CONFIGURATION: &str = "access-key";

/// Where wallets fetch offers by reference; the reference follows.
pub const REFERENCE_PATH: &str = "/openid4vci/offers/";

/// Two pages of one session that ask at the same moment get the same offer.
const SAME_MOMENT: Duration = Duration::seconds(5);

/// How an offer comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// By the right code or by a person's press: earlier offers end at once.
    Fresh,
    /// By the open page itself, for the nth time: the earlier offer stays good to its own end.
    Silent(i32),
}

/// What of an offer's secrets is derived.
#[derive(Clone, Copy)]
enum Part {
    Code,
    Reference,
    TxCode,
    Notification,
}

fn derive(keys: &Keys, part: Part, id: &str) -> SecretToken {
    let label = match part {
        Part::Code => "code",
        Part::Reference => "ref",
        Part::TxCode => "tx",
        Part::Notification => "notification",
    };
    SecretToken::from_bytes(mac(&keys.offer, label, id).finalize().into_bytes().into())
}

/// The identifier under which a wallet reports on a key (OpenID4VCI 1.0, section 11). Derived, so that a repeated answer
/// carries the same.
#[must_use]
pub fn notification_id(keys: &Keys, key: &domain::AccessKeyId) -> SecretToken {
    derive(keys, Part::Notification, key.as_str())
}

/// The transaction code of a session's offers, for wallets whose profile asks for one: six digits, the same for every
/// offer of the session, so that one text message is enough.
#[must_use]
pub fn tx_code(keys: &Keys, session: &domain::FlowSessionId) -> String {
    let secret = derive(keys, Part::TxCode, session.as_str()).hash();
    let number =
        secret.as_str().bytes().fold(0_u32, |number, byte| number.wrapping_mul(31).wrapping_add(u32::from(byte)));
    format!("{:06}", number % 1_000_000)
}

/// Makes an offer for a verified session.
///
/// # Errors
/// When the database refuses.
pub async fn make(
    conn: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    journey: &Journey,
    session: &FlowSession,
    renewal: Renewal,
    now: Timestamp,
) -> Result<(), Fault> {
    let invitation = &journey.invitation.id;
    let earlier = store::offers::of_session(conn, &session.id).await?;
    let (kept, count) = match renewal {
        Renewal::Fresh => (Vec::new(), 0),
        // At most two are live: the newest of the earlier ones, and the new one.
        Renewal::Silent(count) => (earlier.first().map(|offer| offer.id.clone()).into_iter().collect(), count),
    };
    store::offers::end_all(conn, invitation, &kept, now).await?;
    let id = OfferId::new(rng);
    let row = Offer {
        invitation_id: invitation.clone(),
        flow_session_id: session.id.clone(),
        employee_id: journey.employee.id.clone(),
        wallet: state.settings.organisation.wallet.clone(),
        code_hash: derive(&state.keys, Part::Code, id.as_str()).hash(),
        reference_hash: derive(&state.keys, Part::Reference, id.as_str()).hash(),
        renewal: count,
        tx_code_tries: 0,
        created_at: now,
        expires_at: now + Policy::span(state.settings.policy.offer_seconds),
        scanned_at: None,
        redeemed_at: None,
        replayed_at: None,
        ended_at: None,
        id,
    };
    store::offers::insert(conn, row).await?;
    if state.settings.wallet().tx_code && earlier.is_empty() {
        let code = tx_code(&state.keys, &session.id);
        let until = now + Policy::span(state.settings.policy.session_seconds);
        messages::queue(conn, state, rng, &journey.employee, Message::TransactionCode { code: &code }, Some(until))
            .await?;
    }
    record(conn, now, Actor::Employee, "offer-made", &journey.employee.id, Some(invitation)).await
}

/// The next offer, for the open page or for a person who pressed the button.
///
/// # Errors
/// When the database refuses; the earlier offer then stands.
pub async fn renew(state: &AppState, cookies: &Cookies, by: RenewedBy) -> Result<(), Fault> {
    let Some((journey, session)) = verified(state, cookies).await? else { return Ok(()) };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let policy = &state.settings.policy;
    let tx = store::connect::begin(&state.db).await?;
    if !still_verified(&tx, &journey, &session).await? {
        return Ok(tx.rollback().await?);
    }
    let progress = ladder::progress(&tx, &session, now).await?;
    let renewal = match (by, &progress) {
        // A key was delivered and holds: "My key is not in the app" is the way to another.
        (_, Progress { key: Some(key), .. }) if key.failed_at.is_none() => None,
        (RenewedBy::Button, Progress { key: Some(_), .. }) => {
            may_fetch_again(&tx, state, &journey).await?.then_some(Renewal::Fresh)
        }
        (RenewedBy::Button, _) => Some(Renewal::Fresh),
        (RenewedBy::Page, progress) => progress.newest.as_ref().and_then(|newest| silent(newest, policy, now)),
    };
    // Once the invitation has expired what is under way may be finished, and nothing new begins.
    if let Some(renewal) = renewal.filter(|_| may_offer(&journey.invitation, now)) {
        if by == RenewedBy::Button
            && let Some(newest) = &progress.newest
        {
            // A wallet that stopped half way does not get to finish behind the new offer's back.
            store::tokens::revoke_of_offer(&tx, &newest.id, now).await?;
        }
        make(&tx, state, &mut rng, &journey, &session, renewal, now).await?;
    }
    if by == RenewedBy::Button {
        store::sessions::note(&tx, &session.id, None, now).await?;
    }
    tx.commit().await?;
    state.live.moved(&journey.invitation.id);
    state.live.message_waits();
    Ok(())
}

fn silent(newest: &Offer, policy: &Policy, now: Timestamp) -> Option<Renewal> {
    let due = now + SAME_MOMENT >= newest.created_at + Policy::span(policy.offer_renew_seconds);
    let left = u32::try_from(newest.renewal).is_ok_and(|count| count < policy.offer_renewals);
    (due && left && newest.redeemed_at.is_none() && newest.ended_at.is_none())
        .then_some(Renewal::Silent(newest.renewal.saturating_add(1)))
}

/// "My key is not in the app": another offer after a key was delivered. The earlier key is revoked when the next is
/// issued, and only then.
///
/// # Errors
/// When the database refuses.
pub async fn not_in_app(state: &AppState, cookies: &Cookies) -> Result<(), Fault> {
    let Some((journey, session)) = verified(state, cookies).await? else { return Ok(()) };
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let tx = store::connect::begin(&state.db).await?;
    if !still_verified(&tx, &journey, &session).await? {
        return Ok(tx.rollback().await?);
    }
    let delivered = ladder::progress(&tx, &session, now).await?.key.is_some();
    if delivered && may_fetch_again(&tx, state, &journey).await? {
        make(&tx, state, &mut rng, &journey, &session, Renewal::Fresh, now).await?;
        record(&tx, now, Actor::Employee, "key-not-in-app", &journey.employee.id, Some(&journey.invitation.id)).await?;
    }
    store::sessions::note(&tx, &session.id, None, now).await?;
    tx.commit().await?;
    state.live.moved(&journey.invitation.id);
    Ok(())
}

/// Whether another offer may follow a key that was delivered.
///
/// # Errors
/// When the database does not answer.
pub async fn may_fetch_again(conn: &impl ConnectionTrait, state: &AppState, journey: &Journey) -> Result<bool, Fault> {
    // Keys are counted, not offers: an offer that ran out before a wallet fetched it is no try.
    let delivered = store::keys::of_invitation(conn, &journey.invitation.id).await?.len();
    let left = u32::try_from(delivered).unwrap_or(u32::MAX) <= state.settings.policy.extra_offers;
    Ok(left && may_offer(&journey.invitation, state.clock.now()))
}

pub(super) async fn verified(state: &AppState, cookies: &Cookies) -> Result<Option<(Journey, FlowSession)>, Fault> {
    Ok(match find(state, cookies).await? {
        Visit::Session(journey, session) if session.state == SessionState::Verified => Some((*journey, *session)),
        _ => None,
    })
}

/// Holds the invitation and the session; false if HR or another browser has ended the session since it was read.
async fn still_verified(conn: &impl ConnectionTrait, journey: &Journey, session: &FlowSession) -> Result<bool, Fault> {
    store::invitations::hold(conn, &journey.invitation.id).await?;
    Ok(store::sessions::hold_verified(conn, &session.id).await?)
}

/// What the wallet reads: the offer itself.
#[must_use]
pub fn document(state: &AppState, offer: &Offer) -> CredentialOffer {
    let code = derive(&state.keys, Part::Code, offer.id.as_str()).reveal();
    let tx_code = state
        .settings
        .wallet()
        .tx_code
        .then(|| TxCode::numeric(6, "The 6 numbers that we sent to your phone").ok())
        .flatten();
    CredentialOffer::pre_authorized(state.settings.credential_issuer(), CONFIGURATION, WireSecret::new(code), tx_code)
}

/// The link of the green button and of the QR code.
///
/// # Errors
/// When the wallet profile's scheme cannot be used.
pub fn link(state: &AppState, offer: &Offer) -> Result<String, Fault> {
    let wallet = state.settings.wallet();
    let endpoint = OfferEndpoint::parse(&wallet.scheme).map_err(|_| Fault::Setting("the wallet's scheme"))?;
    Ok(match wallet.offer {
        OfferBy::Value => endpoint.by_value(&document(state, offer)),
        OfferBy::Reference => {
            let reference = derive(&state.keys, Part::Reference, offer.id.as_str()).reveal();
            endpoint.by_reference(&state.settings.url(&format!("{REFERENCE_PATH}{reference}")))
        }
    })
}

/// A wallet reads an offer by its reference. May be repeated until the offer is redeemed, ended or expired; the first
/// time, the open page learns that the code was scanned.
///
/// # Errors
/// When the database does not answer.
pub async fn fetch(state: &AppState, reference: &str) -> Result<Option<CredentialOffer>, Fault> {
    let Ok(reference) = reference.parse::<SecretToken>() else { return Ok(None) };
    let now = state.clock.now();
    let Some(offer) = store::offers::by_reference(&state.db, &reference.hash()).await? else { return Ok(None) };
    let good = offer.redeemed_at.is_none() && offer.ended_at.is_none() && now < offer.expires_at;
    if !good {
        return Ok(None);
    }
    if offer.scanned_at.is_none() && store::offers::mark_scanned(&state.db, &offer.id, now).await? {
        state.live.moved(&offer.invitation_id);
    }
    Ok(Some(document(state, &offer)))
}
