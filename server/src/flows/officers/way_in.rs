//! How somebody who was made an officer, or has lost their log in, gets in: by a one-time link to set up password and second
//! factor, or, where nobody has a password, by the single sign-on, where there is nothing to set up.

use super::tell;
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
    },
    state::AppState,
};
use domain::{MessageKind, OfficerId, OfficerLinkId, Policy, SecretToken, Timestamp};
use rand::CryptoRng;
use serde_json::json;
use store::{ConnectionTrait, officer_links::OfficerLink, officers::Officer};

/// How an officer gets in.
pub struct WayIn {
    /// Who.
    pub officer: Officer,
    /// A link; none where officers have single sign-on alone.
    pub link: Option<NewLink>,
}

/// A link by which an officer sets up password and second factor, made now and never shown again.
pub struct NewLink {
    /// With the token.
    pub url: String,
    /// Good until.
    pub expires_at: Timestamp,
}

/// Makes it, and tells the officer. Whoever works at the command line tells them in person: the first officer may well come
/// before email works.
pub(super) async fn make(
    tx: &impl ConnectionTrait,
    state: &AppState,
    rng: &mut impl CryptoRng,
    by: Actor<'_>,
    officer: Officer,
) -> Result<WayIn, Fault> {
    let (now, told) = (state.clock.now(), by.officer().is_some());
    end_links(tx, &officer.id, now).await?;
    if !state.settings.officers.passwords() {
        if let Some(sso) = state.settings.officers.sso.as_ref().filter(|_| told) {
            tell::sign_on(tx, state, rng, &officer, &sso.name).await?;
        }
        return Ok(WayIn { officer, link: None });
    }
    let token = SecretToken::new(rng);
    let expires_at = now + Policy::span(state.settings.policy.officer_link_seconds);
    let row = OfficerLink {
        id: OfficerLinkId::new(rng),
        officer_id: officer.id.clone(),
        token_hash: token.hash(),
        created_at: now,
        expires_at,
        used_at: None,
        ended_at: None,
    };
    store::officer_links::insert(tx, row).await?;
    record_of_officer(tx, now, by, "officer-link-made", Some(json!({ "officer": officer.id.as_str() }))).await?;
    let url = state.settings.url(&format!("/hr/set-up/{}", token.reveal()));
    if told {
        tell::link(tx, state, rng, &officer, &url, expires_at).await?;
    }
    Ok(WayIn { officer, link: Some(NewLink { url, expires_at }) })
}

/// Ends an officer's links; one that waits to be sent stays here.
pub(super) async fn end_links(tx: &impl ConnectionTrait, officer: &OfficerId, now: Timestamp) -> Result<(), Fault> {
    store::officer_links::end_all(tx, officer, now).await?;
    Ok(store::outbox::withdraw_from_officer(tx, officer, &[MessageKind::OfficerLink]).await?)
}
