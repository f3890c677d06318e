//! `latchkey revoke`: revokes an access key.

use super::{Failure, output::Output};
use crate::{
    config::Settings,
    flows::{
        audit::Actor,
        revoke::{self, Revoked},
    },
};
use clap::Args;
use domain::AccessKeyId;
use serde::Serialize;

/// Longest reason.
const REASON_LIMIT: usize = 200;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name of the key, as `latchkey employee list` shows it.
    #[arg(allow_hyphen_values = true)]
    key: String,
    /// Why, in words that the person reads.
    #[arg(long)]
    reason: String,
}

/// Why a key was not revoked.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotRevoked {
    /// No such key.
    #[error("there is no access key {0}")]
    Unknown(String),
    /// No reason, or one that does not fit.
    #[error("give a reason of 1 to {REASON_LIMIT} characters on one line")]
    Reason,
}

#[derive(Serialize)]
struct Done {
    key: String,
    revoked_before: bool,
}

pub(super) async fn run(arguments: Arguments, settings: Settings, output: Output) -> Result<(), Failure> {
    let Arguments { key, reason } = arguments;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LIMIT || reason.contains(char::is_control) {
        return Err(NotRevoked::Reason.into());
    }
    let state = super::state(settings).await?;
    let (text, revoked_before) =
        match revoke::revoke(&state, &AccessKeyId::from(key.clone()), reason, Actor::CommandLine).await? {
            Revoked::Now => ("The access key is revoked.", false),
            Revoked::Before => ("The access key was revoked before.", true),
            Revoked::Unknown => return Err(NotRevoked::Unknown(key).into()),
        };
    Ok(output.result(text, &Done { key, revoked_before })?)
}
