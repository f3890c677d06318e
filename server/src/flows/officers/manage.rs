//! Who the officers are: adding one, links to set up with, roles, and whether they may log in. For administrators in the
//! console, and for the command line.

use super::way_in::{self, WayIn};
use crate::{
    flows::{
        Fault,
        audit::{Actor, record_of_officer},
        people,
    },
    state::AppState,
};
use domain::{EmailAddress, OfficerId, OfficerSessionEnd, Permission, PersonName, Role, Timestamp};
use rand::CryptoRng;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use std::collections::BTreeMap;
use store::officers::Officer;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum NotManaged {
    /// No such officer.
    #[error("there is no such officer")]
    Unknown,
    /// Somebody has the email address.
    #[error("there is an officer with this email address already")]
    Taken,
    /// Nobody changes what they may do themselves.
    #[error("nobody changes their own access")]
    OwnRecord,
    /// Nobody could add officers any more.
    #[error("this is the last administrator")]
    LastAdministrator,
    /// Whoever asks may not do this any more.
    #[error("not allowed any more")]
    NotAllowed,
    /// The officer may not log in, so there is nothing to set up.
    #[error("the officer's access is turned off")]
    Off,
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<store::DbErr> for NotManaged {
    fn from(error: store::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

/// A new officer.
pub struct Details {
    /// What the officer logs in with.
    pub email: EmailAddress,
    /// How colleagues know the officer.
    pub name: PersonName,
    /// What the officer may do.
    pub role: Role,
}

/// What an officer's account is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Set up.
    Ready,
    /// A link was sent and waits.
    LinkWaiting,
    /// Nothing is set up, and no link waits.
    NotSetUp,
    /// May not log in.
    Off,
}

/// An officer in the list.
pub struct Listed {
    /// Who.
    pub officer: Officer,
    /// What the account is like.
    pub standing: Standing,
    /// The last log in, as far as sessions are kept.
    pub last_log_in: Option<Timestamp>,
}

/// Every officer, by name. Reads only.
///
/// # Errors
/// When the database does not answer.
pub async fn list(state: &AppState) -> Result<Vec<Listed>, Fault> {
    let now = state.clock.now();
    let waiting = store::officer_links::waiting(&state.db, now).await?;
    let last: BTreeMap<_, _> = store::officer_sessions::last_log_ins(&state.db).await?.into_iter().collect();
    let listed = store::officers::list(&state.db).await?.into_iter().map(|officer| {
        let waits = waiting.iter().any(|link| link.officer_id == officer.id);
        // Where nobody has a password there is nothing to set up.
        let passwords = state.settings.officers.passwords();
        let set_up = !passwords || officer.password_hash.is_some() || officer.sso_subject.is_some();
        let standing = match officer.active {
            false => Standing::Off,
            true if passwords && waits => Standing::LinkWaiting,
            true if set_up => Standing::Ready,
            true => Standing::NotSetUp,
        };
        let last_log_in = last.get(&officer.id).copied();
        Listed { officer, standing, last_log_in }
    });
    Ok(listed.collect())
}

/// Adds an officer, with their [way in](WayIn). From the console it is sent by email; the command line shows it.
///
/// # Errors
/// When the email address is taken, or whoever asks may not; nobody is added then.
pub async fn add(state: &AppState, by: Actor<'_>, details: Details) -> Result<WayIn, NotManaged> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let email = details.email.as_str().to_lowercase();
    let tx = begin(state, by, &mut rng).await?;
    if store::officers::by_email(&tx, &email).await?.is_some() {
        return Err(NotManaged::Taken);
    }
    let organisation_id = people::organisation(&tx, &state.settings, now, &mut rng).await?;
    let officer = Officer {
        id: OfficerId::new(&mut rng),
        organisation_id,
        email,
        name: details.name.as_str().to_owned(),
        role: details.role,
        active: true,
        password_hash: None,
        pepper_id: None,
        totp_secret: None,
        totp_key_id: None,
        totp_step: None,
        sso_subject: None,
        tries_noted_at: None,
        created_at: now,
        updated_at: now,
    };
    store::officers::insert(&tx, officer.clone()).await?;
    let detail = json!({ "officer": officer.id.as_str(), "role": officer.role.name() });
    record_of_officer(&tx, now, by, "officer-added", Some(detail)).await?;
    let way_in = way_in::make(&tx, state, &mut rng, by, officer).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(way_in)
}

/// Makes a new way in. Password, authenticator app, recovery codes and sessions of the officer end at once: it
/// is for whoever lost one of them, or whose account somebody else may have got into. Single sign-on has to find them by
/// their address again.
///
/// # Errors
/// When there is no such officer, they may not log in, or whoever asks may not; nothing ends then.
pub async fn link(state: &AppState, by: Actor<'_>, id: &OfficerId) -> Result<WayIn, NotManaged> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let tx = begin(state, by, &mut rng).await?;
    let officer = other(&tx, by, id).await?;
    if !officer.active {
        return Err(NotManaged::Off);
    }
    store::officers::reset(&tx, id, now).await?;
    store::recovery_codes::replace(&tx, id, Vec::new(), now).await?;
    store::officer_sessions::end_all(&tx, id, None, OfficerSessionEnd::EndedByAdministrator, now).await?;
    record_of_officer(&tx, now, by, "officer-reset", Some(json!({ "officer": id.as_str() }))).await?;
    let way_in = way_in::make(&tx, state, &mut rng, by, officer).await?;
    tx.commit().await?;
    state.live.message_waits();
    Ok(way_in)
}

/// Changes a role. The officer's sessions end at once.
///
/// # Errors
/// When there is no such officer, nobody else would be an administrator, or whoever asks may not; nothing changes then.
pub async fn set_role(state: &AppState, by: Actor<'_>, id: &OfficerId, role: Role) -> Result<(), NotManaged> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let tx = begin(state, by, &mut rng).await?;
    let officer = other(&tx, by, id).await?;
    if role != Role::Administrator {
        not_the_last(&tx, &officer).await?;
    }
    if store::officers::set_role(&tx, id, role, now).await? {
        store::officer_sessions::end_all(&tx, id, None, OfficerSessionEnd::EndedByAdministrator, now).await?;
        let detail = json!({ "officer": id.as_str(), "from": officer.role.name(), "to": role.name() });
        record_of_officer(&tx, now, by, "officer-role-changed", Some(detail)).await?;
    }
    Ok(tx.commit().await?)
}

/// Turns an officer's access off or on. Off, their sessions and links end at once.
///
/// # Errors
/// When there is no such officer, nobody else would be an administrator, or whoever asks may not; nothing changes then.
pub async fn set_active(state: &AppState, by: Actor<'_>, id: &OfficerId, active: bool) -> Result<(), NotManaged> {
    let (now, mut rng) = (state.clock.now(), state.random.generator().map_err(Fault::from)?);
    let tx = begin(state, by, &mut rng).await?;
    let officer = other(&tx, by, id).await?;
    if !active {
        not_the_last(&tx, &officer).await?;
    }
    if store::officers::set_active(&tx, id, active, now).await? {
        if !active {
            way_in::end_links(&tx, id, now).await?;
            store::officer_sessions::end_all(&tx, id, None, OfficerSessionEnd::EndedByAdministrator, now).await?;
        }
        let action = if active { "officer-turned-on" } else { "officer-turned-off" };
        record_of_officer(&tx, now, by, action, Some(json!({ "officer": id.as_str() }))).await?;
    }
    Ok(tx.commit().await?)
}

/// Begins a transaction in which nobody else changes who the officers are; whoever asks may still do so.
async fn begin(state: &AppState, by: Actor<'_>, rng: &mut impl CryptoRng) -> Result<DatabaseTransaction, NotManaged> {
    let now = state.clock.now();
    let tx = store::connect::begin(&state.db).await?;
    let organisation = people::organisation(&tx, &state.settings, now, rng).await?;
    store::officers::hold_all(&tx, &organisation).await?;
    if let Some(id) = by.officer() {
        let officer = store::officers::by_id(&tx, id).await?.ok_or(NotManaged::NotAllowed)?;
        if !officer.active || !officer.role.may(Permission::ManageOfficers) {
            return Err(NotManaged::NotAllowed);
        }
    }
    Ok(tx)
}

/// The officer that something is done to, who is not whoever does it.
async fn other(tx: &DatabaseTransaction, by: Actor<'_>, id: &OfficerId) -> Result<Officer, NotManaged> {
    if by.officer() == Some(id) {
        return Err(NotManaged::OwnRecord);
    }
    // PostgreSQL takes no NUL in a text.
    if id.as_str().contains('\0') {
        return Err(NotManaged::Unknown);
    }
    store::officers::by_id(tx, id).await?.ok_or(NotManaged::Unknown)
}

async fn not_the_last(tx: &DatabaseTransaction, officer: &Officer) -> Result<(), NotManaged> {
    let counts = officer.role == Role::Administrator && officer.active;
    if counts && store::officers::other_administrators(tx, &officer.id).await? == 0 {
        return Err(NotManaged::LastAdministrator);
    }
    Ok(())
}
