//! `latchkey invite`: sends invitations. A running server sends the emails; without one they wait.

use super::{Failure, output::Output};
use crate::{
    config::Settings,
    flows::{
        Fault,
        audit::Actor,
        invite::{self, NotInvited, Wanted},
    },
};
use clap::{Args, ValueEnum};
use domain::{InvitationId, LinkKind, Purpose};
use serde::Serialize;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Staff numbers of those who are invited.
    #[arg(required = true)]
    staff_numbers: Vec<String>,
    /// A new key in place of the one that they have.
    #[arg(long)]
    replace: bool,
    /// The phone is lost or stolen: the old key stops working now.
    #[arg(long, requires = "replace")]
    lost: bool,
    /// Which email carries the link.
    #[arg(long, value_enum, default_value_t = Mail::Download)]
    mail: Mail,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Mail {
    /// "Download your access key", or "Your new access key".
    Download,
    /// "Log in".
    LogIn,
}

/// Why an invitation was not sent.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotSent {
    /// No such employee.
    #[error("there is no employee with staff number {0}; nobody was invited")]
    Unknown(String),
    /// Not this one now.
    #[error("staff number {0} was not invited: {1}")]
    Refused(String, NotInvited),
}

#[derive(Serialize)]
struct Invited {
    staff_number: String,
    invitation: InvitationId,
}

pub(super) async fn run(arguments: Arguments, settings: Settings, output: Output) -> Result<(), Failure> {
    let state = super::state(settings).await?;
    let wanted = Wanted {
        purpose: if arguments.replace { Purpose::Replace } else { Purpose::First },
        mail: match arguments.mail {
            Mail::Download => LinkKind::Download,
            Mail::LogIn => LinkKind::LogIn,
        },
        lost: arguments.lost,
    };
    let mut employees = Vec::new();
    for number in arguments.staff_numbers {
        let found = store::employees::by_staff_number(&state.db, &number).await.map_err(Fault::from)?;
        employees.push(found.ok_or(NotSent::Unknown(number))?);
    }
    let mut invited = Vec::new();
    let mut refused = None;
    for employee in employees {
        let staff_number = employee.staff_number.clone();
        match invite::invite(&state, &employee, wanted, Actor::CommandLine).await? {
            Ok(invitation) => invited.push(Invited { staff_number, invitation }),
            Err(reason) => refused = refused.or(Some(NotSent::Refused(staff_number, reason))),
        }
    }
    let text = match invited.as_slice() {
        [one] => format!("Invited staff number {}.", one.staff_number),
        all => format!("Invited {} employees.", all.len()),
    };
    output.result(&text, &invited)?;
    refused.map_or(Ok(()), |refused| Err(refused.into()))
}
